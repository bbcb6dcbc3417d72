import { describe, expect, test } from 'vitest'

import { newsOfThreads } from './news-of-threads.ts'
import { aThread } from './testing/a-thread.ts'

const old = aThread({ id: 'old' })
const later = '2026-05-04T11:00:00.000Z'
const fresh = aThread({ id: 'fresh', at: later, changedAt: later })

describe('news of what is said beside the text', () => {
  test('is what others have begun since', () => {
    expect(newsOfThreads([fresh, old], [old])).toEqual({ begun: [fresh], repliedIn: [] })
  })

  test('is not what one has begun oneself', () => {
    expect(newsOfThreads([{ ...fresh, mine: true }, old], [old]).begun).toEqual([])
  })

  test('is not an older one that comes into the list because another has left it', () => {
    const older = aThread({ id: 'older', at: '2026-05-03T10:00:00.000Z' })
    expect(newsOfThreads([older], [old]).begun).toEqual([])
  })

  test('is where something was added', () => {
    const replied = { ...old, replies: 1, changedAt: later }
    expect(newsOfThreads([replied], [old])).toEqual({ begun: [], repliedIn: [replied] })
  })
})
