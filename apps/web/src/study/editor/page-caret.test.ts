// @vitest-environment jsdom
import { extensions, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'

import { NamedCarets } from './named-carets.ts'
import { SectionSync } from './section-sync.ts'
import { SharedUndo } from './shared-undo.ts'

const section = 'summary' as SectionKey
const first = 1
let doc: Y.Doc
let fragment: Y.XmlFragment
let awareness: Awareness
let editor: Editor

beforeEach(() => {
  doc = new Y.Doc()
  fragment = doc.getXmlFragment(sectionRoot(section))
  awareness = new Awareness(doc)
  editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [
      ...extensions,
      SectionSync.configure({ fragment, undo: new SharedUndo([fragment]) }),
      NamedCarets.configure({ awareness, section, nameOf: ({ name }) => name }),
    ],
  })
  editor.commands.insertContent('<p>one two three</p>')
  editor.commands.setTextSelection(first)
  editor.view.focus()
})

afterEach(() => {
  editor.destroy()
  awareness.destroy()
  document.body.replaceChildren()
})

/** A key moves the caret in the page; the browser's word of it, `selectionchange`, is still on its way. */
function pressEnd(): void {
  press('End')
  placeInPage('one two three'.length)
}

function press(key: string): void {
  editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

function placeInPage(offset: number): void {
  const { node } = editor.view.domAtPos(first)
  getSelection()?.collapse(node.nodeType === Node.TEXT_NODE ? node : node.firstChild, offset)
}

function placeOfCaret(): { readonly before: string; readonly after: string } {
  const { $head } = editor.state.selection
  const words = $head.parent.textContent
  return { before: words.slice(0, $head.parentOffset), after: words.slice($head.parentOffset) }
}

function othersWrite(words: string): void {
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const paragraph = new Y.XmlElement('paragraph')
  other.getXmlFragment(sectionRoot(section)).insert(0, [paragraph])
  paragraph.push([new Y.XmlText(words)])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'server')
}

function otherCaretMoves(): void {
  const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(fragment, 0))
  const user = { name: 'Bo', participant: 'bo', sector: 'public' }
  awareness.states.set(7, { user, section, cursor: { anchor: place, head: place } })
  awareness.emit('change', [{ added: [7], updated: [], removed: [] }, 'server'])
}

describe('a caret that was moved a moment ago', () => {
  test('stays there when somebody else writes', () => {
    pressEnd()
    othersWrite('From afar')
    expect(editor.getText()).toContain('From afar')
    expect(placeOfCaret()).toEqual({ before: 'one two three', after: '' })
  })

  test('stays there when somebody else moves theirs', () => {
    pressEnd()
    otherCaretMoves()
    expect(editor.view.dom.querySelector('.caret')).not.toBeNull()
    expect(placeOfCaret()).toEqual({ before: 'one two three', after: '' })
  })

  test('is where the next key works', () => {
    pressEnd()
    press('Enter')
    expect(editor.state.doc.childCount).toBe(2)
    expect(editor.state.doc.child(0).textContent).toBe('one two three')
  })

  test('stays there when the whole section was selected before', () => {
    editor.commands.selectAll()
    pressEnd()
    othersWrite('From afar')
    expect(editor.state.selection.empty).toBe(true)
    expect(placeOfCaret()).toEqual({ before: 'one two three', after: '' })
  })

  test('is not taken from the page when no hand has moved it', () => {
    placeInPage(5)
    othersWrite('From afar')
    expect(placeOfCaret()).toEqual({ before: '', after: 'one two three' })
  })

  test('leaves a whole section selected that no key has changed', () => {
    editor.commands.selectAll()
    press('Shift')
    othersWrite('From afar')
    expect(editor.state.selection.content().size).toBe(editor.state.doc.content.size)
  })
})
