import { describe, expect, test } from 'vitest'
import { wordDiff } from './word-diff.ts'

const shown = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[kind])
    .join('')

describe('the difference of two texts', () => {
  test.each([
    ['an honest no', 'an honest no', 'an honest no'],
    ['an honest no', 'an honest yes', 'an honest [-no-][+yes+]'],
    ['an honest no', 'residents valued transparency', '[-an honest no-][+residents valued transparency+]'],
    ['We want the lift.', 'We want the lift repaired.', 'We want the lift[+ repaired+].'],
    ['The lift is brokken.', 'The lift is broken.', 'The lift is brok[-k-]en.'],
    ['We walk, and rest', 'We walk and rest', 'We walk[-,-] and rest'],
    ['', 'new', '[+new+]'],
    ['old', '', '[-old-]'],
    ['🌱 trees', '🌳 trees', '[-🌱-][+🌳+] trees'],
  ])('from “%s” to “%s”', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected)
  })

  test('gives both texts back, whatever they are', () => {
    const words = 'a bb ccc dddd. , \n 🌱 not now broken brokken'.split(' ')
    let seed = 7
    const next = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below
    for (let round = 0; round < 300; round += 1) {
      const text = (): string => Array.from({ length: next(20) }, () => words[next(words.length)] ?? '').join(' ')
      const [before, after] = [text(), text()]
      const pieces = wordDiff(before, after)
      const of = (left: 'removed' | 'added'): string => pieces.flatMap(({ kind, text: one }) => (kind === left ? [] : [one])).join('')
      expect([of('added'), of('removed')], `round ${round}`).toEqual([before, after])
    }
  })
})
