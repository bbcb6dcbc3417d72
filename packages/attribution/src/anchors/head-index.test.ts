import { describe, expect, test } from 'vitest'
import { Random } from '../testing/random.ts'
import { HeadIndex } from './head-index.ts'

describe('looking for many words at once', () => {
  test('finds those that stand in a text, at its ends too, and no others', () => {
    const index = indexOf('gate', 'gatekeeper', 'yard', 'yar', 'gatf', 'æøå', 'keeperof')
    expect(headsIn(index, 'thegatekeeperoftheyard')).toEqual(['gate', 'gatekeeper', 'keeperof', 'yar', 'yard'])
    expect(headsIn(index, 'gate')).toEqual(['gate'])
    expect(headsIn(index, 'påæøå')).toEqual(['æøå'])
    expect(headsIn(index, '')).toEqual([])
  })

  test('does not look for fewer than three letters, which stand everywhere', () => {
    expect(headsIn(indexOf('ab', ''), 'abab')).toEqual([])
  })

  test('forgets what is taken out', () => {
    const index = new HeadIndex<{ head: string }>()
    const entry = { head: 'gatekeeper' }
    index.add(entry)
    index.add({ head: 'gatekeepers' })
    index.remove(entry)
    expect(headsIn(index, 'thegatekeepers')).toEqual(['gatekeepers'])
  })

  test('finds the same as reading the text for each of them, in any script', () => {
    const random = new Random(3)
    const letters = [...'abcdeøß', ...'طريق', ...'道路']
    const word = (longest: number) => Array.from({ length: 3 + random.below(longest) }, () => random.pick(letters)).join('')
    for (let round = 0; round < 200; round += 1) {
      const heads = [...new Set(Array.from({ length: 40 }, () => word(10)))]
      const text = `${word(60)}${random.pick(heads)}${word(60)}`
      expect(headsIn(indexOf(...heads), text)).toEqual(heads.filter((head) => text.includes(head)).toSorted())
    }
  })
})

function indexOf(...heads: readonly string[]): HeadIndex<{ head: string }> {
  const index = new HeadIndex<{ head: string }>()
  for (const head of heads) index.add({ head })
  return index
}

function headsIn(index: HeadIndex<{ head: string }>, text: string): string[] {
  return [...index.in(text)].map(({ head }) => head).toSorted()
}
