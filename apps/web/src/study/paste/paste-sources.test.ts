// @vitest-environment jsdom
import { extensions, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import type { SourceNote, SourceRange } from '@samskriv/protocol/frames'
import { Editor, Extension } from '@tiptap/core'
import { ySyncPlugin } from '@tiptap/y-tiptap'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { idsBetween } from './ids-between.ts'
import { PasteSources } from './paste-sources.ts'
import { Pastes } from './pastes.ts'

// ProseMirror builds one for every paste; jsdom has none.
Object.assign(globalThis, { ClipboardEvent: class ClipboardEvent extends Event {} })

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

/** A page with a section that is being written in. */
function aPage() {
  const doc = new Y.Doc()
  const notes: SourceNote[] = []
  const pastes = new Pastes({ place: 'study/1', note: (note) => notes.push(note), sitting: { answer: null }, isForSomebody: () => false })
  const editorOf = (key: string) => {
    const fragment = doc.getXmlFragment(sectionRoot(key as SectionKey))
    const binding = Extension.create({ name: 'binding', priority: 1000, addProseMirrorPlugins: () => [ySyncPlugin(fragment)] })
    const editor = new Editor({
      element: document.createElement('div'),
      extensions: [...extensions, binding, PasteSources.configure({ fragment, pastes })],
    })
    open.push(editor)
    const copy = () => editor.view.serializeForClipboard(editor.state.selection.content()).dom.innerHTML
    return { editor, fragment, copy }
  }
  return { doc, notes, pastes, editorOf }
}

/** The text that some ids hold. */
function textOf(doc: Y.Doc, ranges: readonly SourceRange[]): string {
  return ranges
    .flatMap(([client, clock, length]) =>
      (doc.store.clients.get(client) ?? []).flatMap((struct) => {
        if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString) || struct.deleted) return []
        const from = Math.max(clock - struct.id.clock, 0)
        const to = Math.min(clock + length - struct.id.clock, struct.length)
        return to > from ? [struct.content.str.slice(from, to)] : []
      }),
    )
    .join('')
}

describe('pasting', () => {
  test('tells of exactly the pasted words, between those that were typed', () => {
    const { doc, notes, editorOf } = aPage()
    const { editor } = editorOf('summary')
    editor.commands.insertContent('Before. After.')
    editor.commands.setTextSelection(8)
    editor.view.pasteText(' From elsewhere.')
    expect(editor.getText()).toBe('Before. From elsewhere. After.')
    expect(notes.map(({ kind }) => kind)).toEqual(['outside'])
    expect(textOf(doc, notes[0]?.ranges ?? []).trim()).toBe('From elsewhere.')
  })

  test('of several paragraphs in the middle of one leaves its end out', () => {
    const { doc, notes, editorOf } = aPage()
    const { editor } = editorOf('summary')
    editor.commands.insertContent('Typed before the paste and typed behind it.')
    editor.commands.setTextSelection(24)
    editor.view.pasteHTML('<p>One line:</p><p>Another line.</p><p>A third.</p>')
    expect(
      textOf(
        doc,
        notes.flatMap(({ ranges }) => ranges),
      ),
    ).toBe('One line:Another line.A third.')
  })

  test('over selected words, and in a list, tells of what came', () => {
    const { doc, notes, editorOf } = aPage()
    const { editor } = editorOf('summary')
    editor.commands.insertContent('<ul><li><p>first old point</p></li></ul>')
    editor.commands.selectAll()
    editor.view.pasteText('something else entirely')
    expect(
      textOf(
        doc,
        notes.flatMap(({ ranges }) => ranges),
      ),
    ).toBe('something else entirely')
  })

  test('typing, a list and a change by somebody else tell nothing', () => {
    const { doc, notes, editorOf } = aPage()
    const { editor, fragment } = editorOf('summary')
    editor.commands.insertContent('Typed.')
    editor.commands.toggleBulletList()
    doc.transact(() => fragment.push([new Y.XmlElement('paragraph')]), 'remote')
    expect(notes).toEqual([])
  })

  test('what was copied here names its original, in another section too, as HTML and as plain text', () => {
    const { doc, notes, editorOf } = aPage()
    const summary = editorOf('summary')
    const barriers = editorOf('barriers')
    summary.editor.commands.insertContent('<p>One line.</p><p>Another <strong>bold</strong> line.</p>')
    summary.editor.commands.selectAll()
    const html = summary.copy()
    barriers.editor.view.pasteHTML(html)
    barriers.editor.view.pasteText('One line.\n\nAnother bold line.')
    barriers.editor.view.pasteText('One line of somebody else’s.')
    expect(notes.map(({ kind }) => kind)).toEqual(['study', 'study', 'outside'])
    const { doc: shown } = summary.editor.state
    const original = idsBetween(shown, summary.fragment, 0, shown.content.size)
    for (const { from } of notes.slice(0, 2)) expect(from).toEqual(original)
    expect(textOf(doc, original)).toBe('One line.Another bold line.')
  })

  test('says nothing by the mark of a copy that it is not, nor by names of authors', () => {
    const { doc, notes, editorOf } = aPage()
    const { editor, copy } = editorOf('summary')
    editor.commands.insertContent('<p>The walls were wet for three winters.</p>')
    editor.commands.selectAll()
    const mark = / data-samskriv-from="[^"]+"/.exec(copy())?.[0] ?? ''
    expect(mark).not.toBe('')
    const barriers = editorOf('barriers')
    const claims = `data-author="Amina" data-voice="1" data-by="Amina" data-sector="community"`
    barriers.editor.view.pasteHTML(`<p${mark} ${claims}><span class="said" ${claims}>The walls were dry for three winters.</span></p>`)
    expect(notes).toMatchObject([{ kind: 'outside', from: [] }])
    expect(textOf(doc, notes[0]?.ranges ?? [])).toBe('The walls were dry for three winters.')
    expect(barriers.editor.getHTML()).toBe('<p>The walls were dry for three winters.</p>')
  })

  test('a copy of words that were changed or deleted meanwhile still names them', () => {
    const { notes, editorOf } = aPage()
    const { editor, copy } = editorOf('summary')
    editor.commands.insertContent('<p>The walls were wet for three winters.</p>')
    editor.commands.selectAll()
    const html = copy()
    editor.commands.insertContentAt(15, ' always')
    editorOf('barriers').editor.view.pasteHTML(html)
    editor.commands.setTextSelection({ from: 1, to: 11 })
    editor.commands.deleteSelection()
    editorOf('partners').editor.view.pasteHTML(html)
    expect(notes.map(({ kind }) => kind)).toEqual(['study', 'study'])
  })

  test('a part of a text names that part', () => {
    const { doc, notes, editorOf } = aPage()
    const { editor, copy } = editorOf('summary')
    editor.commands.insertContent('<p>One line.</p><p>Another line.</p>')
    editor.commands.setTextSelection({ from: 5, to: 19 })
    const html = copy()
    editor.commands.setTextSelection(1)
    editor.view.pasteHTML(html)
    expect(textOf(doc, notes[0]?.from ?? [])).toBe('line.Another')
  })
})
