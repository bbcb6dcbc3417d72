import { describe, expect, test } from 'vitest'

import { commentedPieces } from './commented-pieces.ts'

const line = [{ from: 1, to: 21 }]

describe('the pieces of commented words', () => {
  test('are one where nothing divides the words, which begins and ends there', () => {
    expect(commentedPieces([{ thread: 'a', from: 3, to: 9 }], line)).toEqual([{ thread: 'a', from: 3, to: 9, isFirst: true, isLast: true }])
  })

  test('are one for each text they go through: the first begins, the last ends', () => {
    const bold = [
      { from: 1, to: 5 },
      { from: 5, to: 9 },
      { from: 11, to: 20 },
    ]
    expect(commentedPieces([{ thread: 'a', from: 3, to: 14 }], bold)).toEqual([
      { thread: 'a', from: 3, to: 5, isFirst: true, isLast: false },
      { thread: 'a', from: 5, to: 9, isFirst: false, isLast: false },
      { thread: 'a', from: 11, to: 14, isFirst: false, isLast: true },
    ])
  })

  test('are divided where another one begins or ends, and the longer one comes first', () => {
    const ranges = [
      { thread: 'short', from: 6, to: 10 },
      { thread: 'long', from: 3, to: 12 },
    ]
    expect(commentedPieces(ranges, line).map(({ thread, from, to }) => `${thread} ${from}-${to}`)).toEqual([
      'long 3-6',
      'long 6-10',
      'short 6-10',
      'long 10-12',
    ])
  })

  test('are none for a range without words, and none outside of the texts', () => {
    const ranges = [
      { thread: 'a', from: 4, to: 4 },
      { thread: 'b', from: 21, to: 23 },
    ]
    expect(commentedPieces(ranges, line)).toEqual([])
  })
})
