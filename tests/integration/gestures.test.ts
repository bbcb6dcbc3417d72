// @vitest-environment jsdom
import { sectionJson } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebsocketProvider } from 'y-websocket'
import { until } from '../support/until.ts'
import { exportedRuns } from './served/exported-words.ts'
import { SectionEditor } from './served/section-editor.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'

const first = 'The walls were wet for three winters before anyone came to look at them properly.'
const second = 'My son coughed every night and nobody would tell us why then.'
const both = [first, second].join(' ').split(' ').toSorted()

let study: ServedStudy
let hers: WebsocketProvider
let theirs: WebsocketProvider
let sections: SectionKey[]

beforeAll(async () => {
  study = await serveStudy()
  const view = await study.amina.study(study.id)
  sections = view.sections.map(({ key }) => key as SectionKey)
  hers = study.amina.openStock(study.id)
  theirs = study.officer.openStock(study.id)
  await until('both are in step', () => hers.synced && theirs.synced)
})

afterAll(async () => await study.stop())

interface Gesture {
  readonly name: string
  readonly act: (officer: SectionEditor) => void
  /** What is in the section afterwards, as node names of its blocks. */
  readonly leaves: readonly string[]
}

const listOn = (officer: SectionEditor) => {
  officer.select(first, second)
  officer.editor.commands.toggleBulletList()
}
const headingOn = (officer: SectionEditor) => {
  officer.caretBefore(second)
  officer.editor.commands.toggleHeading({ level: 3 })
}
const split = (officer: SectionEditor) => {
  officer.caretBefore('three winters')
  officer.editor.commands.splitBlock()
}
const erase = (officer: SectionEditor) => {
  officer.select(second)
  officer.editor.commands.deleteSelection()
}

const gestures: readonly Gesture[] = [
  { name: 'Enter in the middle of a paragraph', act: split, leaves: ['paragraph', 'paragraph', 'paragraph'] },
  {
    name: 'Backspace at the beginning of the second paragraph',
    act: (officer) => {
      officer.caretBefore(second)
      officer.editor.commands.insertContent(' ')
      officer.caretBefore(` ${second}`)
      officer.editor.commands.joinBackward()
    },
    leaves: ['paragraph'],
  },
  { name: 'a bulleted list on', act: listOn, leaves: ['bulletList'] },
  {
    name: 'a bulleted list on and off',
    act: (officer) => {
      listOn(officer)
      listOn(officer)
    },
    leaves: ['paragraph', 'paragraph'],
  },
  { name: 'to a heading', act: headingOn, leaves: ['paragraph', 'heading'] },
  {
    name: 'to a heading and back',
    act: (officer) => {
      headingOn(officer)
      headingOn(officer)
    },
    leaves: ['paragraph', 'paragraph'],
  },
  { name: 'a paragraph moved up', act: (officer) => officer.moveToTop(second), leaves: ['paragraph', 'paragraph'] },
  {
    name: 'a paragraph cut and pasted before the other',
    act: (officer) => {
      officer.select(second)
      const clipboard = officer.cut()
      officer.caretBefore(first)
      officer.paste(`${clipboard}<p></p>`)
    },
    leaves: ['paragraph', 'paragraph', 'paragraph'],
  },
  {
    name: 'words deleted, and the deletion undone',
    act: (officer) => {
      erase(officer)
      officer.pause()
      officer.editor.commands.undo()
    },
    leaves: ['paragraph', 'paragraph'],
  },
  {
    name: 'Enter, undone and done again',
    act: (officer) => {
      split(officer)
      officer.pause()
      officer.editor.commands.undo()
      officer.editor.commands.redo()
    },
    leaves: ['paragraph', 'paragraph', 'paragraph'],
  },
]

describe('an officer’s hand on a community member’s words, over the real server', () => {
  test.each(gestures.map((gesture, place) => ({ ...gesture, place })))('leaves them hers: $name', async ({ act, leaves, place }) => {
    const section = sections[place]
    if (section === undefined) throw new Error('the template has too few sections')
    const amina = new SectionEditor(hers.doc, section)
    amina.type(first)
    amina.editor.commands.splitBlock()
    amina.type(second)
    const inStep = () => JSON.stringify(sectionJson(hers.doc, section)) === JSON.stringify(sectionJson(theirs.doc, section))
    await until('the officer has her words', inStep)
    const officer = new SectionEditor(theirs.doc, section)
    act(officer)
    await until('she sees what the officer did', inStep)
    expect(sectionJson(hers.doc, section).content?.map(({ type }) => type)).toEqual(leaves)

    const runs = await exportedRuns(study.amina, study.id, section)
    const words = runs.filter(({ sector }) => sector === 'community').flatMap(({ text }) => text.split(/\s+/).filter(Boolean))
    const others = runs.filter(({ sector }) => sector !== 'community').map(({ text }) => text.trim())
    expect(others.join('')).toBe('')
    expect(words.toSorted()).toEqual(both)
    amina.close()
    officer.close()
  })

  test('was shown for ten gestures', () => {
    expect(gestures).toHaveLength(10)
  })
})
