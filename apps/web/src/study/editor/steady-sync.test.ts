// @vitest-environment jsdom
import { extensions, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { SectionSync } from './section-sync.ts'
import { SharedUndo } from './shared-undo.ts'

const root = sectionRoot('summary' as SectionKey)
const editors: Editor[] = []

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy()
})

function edit(doc: Y.Doc, ...more: Extension[]): Editor {
  const fragment = doc.getXmlFragment(root)
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [...extensions, SectionSync.configure({ fragment, undo: new SharedUndo([fragment]) }), ...more],
  })
  editors.push(editor)
  return editor
}

function aStudyOf(...paragraphs: string[]): Y.Doc {
  const doc = new Y.Doc()
  for (const words of paragraphs) {
    const paragraph = new Y.XmlElement('paragraph')
    doc.getXmlFragment(root).push([paragraph])
    paragraph.push([new Y.XmlText(words)])
  }
  return doc
}

/** One change of somebody else's, as it comes over the wire. */
function fromAfar(doc: Y.Doc, change: (fragment: Y.XmlFragment) => void): void {
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  other.transact(() => change(other.getXmlFragment(root)))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'server')
}

/** Fails as often as asked when others' words are drawn, as a broken place for the caret does. */
function failing(times: { left: number }): Extension {
  return Extension.create({
    name: 'failing',
    addProseMirrorPlugins: () => [
      new Plugin({
        state: {
          init: () => null,
          apply: (transaction) => {
            const isOthers = transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true
            if (isOthers && transaction.docChanged && times.left-- > 0) throw new RangeError('Position 7 out of range')
            return null
          },
        },
      }),
    ],
  })
}

describe('a change of somebody else’s', () => {
  test.each([
    ['at its end', []],
    ['before more words', ['and a tail that is long enough to be taken for it.']],
  ])('that shortens a section and needs mending leaves a caret where it was: %s', (_, tail) => {
    const doc = aStudyOf('A long beginning that goes.', 'The end', ...tail)
    const editor = edit(doc)
    editor.commands.setTextSelection(editor.state.doc.child(0).nodeSize + 1 + 'The'.length)
    // A list without items can't be shown: the editor takes it away, in a second transaction of the same change.
    fromAfar(doc, (fragment) => {
      fragment.delete(0, 1)
      fragment.push([new Y.XmlElement('bulletList')])
    })
    expect(editor.state.doc.childCount).toBe(1 + tail.length)
    editor.commands.insertContent('!')
    expect(editor.state.doc.child(0).textContent).toBe('The! end')
  })

  test('is shown although it could not be drawn at first, with the caret where it was', () => {
    const doc = aStudyOf('one', 'two')
    const times = { left: 0 }
    const editor = edit(doc, failing(times))
    editor.commands.setTextSelection(2)
    times.left = 1
    fromAfar(doc, (fragment) => fragment.delete(1, 1))
    expect(editor.getText()).toBe('one')
    editor.commands.insertContent('!')
    expect(doc.getXmlFragment(root).toString()).toBe('<paragraph>o!ne</paragraph>')
  })

  test('that can’t be drawn at all is not taken back by the next key', () => {
    const doc = aStudyOf('one')
    const times = { left: 0 }
    const editor = edit(doc, failing(times))
    times.left = Infinity
    expect(() => fromAfar(doc, (fragment) => fragment.insert(0, [new Y.XmlElement('paragraph')]))).toThrow(RangeError)
    expect(editor.isEditable).toBe(false)
  })
})
