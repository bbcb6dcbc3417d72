import { describe, expect, test } from 'vitest'
import { holdsSomeOf } from './erased-words.ts'

describe('whether a text holds words that were taken out', () => {
  const holds = holdsSomeOf(['Marigold lives upstairs and cooks for all.', 'stairs', 'a'])

  test('is known by a stretch of letters, however it is cut', () => {
    for (const text of ['Marigold lives upstairs and cooks for all.', 'lives upstairs and', '“Marigold lives” they said', 'the stairs']) {
      expect(holds(text), text).toBe(true)
    }
  })

  test('is not said of what only has short words in common', () => {
    for (const text of ['', ' ', 'and', 'Nobody lives in a hall and nobody pays.', 'We met in May.']) expect(holds(text), text).toBe(false)
  })

  test('takes no longer for a long text than it takes to read it', () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `word${index}`).join(' ')
    const asked = holdsSomeOf([long])
    const start = performance.now()
    for (let count = 0; count < 1_000; count += 1)
      expect(asked(`something else that is as long as a quote may be, number ${count}`)).toBe(false)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
