import { extensions, schema } from '@samskriv/document'
import type { Node } from '@tiptap/pm/model'
import { Slice, Fragment } from '@tiptap/pm/model'
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { leaveCaption, namedPictures } from './captions.ts'
import { knowPicture, withoutForeignPictures } from './known-pictures.ts'
import { caretAfter, selectedPicture } from './picture-node.ts'
import { describePicture, insertPicture, insertPictureBehind } from './put-picture.ts'

const hash = 'a'.repeat(64)
const picture = { hash, alt: 'Benches', decorative: false }
const stairs = { alt: 'Stairs', decorative: false }

function textWith(...blocks: Node[]): EditorState {
  return EditorState.create({ schema, doc: schema.node('doc', null, blocks) })
}

const line = (words = ''): Node => schema.node('paragraph', null, words === '' ? [] : [schema.text(words)])
const image = (of = hash): Node => schema.node('image', { ...picture, hash: of })
const list = (words: string): Node => schema.node('bulletList', null, [schema.node('listItem', null, [line(words)])])
const shape = (state: EditorState): string =>
  state.doc.content.content.map(({ type, textContent }) => `${type.name} ${textContent}`.trim()).join(', ')

function putIn(state: EditorState, caret: number): EditorState {
  const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, caret)))
  return selected.apply(insertPicture(selected.tr, picture))
}

describe('a picture that is put in', () => {
  test('stands behind the block with the caret, and the caret in the line below', () => {
    const state = putIn(textWith(line('One'), line('Two')), 2)
    expect(shape(state)).toBe('paragraph One, image, paragraph Two')
    expect(state.selection.$from.parent.textContent).toBe('Two')
  })

  test('gets a line below at the end of a text', () => {
    expect(shape(putIn(textWith(line('One')), 2))).toBe('paragraph One, image, paragraph')
  })

  test('takes the place of an empty line, and splits no list', () => {
    expect(shape(putIn(textWith(line('One'), line()), 6))).toBe('paragraph One, image, paragraph')
    expect(shape(putIn(textWith(list('One')), 5))).toBe('bulletList One, image, paragraph')
  })

  test('stands behind the block it came behind, in place of an empty line, and never last', () => {
    const put = (state: EditorState, index: number): string => shape(state.apply(insertPictureBehind(state.tr, picture, index)))
    expect(put(textWith(line('One'), line('Two')), 0)).toBe('image, paragraph One, paragraph Two')
    expect(put(textWith(line('One'), line('Two')), 1)).toBe('paragraph One, image, paragraph Two')
    expect(put(textWith(line('One'), line('Two')), 2)).toBe('paragraph One, paragraph Two, image, paragraph')
    expect(put(textWith(line('One'), line()), 2)).toBe('paragraph One, image, paragraph')
    expect(put(textWith(line('One')), 9)).toBe('paragraph One, image, paragraph')
  })

  test('is not written over while it is selected', () => {
    const state = textWith(image(), image())
    const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, 0)))
    expect(selectedPicture(selected)).toEqual({ ...picture, at: 0 })
    expect(shape(selected.apply(caretAfter(selected.tr, 0).insertText('And')))).toBe('image, paragraph And, image')
  })

  test('has below it what is told of it, once, and the caret goes on behind that', () => {
    const below = (state: EditorState, tr = insertPicture(state.tr, picture, 'Photo')) => state.apply(tr)
    const put = below(textWith(line('One'), line('Two')))
    expect(shape(put)).toBe('paragraph One, image, caption Photo, paragraph Two')
    expect(put.selection.$from.parent.textContent).toBe('Two')
    const behind = textWith(line('One'))
    expect(shape(below(behind, insertPictureBehind(behind.tr, picture, 1, 'Photo')))).toBe('paragraph One, image, caption Photo, paragraph')
    const at = { ...picture, at: 5 }
    const described = put.apply(describePicture(put.tr, at, stairs, 'Mine'))
    expect(shape(described)).toBe('paragraph One, image, caption Photo, paragraph Two')
    const bare = textWith(line('One'), image(), line('Two'))
    const told = bare.apply(describePicture(bare.tr, at, stairs, 'Mine'))
    expect(shape(told)).toBe('paragraph One, image, caption Mine, paragraph Two')
    expect(selectedPicture(told)).toEqual({ hash, ...stairs, at: 5 })
    expect(shape(told.apply(insertPicture(told.tr, picture)))).toBe('paragraph One, image, caption Mine, image, paragraph Two')
  })

  test('goes on in a paragraph after Enter in what is told of it', () => {
    const state = textWith(image(), schema.node('caption', null, [schema.text('Photo by me')]))
    const inCaption = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 7)))
    const { tr } = inCaption
    expect(leaveCaption(tr)).toBe(true)
    const left = inCaption.apply(tr)
    expect(shape(left)).toBe('image, caption Photo, paragraph  by me')
    expect(left.selection.$from.parent.type.name).toBe('paragraph')
    expect(leaveCaption(left.tr)).toBe(false)
  })

  test('is named by what is told of it', () => {
    const named = namedPictures(textWith(image(), schema.node('caption', null, [schema.text('Photo')]), image()).doc)
    expect(named.find().map(({ from, to }) => [from, to])).toEqual([[0, 1]])
  })

  test('is described anew where it stands, and nothing is when it is gone', () => {
    const state = textWith(line('One'), image())
    const described = state.apply(describePicture(state.tr, { ...picture, at: 5 }, stairs))
    expect(described.doc.lastChild?.attrs).toEqual({ ...picture, alt: 'Stairs' })
    for (const gone of [textWith(line('One'), line('Two')), textWith(line())])
      expect(describePicture(gone.tr, { ...picture, at: 5 }, stairs).docChanged).toBe(false)
  })

  test('is described anew also when others wrote or took out words before it meanwhile, or the same picture stands twice', () => {
    const twice = textWith(line('One'), image(), line('Two'), image())
    const before = twice.apply(twice.tr.setSelection(NodeSelection.create(twice.doc, 11)))
    for (const [from, to, words] of [
      [1, 1, 'More and '],
      [1, 4, ''],
    ] as const) {
      const moved = before.apply(before.tr.insertText(words, from, to))
      const described = moved.apply(describePicture(moved.tr, { ...picture, at: 11 }, stairs))
      expect(described.doc.content.content.map(({ attrs }) => attrs['alt'])).toEqual([undefined, 'Benches', undefined, 'Stairs'])
    }
  })
})

describe('a picture that is pasted', () => {
  const pasted = new Slice(Fragment.from([line('One'), image()]), 1, 0)

  test('from another study is left out, the words stay', () => {
    const { slice, left } = withoutForeignPictures(pasted, new Y.Doc())
    expect(left).toBe(1)
    expect(slice.content.toString()).toBe('<paragraph("One")>')
    expect([slice.openStart, slice.openEnd]).toEqual([1, 0])
  })

  test('of this study is taken: it stands in it, or was shown in it before it was cut out', () => {
    const doc = new Y.Doc()
    const element = new Y.XmlElement('image')
    doc.getXmlFragment('s:summary').push([element])
    element.setAttribute('hash', hash)
    expect(withoutForeignPictures(pasted, doc)).toEqual({ slice: pasted, left: 0 })
    const cut = new Y.Doc()
    knowPicture(cut, hash)
    expect(withoutForeignPictures(pasted, cut).left).toBe(0)
  })

  test('is read from nothing but its own attributes', () => {
    expect(extensions.some(({ name }) => name === 'image')).toBe(true)
    expect(Object.keys(schema.nodes['image']?.spec.attrs ?? {}).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['alt', 'decorative', 'hash'])
  })
})
