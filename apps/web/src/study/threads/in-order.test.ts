import { describe, expect, test } from 'vitest'

import { inOrderOfText, stepFrom } from './in-order.ts'
import { aThread } from './testing/a-thread.ts'

const sections = ['summary', 'place']
const places: Record<string, number> = { early: 100, late: 400 }
const idsInOrder = (threads: Parameters<typeof inOrderOfText>[0]) =>
  inOrderOfText(threads, sections, (id) => places[id] ?? null).map(({ id }) => id)

describe('the order of threads', () => {
  test('is that of the text: the study, then its sections, a section before its words', () => {
    const threads = [
      aThread({ id: 'late', section: 'summary' }),
      aThread({ id: 'other', section: 'place' }),
      aThread({ id: 'early', section: 'summary' }),
      aThread({ id: 'whole', section: null }),
      aThread({ id: 'section', section: 'summary' }),
    ]
    expect(idsInOrder(threads)).toEqual(['whole', 'section', 'early', 'late', 'other'])
  })

  test('is that of time where the text does not tell', () => {
    const threads = [aThread({ id: 'second', at: '2026-05-04T12:00:00.000Z' }), aThread({ id: 'first', at: '2026-05-04T11:00:00.000Z' })]
    expect(idsInOrder(threads)).toEqual(['first', 'second'])
  })
})

describe('going through threads', () => {
  const threads = ['a', 'b', 'c'].map((id) => ({ id }))
  const step = (opened: string | null, by: 1 | -1, here = 'b') => stepFrom(threads, opened, by, ({ id }) => id >= here)?.id

  test('goes from the one that is open, and round at the ends', () => {
    expect([step('a', 1), step('c', 1), step('c', -1), step('a', -1)]).toEqual(['b', 'a', 'b', 'c'])
  })

  test('begins where one is in the text', () => {
    expect([step(null, 1), step(null, -1)]).toEqual(['b', 'a'])
    expect([step(null, 1, 'd'), step(null, -1, 'd'), step(null, -1, 'a')]).toEqual(['a', 'c', 'c'])
  })

  test('goes nowhere where there are none', () => {
    expect(stepFrom([], null, 1, () => true)).toBeUndefined()
  })
})
