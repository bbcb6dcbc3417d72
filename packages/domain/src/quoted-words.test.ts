import { describe, expect, test } from 'vitest'
import { endsOfQuote, longestQuote, quoteOf } from './quoted-words.ts'

describe('words that are kept of a place', () => {
  test('are whole up to the longest, and then their head and their tail', () => {
    expect(quoteOf('x'.repeat(longestQuote))).toBe('x'.repeat(longestQuote))
    const cut = quoteOf(`${'a'.repeat(400)}${'z'.repeat(400)}`)
    expect([cut.length, endsOfQuote(cut)]).toEqual([longestQuote, ['a'.repeat(149), 'z'.repeat(150)]])
    expect(endsOfQuote('whole')).toBeNull()
  })

  test('are never cut through a character', () => {
    for (const before of ['', 'x']) {
      const cut = quoteOf(`${before}${'😀'.repeat(400)}`)
      expect([cut.isWellFormed(), cut.length]).toEqual([true, longestQuote])
    }
  })
})
