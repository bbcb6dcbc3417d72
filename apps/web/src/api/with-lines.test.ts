import type { ThreadList } from '@samskriv/protocol/http-threads'
import { describe, expect, test } from 'vitest'

import { aThread } from '../study/threads/testing/a-thread.ts'
import { withLines } from './with-lines.ts'

const counts = { open: 3, waiting: 0, overdue: 0, mine: 0, all: 3 }
const at = (minute: number): string => new Date(Date.UTC(2026, 4, 4, 10, minute)).toISOString()
const line = (id: string, minute: number, section: string | null = 'summary') => aThread({ id, section, at: at(0), changedAt: at(minute) })
const list = (threads: ThreadList['threads'], next: string | null = null): ThreadList => ({ threads, next, counts })
const idsIn = (now: ThreadList | null): readonly string[] | null => now?.threads.map(({ id }) => id) ?? null

describe('a list of open threads, when some of them have changed', () => {
  const known = list([line('c', 3), line('b', 2), line('a', 1)])

  test('has what was begun at its beginning, and the new number of all', () => {
    const now = withLines(known, ['d'], { ...list([line('d', 4)]), counts: { ...counts, all: 4 } }, null)
    expect(idsIn(now)).toEqual(['d', 'c', 'b', 'a'])
    expect(now?.counts.all).toBe(4)
  })

  test('has what was replied in where its last change puts it, and leaves the lines of the others the same', () => {
    const now = withLines(known, ['a'], list([line('a', 5)]), null)
    expect(idsIn(now)).toEqual(['a', 'c', 'b'])
    expect(now?.threads[1]).toBe(known.threads[0])
  })

  test('has no longer what is dealt with, hidden or not for the reader any more', () => {
    expect(idsIn(withLines(known, ['b'], list([]), null))).toEqual(['c', 'a'])
  })

  test('of a section has nothing of another', () => {
    const now = withLines(known, ['d', 'e'], list([line('e', 5, 'barriers'), line('d', 4)]), 'summary')
    expect(idsIn(now)).toEqual(['d', 'c', 'b', 'a'])
  })

  test('of more than a hundred keeps its length, and is asked for when something has left it', () => {
    const hundred = list(
      Array.from({ length: 100 }, (_, number) => line(`t${number}`, 200 - number)),
      'more',
    )
    const now = withLines(hundred, ['new'], list([line('new', 300)]), null)
    expect([now?.threads.length, now?.threads[0]?.id, now?.threads.at(-1)?.id, now?.next]).toEqual([100, 'new', 't98', 'more'])
    expect(withLines(hundred, ['t5'], list([]), null)).toBeNull()
    expect(idsIn(withLines(hundred, ['far down'], list([line('far down', 5)]), null))).toEqual(idsIn(hundred))
  })
})
