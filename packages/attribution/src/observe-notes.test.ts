// @vitest-environment jsdom
import { sectionRoot } from '@samskriv/document'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { Authorship } from './authorship.ts'
import { rebase } from './rebase.ts'
import { voiceOfSaid } from './said-in-attribute.ts'
import { caretAfter, caretBefore, cut, moveBlock, paste, select, selectFrom, type } from './testing/gestures.ts'
import { partners, summary, type Writer, WritingRoom } from './testing/writing-room.ts'

const first = 'The walls were wet for three winters.'
const second = 'Nobody came.'
const hers = 'We asked in May, in June and in August.'

let room: WritingRoom
let amina: Writer
let officer: Writer

beforeEach(() => {
  room = new WritingRoom()
  amina = room.join('amina', 'community')
  officer = room.join('officer', 'public')
  type(amina, first)
  amina.editor().commands.splitBlock()
  type(amina, second)
  caretAfter(amina, 'three winters')
  note(amina, hers)
  amina.pause()
  officer.editor()
})

afterEach(() => {
  room.close()
})

function note(writer: Writer, text: string): void {
  writer.editor().commands.insertContent({ type: 'footnote', attrs: { text } })
}

function notesIn(doc: Y.Doc, authorship = room.authorship): readonly { said: string | undefined; voice: string | null }[] {
  const visit = (parent: Y.XmlFragment): readonly { said: string | undefined; voice: string | null }[] =>
    parent.toArray().flatMap((child) => {
      if (!(child instanceof Y.XmlElement)) return []
      const own = child.nodeName === 'footnote' ? [{ said: child.getAttribute('text'), voice: voiceOfSaid(child, authorship) }] : []
      return [...own, ...visit(child)]
    })
  return [summary, partners].flatMap((section) => visit(doc.getXmlFragment(sectionRoot(section))))
}

const ofAmina = [{ said: hers, voice: 'amina' }]

describe('[AT29] a note goes on in the voice that said it', () => {
  test('when its paragraph is moved, made a list and a heading', () => {
    moveBlock(officer, first.slice(0, 20), 1)
    expect(notesIn(room.doc)).toEqual(ofAmina)
    caretAfter(officer, 'The walls')
    officer.editor().commands.toggleBulletList()
    expect(notesIn(room.doc)).toEqual(ofAmina)
    officer.editor().commands.toggleBulletList()
    officer.editor().commands.toggleHeading({ level: 2 })
    expect(notesIn(room.doc)).toEqual(ofAmina)
  })

  test('when a paragraph is split before it and joined again', () => {
    caretBefore(officer, 'for three')
    officer.editor().commands.splitBlock()
    officer.editor().commands.joinBackward()
    expect(notesIn(room.doc)).toEqual(ofAmina)
  })

  test('when it is cut with its words and pasted into another section, and that is undone', () => {
    officer.editor(partners)
    selectFrom(officer, 'for three', '.')
    const html = cut(officer)
    expect(notesIn(room.doc)).toEqual([])
    paste(officer, html, partners)
    expect(notesIn(room.doc)).toEqual(ofAmina)
    officer.pause(partners)
    officer.editor(partners).commands.undo()
    officer.editor().commands.undo()
    expect(notesIn(room.doc)).toEqual(ofAmina)
  })

  test('when somebody deletes it and takes that back', () => {
    selectFrom(officer, 'three winters', '.')
    officer.editor().commands.deleteSelection()
    expect(notesIn(room.doc)).toEqual([])
    officer.editor().commands.undo()
    expect(notesIn(room.doc)).toEqual(ofAmina)
  })

  test('in the next epoch, whoever set it into which paragraph', () => {
    select(officer, second)
    note(officer, 'They came in the end.')
    let client = 900
    const { doc, bindings } = rebase(room.doc, room.authorship, { newClient: () => client++ })
    const authorship = new Authorship({ bindings })
    expect(notesIn(doc, authorship)).toEqual([...ofAmina, { said: 'They came in the end.', voice: 'officer' }])
  })

  test('and so does what a picture shows, when it is moved', () => {
    amina.editor().commands.insertContentAt(0, { type: 'image', attrs: { alt: hers } })
    const { view } = officer.editor()
    const picture = view.state.doc.firstChild
    if (picture?.type.name !== 'image') throw new Error('nobody put a picture there')
    const tr = view.state.tr.delete(0, picture.nodeSize)
    view.dispatch(tr.insert(tr.doc.content.size, picture))
    const shown = room.doc
      .getXmlFragment(sectionRoot(summary))
      .toArray()
      .filter((one): one is Y.XmlElement => one instanceof Y.XmlElement && one.nodeName === 'image')
    expect(shown.map((one) => [one.getAttribute('alt'), voiceOfSaid(one, room.authorship)])).toEqual([[hers, 'amina']])
  })

  test('and one that says something else is whose it is who says it', () => {
    moveBlock(officer, first.slice(0, 20), 1)
    caretAfter(officer, second)
    note(officer, 'We had nobody to send then.')
    expect(notesIn(room.doc)).toEqual([{ said: 'We had nobody to send then.', voice: 'officer' }, ...ofAmina])
  })
})
