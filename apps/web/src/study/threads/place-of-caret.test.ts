// @vitest-environment jsdom
import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { ActiveEditor } from '../editor/active-editor.ts'
import { aSection } from '../paste/a-section.fixture.ts'
import { placeOfCaret } from './place-of-caret.ts'

const summary = 'summary' as SectionKey
const paragraph = (text: string) => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] })
const list = (text: string) => ({ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text)] }] })

/** A section with the caret at the mark `|` of one of its paragraphs. */
function caretIn(...blocks: { type: string; content: object[] }[]) {
  const { doc, editor } = aSection({ type: 'doc', content: blocks })
  let at = -1
  editor.state.doc.descendants((node, position) => {
    const mark = node.isText ? (node.text ?? '').indexOf('|') : -1
    if (mark !== -1) at = position + mark
  })
  if (at !== -1)
    editor
      .chain()
      .setTextSelection({ from: at, to: at + 1 })
      .deleteSelection()
      .run()
  const active = new ActiveEditor()
  active.set({ key: summary, editor })
  const place = placeOfCaret({ doc, active }, 3)
  const letter = (id: { client: number; clock: number } | undefined): string | null => {
    if (id === undefined) return null
    const item = Y.getItem(doc.store, Y.createID(id.client, id.clock))
    return item instanceof Y.Item && item.content instanceof Y.ContentString ? (item.content.str[id.clock - item.id.clock] ?? null) : null
  }
  return { doc, place, around: [letter(place?.after), letter(place?.before)] }
}

describe('the place of the caret', () => {
  test('is told by the letters beside it, spaces too', () => {
    expect(caretIn(paragraph('The li|ft')).around).toEqual(['i', 'f'])
    expect(caretIn(paragraph('The |lift')).around).toEqual([' ', 'l'])
    expect(caretIn(paragraph('|The lift')).around).toEqual([null, 'T'])
    expect(caretIn(paragraph('One'), list('The lift|'), paragraph('Two')).around).toEqual(['t', null])
    expect(caretIn(paragraph('The li|ft')).place).toMatchObject({ section: summary, epoch: 3 })
  })

  test('is told by its paragraph where no letter stands in it', () => {
    const { doc, place } = caretIn(list('One'), paragraph('|'), paragraph('Two'))
    const block = doc.getXmlFragment(sectionRoot(summary)).get(1)
    expect(place).toEqual({ section: summary, epoch: 3, block: { client: block._item?.id.client, clock: block._item?.id.clock } })
  })

  test('is the section itself where nothing was ever written', () => {
    const { doc, editor } = aSection()
    doc.getXmlFragment(sectionRoot(summary)).delete(0, doc.getXmlFragment(sectionRoot(summary)).length)
    const active = new ActiveEditor()
    active.set({ key: summary, editor })
    expect(placeOfCaret({ doc, active }, 1)).toEqual({ section: summary, epoch: 1 })
  })

  test('is nowhere while no editor has had the focus', () => {
    expect(placeOfCaret({ doc: new Y.Doc(), active: new ActiveEditor() }, 1)).toBeNull()
  })
})
