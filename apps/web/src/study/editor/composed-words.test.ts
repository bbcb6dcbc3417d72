// @vitest-environment jsdom
import { extensions, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { ComposedWords } from './composed-words.ts'
import { SectionSync } from './section-sync.ts'
import { SharedUndo } from './shared-undo.ts'

const root = sectionRoot('summary' as SectionKey)
const open: { destroy: () => void }[] = []

afterEach(() => {
  for (const one of open.splice(0)) one.destroy()
  document.body.replaceChildren()
})

/** A paragraph in an editor, and one of its words that is being composed: what the browser remembers of it is a range of the page. */
function composing(words: string, word: string) {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment(root).push([paragraph])
  paragraph.push([new Y.XmlText(words)])
  const fragment = doc.getXmlFragment(root)
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [...extensions, SectionSync.configure({ fragment, undo: new SharedUndo([fragment]) }), ComposedWords],
  })
  open.push(editor)
  editor.commands.focus()
  editor.commands.setTextSelection(1 + words.indexOf(word) + word.length)
  const text = editor.view.dom.querySelector('p')?.firstChild
  if (!(text instanceof Text)) throw new Error('the paragraph has no words')
  const composed = document.createRange()
  composed.setStart(text, words.indexOf(word))
  composed.setEnd(text, words.indexOf(word) + word.length)
  document.getSelection()?.collapse(text, words.indexOf(word) + word.length)
  editor.view.dom.dispatchEvent(new CompositionEvent('compositionstart', { data: '' }))
  return {
    editor,
    composed,
    shown: () => editor.view.dom.textContent,
    end: () => editor.view.dom.dispatchEvent(new CompositionEvent('compositionend', { data: word })),
    /** One change of somebody else's, as it comes over the wire. */
    fromAfar: (change: (text: Y.XmlText, fragment: Y.XmlFragment) => void): void => {
      const other = new Y.Doc()
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
      const theirs = other.getXmlFragment(root)
      const line = theirs.get(0)
      const words = line instanceof Y.XmlElement ? line.get(0) : null
      if (!(words instanceof Y.XmlText)) throw new Error('the others have no words')
      other.transact(() => change(words, theirs))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'server')
    },
  }
}

describe('a word that is being composed', () => {
  test.each([
    ['before it', 4, 'hot ', 'The hot tea is cold'],
    ['at the very beginning', 0, 'All of ', 'All of The tea is cold'],
    ['after it', 15, '!', 'The tea is cold!'],
  ])('stays the browser’s when others write %s in its paragraph', (_where, at, words, shown) => {
    const { composed, fromAfar, shown: now } = composing('The tea is cold', 'cold')
    fromAfar((text) => text.insert(at, words))
    expect(now()).toBe(shown)
    expect(composed.toString()).toBe('cold')
  })

  test('stays the browser’s when others take words out before it, or write in other paragraphs', () => {
    const { composed, fromAfar, shown } = composing('The tea is cold', 'cold')
    fromAfar((text) => text.delete(0, 4))
    fromAfar((_text, fragment) => {
      const line = new Y.XmlElement('paragraph')
      fragment.insert(0, [line])
      line.push([new Y.XmlText('Above. ')])
    })
    expect(shown()).toBe('Above. tea is cold')
    expect(composed.toString()).toBe('cold')
  })

  test('shows what others make of it, and of its whole paragraph', () => {
    const { fromAfar, shown } = composing('The tea is cold', 'cold')
    fromAfar((text) => {
      text.delete(11, 4)
      text.insert(11, 'warm')
    })
    expect(shown()).toBe('The tea is warm')
    fromAfar((text) => text.format(4, 3, { bold: {} }))
    expect(shown()).toBe('The tea is warm')
    fromAfar((_text, fragment) => fragment.delete(0, 1))
    expect(shown()).toBe('')
  })

  test('is like any other once it is done', () => {
    const { composed, fromAfar, shown, end } = composing('The tea is cold', 'cold')
    end()
    fromAfar((text) => text.insert(4, 'hot '))
    expect(shown()).toBe('The hot tea is cold')
    expect(composed.toString()).toBe('')
  })
})
