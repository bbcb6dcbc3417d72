import { describe, expect, test } from 'vitest'

import { fromWordToWord, ownWords } from './own-words.ts'

const quote = 'the stairs are steep'
const pieces = (text: string) => [{ client: 1, clock: 0, length: text.length, text, isAlive: true, beginsBlock: false }]
const ownIn = (text: string): string =>
  ownWords(pieces(text), quote)
    .map((piece) => piece.text)
    .join(' ')
const withinIn = (text: string): string => {
  const { from, to } = fromWordToWord(text, { from: 0, to: text.length }, quote)
  return text.slice(from, to)
}

describe('[AT21] the words of an anchor, among what stands where it is', () => {
  test('are those it was pointed at with, whatever was put between them', () => {
    expect(ownIn('the wooden stairs over there are steep')).toBe('the stairs are steep')
    expect(withinIn('really the wooden stairs are steep today')).toBe('the wooden stairs are steep')
  })

  test('are also those that begin or end like one of them, when that is not there: it was changed', () => {
    expect(ownIn('the stairway is steep')).toBe('the stairway steep')
    expect(withinIn('one stairway is steep today')).toBe('stairway is steep')
  })

  test('are not others that begin or end alike, while those stand there as they were', () => {
    expect(ownIn('stairs and repairs, upstairs, are steep')).toBe('stairs are steep')
    expect(withinIn('upstairs the stairs are steep sleep')).toBe('the stairs are steep')
  })

  test('are all of it when none can be told', () => {
    expect(ownIn('nobody knows')).toBe('nobody knows')
    expect(withinIn('nobody knows')).toBe('nobody knows')
  })
})
