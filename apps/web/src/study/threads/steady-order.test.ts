import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { describe, expect, test } from 'vitest'

import { aThread } from './testing/a-thread.ts'
import { steadyOrder } from './steady-order.ts'

const threads = (...ids: string[]): ThreadSummary[] => ids.map((id) => aThread({ id, mine: id.startsWith('mine') }))
const idsOf = (shown: readonly ThreadSummary[]): string[] => shown.map(({ id }) => id)

describe('a list of threads that somebody reads', () => {
  test('begins with the newest change', () => {
    expect(steadyOrder(null, threads('b', 'a')).ids).toEqual(['b', 'a'])
  })

  test('keeps its order when something changes in it, and shows it as it is now', () => {
    const changed = [aThread({ id: 'a', replies: 2 }), ...threads('c', 'b')]
    const { shown, waiting } = steadyOrder(['c', 'b', 'a'], changed)
    expect(idsOf(shown)).toEqual(['c', 'b', 'a'])
    expect(shown.at(-1)?.replies).toBe(2)
    expect(waiting).toBe(0)
  })

  test('lets what others begin wait, and says how many', () => {
    const { shown, waiting } = steadyOrder(['b', 'a'], threads('d', 'c', 'b', 'a'))
    expect(idsOf(shown)).toEqual(['b', 'a'])
    expect(waiting).toBe(2)
  })

  test('shows at once what one has begun oneself', () => {
    const { shown, waiting } = steadyOrder(['b', 'a'], threads('mine', 'c', 'b', 'a'))
    expect(idsOf(shown)).toEqual(['mine', 'b', 'a'])
    expect(waiting).toBe(1)
  })

  test('takes older ones in at its end, and lets go of what is not in it any more', () => {
    const { shown, waiting } = steadyOrder(['c', 'b', 'a'], threads('c', 'a', 'older', 'oldest'))
    expect(idsOf(shown)).toEqual(['c', 'a', 'older', 'oldest'])
    expect(waiting).toBe(0)
  })

  test('shows the first ones of a list that was empty', () => {
    expect(steadyOrder([], threads('first'))).toMatchObject({ waiting: 0, ids: ['first'] })
  })
})
