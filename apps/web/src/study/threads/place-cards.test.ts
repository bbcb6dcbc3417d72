import { describe, expect, test } from 'vitest'

import { placeCards, type CardToPlace } from './place-cards.ts'

const card = (id: string, wanted: number, height = 100): CardToPlace => ({ id, wanted, height })
const tops = (cards: readonly CardToPlace[], active: string | null = null, top = 0) => Object.fromEntries(placeCards(cards, active, top))

/** Pairs that lie over each other. */
function overlaps(cards: readonly CardToPlace[], placed: Record<string, number>): string[] {
  const inOrder = cards.toSorted((a, b) => (placed[a.id] ?? 0) - (placed[b.id] ?? 0))
  return inOrder.flatMap(({ id, height }, index) => {
    const next = inOrder[index + 1]
    return next !== undefined && (placed[id] ?? 0) + height > (placed[next.id] ?? 0) ? [`${id} and ${next.id}`] : []
  })
}

describe('cards beside their words', () => {
  test('stand beside them where there is room', () => {
    expect(tops([card('a', 10), card('b', 300)])).toEqual({ a: 10, b: 300 })
  })

  test('never lie over each other, in the order of their words', () => {
    expect(tops([card('b', 50), card('a', 10), card('c', 60, 40)])).toEqual({ a: 10, b: 122, c: 234 })
  })

  test('give way upwards to the one that is read, which stands beside its words', () => {
    expect(tops([card('a', 200), card('b', 210), card('c', 220)], 'b')).toEqual({ a: 98, b: 210, c: 322 })
  })

  test('never stand above the top, even for the one that is read', () => {
    expect(tops([card('a', 20), card('b', 30), card('c', 40)], 'c', 16)).toEqual({ a: 16, b: 128, c: 240 })
  })

  test('are as many as there were, without overlaps, whichever is read', () => {
    let seed = 7
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const cards = Array.from({ length: 60 }, (_, index) => card(`card ${index}`, random(4_000), 40 + random(200)))
    for (const active of [null, ...cards.map(({ id }) => id)]) {
      const placed = tops(cards, active)
      expect(Object.keys(placed)).toHaveLength(cards.length)
      expect(overlaps(cards, placed), `while ${active} is read`).toEqual([])
      expect(Math.min(...Object.values(placed))).toBeGreaterThanOrEqual(0)
    }
  })
})
