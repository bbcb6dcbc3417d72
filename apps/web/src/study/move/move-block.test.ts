import { plainText, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { SharedUndo } from '../editor/shared-undo.ts'
import { moveBlock, neighbourSpot, type Direction } from './move-block.ts'

const summary = 'summary' as SectionKey
const partners = 'partners' as SectionKey
const sections = [summary, partners]

let doc: Y.Doc
let undo: SharedUndo
beforeEach(() => {
  doc = new Y.Doc()
  undo = new SharedUndo(sections.map((key) => root(key)))
  for (const words of ['One.', 'Two.', 'Three.']) root(summary).push([paragraph(words)])
  root(partners).push([paragraph('Four.')])
})

const root = (key: SectionKey): Y.XmlFragment => doc.getXmlFragment(sectionRoot(key))
const words = () => sections.map((key) => plainText(doc, key))

function paragraph(text: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(text)])
  return made
}

function textIn(key: SectionKey, ...path: number[]): Y.XmlText {
  let at: Y.XmlFragment | Y.XmlText = root(key)
  for (const index of [...path, 0]) {
    const next: unknown = at instanceof Y.XmlFragment ? at.get(index) : null
    if (!(next instanceof Y.XmlElement || next instanceof Y.XmlText)) throw new Error('nothing there')
    at = next
  }
  if (!(at instanceof Y.XmlText)) throw new Error('no text there')
  return at
}

function move(text: Y.XmlText, direction: Direction) {
  const found = neighbourSpot(doc, sections, text, direction)
  return found === null ? null : moveBlock(doc, undo, { ...found, caret: { text, offset: 2 } })
}

describe('moving a block', () => {
  test('changes places with its neighbour, and the caret goes along', () => {
    const moved = move(textIn(summary, 1), 'up')
    expect(words()).toEqual(['Two.\nOne.\nThree.', 'Four.'])
    expect(moved?.section).toBe(summary)
    expect(moved?.text).toBe(textIn(summary, 0))
    expect(moved?.offset).toBe(2)
    move(textIn(summary, 0), 'down')
    expect(words()).toEqual(['One.\nTwo.\nThree.', 'Four.'])
  })

  test('goes into the neighbouring section at the edge of its own, and nowhere at the edge of all', () => {
    expect(move(textIn(summary, 2), 'down')?.section).toBe(partners)
    expect(words()).toEqual(['One.\nTwo.', 'Three.\nFour.'])
    move(textIn(partners, 0), 'up')
    expect(words()).toEqual(['One.\nTwo.\nThree.', 'Four.'])
    expect(move(textIn(summary, 0), 'up')).toBeNull()
    expect(move(textIn(partners, 0), 'down')).toBeNull()
  })

  test('leaves a section that one can go on writing in', () => {
    move(textIn(partners, 0), 'up')
    expect(words()).toEqual(['One.\nTwo.\nThree.\nFour.', ''])
    expect(root(partners)).toHaveLength(1)
  })

  test('does not go into a section that one may not write in', () => {
    const text = textIn(summary, 2)
    expect(neighbourSpot(doc, [summary], text, 'down')).toBeNull()
    expect(neighbourSpot(doc, [partners], text, 'down')).toBeNull()
  })

  test('moves an item within its list, and the whole list from its edge', () => {
    const list = new Y.XmlElement('bulletList')
    list.insert(
      0,
      ['a', 'b'].map((text) => {
        const item = new Y.XmlElement('listItem')
        item.insert(0, [paragraph(text)])
        return item
      }),
    )
    root(summary).push([list])
    move(textIn(summary, 3, 1, 0), 'up')
    expect(words()[0]).toBe('One.\nTwo.\nThree.\nb\na')
    move(textIn(summary, 3, 0, 0), 'up')
    expect(words()[0]).toBe('One.\nTwo.\nb\na\nThree.')
  })

  test('keeps a picture and what is told of it below together, whichever is moved or jumped over', () => {
    const caption = new Y.XmlElement('caption')
    caption.insert(0, [new Y.XmlText('Photo.')])
    root(summary).insert(1, [new Y.XmlElement('image'), caption])
    const shape = () =>
      sections.map((key) =>
        root(key)
          .toArray()
          .map((block) => (block instanceof Y.XmlElement ? block.nodeName : ''))
          .join(' '),
      )
    move(textIn(summary, 0), 'down')
    expect(words()[0]).toBe('Photo.\nOne.\nTwo.\nThree.')
    expect(shape()[0]).toBe('image caption paragraph paragraph paragraph')
    const moved = move(textIn(summary, 1), 'down')
    expect(words()[0]).toBe('One.\nPhoto.\nTwo.\nThree.')
    expect(moved?.text).toBe(textIn(summary, 2))
    move(textIn(summary, 3), 'up')
    expect(shape()[0]).toBe('paragraph paragraph image caption paragraph')
    expect(move(textIn(summary, 3), 'down')?.section).toBe(summary)
    expect(move(textIn(summary, 4), 'down')?.section).toBe(partners)
    expect(shape()).toEqual(['paragraph paragraph paragraph', 'image caption paragraph'])
    undo.undo()
    expect(shape()).toEqual(['paragraph paragraph paragraph image caption', 'paragraph'])
  })

  test('moves a picture that is selected, and puts nothing between it and its words', () => {
    const caption = new Y.XmlElement('caption')
    caption.insert(0, [new Y.XmlText('Photo.')])
    const image = new Y.XmlElement('image')
    root(partners).insert(0, [image, caption])
    const found = neighbourSpot(doc, sections, image, 'down')
    if (found === null) throw new Error('nowhere to go')
    expect(moveBlock(doc, undo, { ...found, caret: { text: image, offset: 0 } })?.text).toBe(root(partners).get(1))
    expect(words()[1]).toBe('Four.\nPhoto.')
    const first = root(summary).get(0)
    if (!(first instanceof Y.XmlElement)) throw new Error('nothing there')
    moveBlock(doc, undo, { block: first, spot: { parent: root(partners), index: 2 }, caret: { text: first, offset: 0 } })
    expect(words()[1]).toBe('Four.\nPhoto.\nOne.')
  })

  test('keeps what is bold, and is one step that undo takes back', () => {
    textIn(summary, 0).format(0, 3, { bold: {} })
    const before = words()
    move(textIn(summary, 0), 'down')
    expect(textIn(summary, 1).toDelta()).toEqual([{ insert: 'One', attributes: { bold: {} } }, { insert: '.' }])
    undo.undo()
    expect(words()).toEqual(before)
    undo.redo()
    expect(words()[0]).toBe('Two.\nOne.\nThree.')
  })
})
