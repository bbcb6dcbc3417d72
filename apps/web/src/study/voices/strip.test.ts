import { describe, expect, test } from 'vitest'

import { stripOf } from './strip.ts'

describe('the strip beside a paragraph', () => {
  test('is in the pattern of one sector when it is theirs alone', () => {
    expect(stripOf([{ sector: 'community', length: 12 }])).toEqual({
      class: 'has-strip',
      style: '--strip: var(--strip-community) 0 0 / 100% 100% no-repeat',
    })
  })

  test('puts each part below the one before, as long as its part of the words, and neighbours of one sector together', () => {
    const parts = [
      { sector: 'community', length: 30 },
      { sector: 'community', length: 20 },
      { sector: 'public', length: 25 },
      { sector: 'unknown', length: 25 },
    ] as const
    // The second begins at half of the strip, of which it leaves three quarters: half of the whole is two thirds of those.
    expect(stripOf(parts)?.['style']).toBe(
      '--strip: var(--strip-community) 0 0% / 100% 50% no-repeat, ' +
        'var(--strip-public) 0 66.7% / 100% 25% no-repeat, var(--strip-unknown) 0 100% / 100% 25% no-repeat',
    )
  })

  test('is none beside a paragraph without words', () => {
    expect(stripOf([])).toBeNull()
  })
})
