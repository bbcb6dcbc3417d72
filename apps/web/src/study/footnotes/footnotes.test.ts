import { schema } from '@samskriv/document'
import type { Node } from '@tiptap/pm/model'
import { EditorState, NodeSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'

import { type Note, selectedNote, setNote } from './footnotes.ts'

const note = (text: string): Node => schema.node('footnote', { text })
const line = (...content: readonly Node[]): Node => schema.node('paragraph', null, content)
const words = (text: string): Node => schema.text(text)

function textWith(...blocks: readonly Node[]): EditorState {
  return EditorState.create({ schema, doc: schema.node('doc', null, blocks) })
}

function after(state: EditorState, at: Note | null, text: string): string {
  const { tr } = state
  setNote(tr, at, text)
  const shown: string[] = []
  tr.doc.descendants(
    (node) => void (node.isText ? shown.push(node.text ?? '') : node.type.name === 'footnote' && shown.push(`[${node.attrs['text']}]`)),
  )
  return shown.join('')
}

describe('a note that is being written', () => {
  const state = textWith(line(words('One'), note('first'), words(' two'), note('second')))
  const second = { at: 9, text: 'second' }

  test('is changed where it stands, or taken away', () => {
    expect(after(state, second, 'better')).toBe('One[first] two[better]')
    expect(after(state, second, '')).toBe('One[first] two')
  })

  test('is the same one when others write or take out words before it meanwhile', () => {
    for (const [put, from, to] of [
      ['More and ', 1, 1],
      ['', 1, 3],
    ] as const) {
      const moved = state.apply(state.tr.insertText(put, from, to))
      expect(after(moved, second, 'better')).toMatch(/\[first\] two\[better\]$/)
    }
  })

  test('is the one that is selected when others have changed what it says', () => {
    const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, second.at)))
    const opened = selectedNote(selected)
    const changed = selected.apply(selected.tr.insertText('More ', 1, 1).setNodeAttribute(14, 'text', 'theirs'))
    expect(after(changed, opened, 'better')).toBe('More One[first] two[better]')
  })

  test('that others took away comes behind the caret: what was written of it is not lost', () => {
    const gone = textWith(line(words('One')))
    expect(after(gone, second, 'better')).toBe('[better]One')
    expect(after(gone, second, 'second')).toBe('One')
    expect(after(gone, second, '')).toBe('One')
  })
})
