// @vitest-environment jsdom
import { extensions, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { positionOf } from './position-of.ts'
import { SectionSync } from './section-sync.ts'
import { SharedUndo } from './shared-undo.ts'

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

function aSection(...lines: readonly string[]) {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment(sectionRoot('summary' as SectionKey))
  const texts = lines.map((words) => {
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText(words)
    fragment.push([paragraph])
    paragraph.push([text])
    return text
  })
  const sync = SectionSync.configure({ fragment, undo: new SharedUndo([fragment]) })
  const editor = new Editor({ element: document.createElement('div'), injectCSS: false, extensions: [...extensions, sync] })
  open.push(editor)
  return { doc, fragment, texts, editor }
}

const before = (text: Y.XmlText | undefined, letter: number): Y.RelativePosition =>
  Y.createRelativePositionFromTypeIndex(text ?? new Y.XmlText(), letter)

describe('a place of the document in its editor', () => {
  test('is before its letter, also before the first of the section', () => {
    const { texts, editor } = aSection('One', 'Two')
    expect([0, 1, 3].map((letter) => positionOf(editor.state, before(texts[0], letter)))).toEqual([1, 2, 4])
    expect([0, 2].map((letter) => positionOf(editor.state, before(texts[1], letter)))).toEqual([6, 8])
  })

  test('goes along with what comes before it and what is taken away', () => {
    const { fragment, texts, editor } = aSection('One', 'Two')
    const [first, second] = [before(texts[0], 0), before(texts[1], 0)]
    texts[0]?.insert(0, 'Number ')
    expect(positionOf(editor.state, first)).toBe(8)
    fragment.delete(0, 1)
    expect(positionOf(editor.state, second)).toBe(1)
  })

  test('of another section is nowhere', () => {
    const { doc, editor } = aSection('One')
    const other = doc.getXmlFragment(sectionRoot('next-steps' as SectionKey))
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText('Elsewhere')
    other.push([paragraph])
    paragraph.push([text])
    expect([positionOf(editor.state, before(text, 0)), positionOf(editor.state, before(text, 3))]).toEqual([null, null])
  })
})
