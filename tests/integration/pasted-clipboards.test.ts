// @vitest-environment jsdom
import { extensions, sectionJson, sectionRoot } from '@samskriv/document'
import { cleanClipboard } from '@samskriv/document/clipboard'
import type { SectionKey } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { repositoryRoot } from '../support/repository-root.ts'
import { until } from '../support/until.ts'
import { exportedRuns } from './served/exported-words.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import type { Page } from './served/visitor.ts'

// ProseMirror builds one for every paste; jsdom has none.
Object.assign(globalThis, { ClipboardEvent: class ClipboardEvent extends Event {} })

const folder = join(repositoryRoot, 'packages/document/data/clipboard')
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'))

let study: ServedStudy
let page: Page
let reader: Page
let sections: SectionKey[]

beforeAll(async () => {
  study = await serveStudy()
  const view = await study.amina.study(study.id)
  sections = view.sections.map(({ key }) => key as SectionKey)
  page = await study.officer.openPage(study.id)
  reader = await study.amina.openPage(study.id)
  await until('both are connected', () => page.saveState === 'saved' && reader.saveState === 'saved')
})

afterAll(async () => await study.stop())

describe('a clipboard of another program, pasted by an editor into the real server', () => {
  test.each(pages.map((name, place) => ({ name, place })))(
    '$name is stored and read by others as it was pasted',
    async ({ name, place }) => {
      const section = sectionAt(place)
      const editor = anEditorIn(section)
      editor.view.pasteHTML(cleanClipboard(readFileSync(join(folder, name), 'utf8')).html)
      await sameForBoth(section)
      expect(sectionJson(reader.doc, section)).toEqual(sectionJson(page.doc, section))
      expect(wordsOf(sectionJson(reader.doc, section))).toBe(editor.getText({ blockSeparator: '' }).replaceAll(/\s/g, ''))
      expect((await exportedRuns(study.amina, study.id, section)).every(({ sector }) => sector === 'public')).toBe(true)
      editor.destroy()
    },
  )

  test('WhatsApp’s plain text keeps who said something and when, a line for each', async () => {
    const section = sectionAt(pages.length)
    const editor = anEditorIn(section)
    editor.view.pasteText(readFileSync(join(folder, 'whatsapp.txt'), 'utf8').trim())
    await sameForBoth(section)
    expect(sectionJson(reader.doc, section).content?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph'])
    expect((await exportedRuns(study.amina, study.id, section))[0]?.text).toBe(
      '[12:03, 1/2/2026] Amina Resident: The heating is out again 🥶',
    )
    editor.destroy()
  })

  test('twenty pages of headings, lists and tables come in one paste, none of it refused', async () => {
    const section = sectionAt(pages.length + 1)
    const editor = anEditorIn(section)
    const onePage = (number: number): string =>
      `<h2>Part ${number}</h2>${`<p class=MsoNormal>${'The walls were <b>wet</b> for three winters. '.repeat(12)}</p>`.repeat(6)}` +
      `<ul>${'<li>one <i>point</i></li>'.repeat(8)}</ul><table>${'<tr><td>a</td><td>b</td><td>c</td></tr>'.repeat(6)}</table>`
    const html = Array.from({ length: 20 }, (_, number) => onePage(number)).join('')
    editor.view.pasteHTML(cleanClipboard(html).html)
    await sameForBoth(section)
    expect(sectionJson(reader.doc, section).content?.filter(({ type }) => type === 'table')).toHaveLength(20)
    expect(wordsOf(sectionJson(reader.doc, section))).toBe(wordsOf(sectionJson(page.doc, section)))
    editor.commands.undo()
    await sameForBoth(section)
    expect(wordsOf(sectionJson(reader.doc, section))).toBe('')
    editor.destroy()
  })

  test('two megabytes with scripts are stored without them', { timeout: 120_000 }, async () => {
    const section = sectionAt(pages.length + 2)
    const editor = anEditorIn(section)
    const line = `<script>${'x'.repeat(400)}</script><p onclick="y()" class="z">${'The walls were wet for three winters. '.repeat(24)}</p>`
    const lines = Math.ceil((2 * 1024 * 1024) / line.length)
    editor.view.pasteHTML(cleanClipboard(line.repeat(lines)).html)
    await sameForBoth(section)
    expect(sectionJson(reader.doc, section).content).toHaveLength(lines)
    expect(wordsOf(sectionJson(reader.doc, section))).not.toContain('x')
    editor.destroy()
  })
})

function sectionAt(place: number): SectionKey {
  const section = sections[place]
  if (section === undefined) throw new Error('the template has too few sections')
  return section
}

function anEditorIn(section: SectionKey): Editor {
  const fragment = page.doc.getXmlFragment(sectionRoot(section))
  return new Editor({ element: document.createElement('div'), extensions: [...extensions, Collaboration.configure({ fragment })] })
}

async function sameForBoth(section: SectionKey): Promise<void> {
  const inStep = () => JSON.stringify(sectionJson(page.doc, section)) === JSON.stringify(sectionJson(reader.doc, section))
  await until('it is stored, and others have it', () => page.saveState === 'saved' && inStep())
}

function wordsOf(node: { readonly text?: string; readonly content?: readonly unknown[] }): string {
  return (node.text ?? (node.content ?? []).map((child) => wordsOf(child as typeof node)).join('')).replaceAll(/\s/g, '')
}
