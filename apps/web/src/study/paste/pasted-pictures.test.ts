import { schema } from '@samskriv/document'
import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'

import { takeOutPictures } from './pasted-pictures.ts'

const [first, second] = ['a', 'b'].map((letter) => ({ mark: letter.repeat(64), alt: letter, file: new File([letter], '') }))
const line = (words: string): Node => schema.node('paragraph', null, words === '' ? [] : [schema.text(words)])
const mark = (of: typeof first): Node => schema.node('image', { hash: of?.mark })

function takenOutOf(blocks: readonly Node[], pictures = [first, second], caret = 1) {
  const doc = schema.node('doc', null, blocks)
  const before = EditorState.create({ schema, doc, selection: TextSelection.near(doc.resolve(caret)) })
  const { tr, placed } = takeOutPictures(
    before,
    pictures.flatMap((picture) => picture ?? []),
  )
  const { doc: text } = before.apply(tr)
  text.check()
  return {
    blocks: text.content.content.map(({ type, textContent }) => `${type.name} ${textContent}`.trim()),
    places: placed.map(({ picture: { alt }, behind }) => [alt, behind]),
  }
}

describe('the pictures in what was pasted', () => {
  test('leave the words, and are placed behind the blocks they stood behind', () => {
    expect(takenOutOf([line('One'), mark(first), line('Two'), mark(second), line('Three')])).toEqual({
      blocks: ['paragraph One', 'paragraph Two', 'paragraph Three'],
      places: [
        ['a', 1],
        ['b', 2],
      ],
    })
    expect(takenOutOf([mark(first), mark(second), line('One')]).places).toEqual([
      ['a', 0],
      ['b', 0],
    ])
  })

  test('leave a line where there is nothing else', () => {
    expect(takenOutOf([mark(first), mark(second)])).toEqual({
      blocks: ['paragraph'],
      places: [
        ['a', 1],
        ['b', 1],
      ],
    })
  })

  test('leave a line behind a picture that is the last', () => {
    const known = schema.node('image', { hash: 'c'.repeat(64), alt: 'Benches' })
    expect(takenOutOf([line('One'), known, mark(first)], [first])).toEqual({
      blocks: ['paragraph One', 'image', 'paragraph'],
      places: [['a', 2]],
    })
  })

  test('are placed behind the block with the caret when they found no place, and pictures of the text stay', () => {
    const known = schema.node('image', { hash: 'c'.repeat(64), alt: 'Benches' })
    expect(takenOutOf([mark(first), line('One'), known, line('Two')], [first, second], 3)).toEqual({
      blocks: ['paragraph One', 'image', 'paragraph Two'],
      places: [
        ['a', 0],
        ['b', 1],
      ],
    })
  })
})
