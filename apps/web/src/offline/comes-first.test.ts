import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { comesFirst, fetchLater } from './comes-first.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what is fetched for later', () => {
  test('is fetched after its time when nobody waits for anything', async () => {
    const fetchIt = vi.fn()
    fetchLater(fetchIt, 3_000)
    await vi.advanceTimersByTimeAsync(2_999)
    expect(fetchIt).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(fetchIt).toHaveBeenCalledOnce()
  })

  test('waits for what comes first, also when that fails', async () => {
    for (const end of ['resolve', 'reject'] as const) {
      const fetchIt = vi.fn()
      const wanted = Promise.withResolvers<void>()
      comesFirst(wanted.promise.catch(() => {}))
      fetchLater(fetchIt, 3_000)
      await vi.advanceTimersByTimeAsync(20_000)
      expect(fetchIt).not.toHaveBeenCalled()
      wanted[end]()
      await vi.advanceTimersByTimeAsync(0)
      expect(fetchIt, end).toHaveBeenCalledOnce()
    }
  })

  test('waits a minute at most for what never comes', async () => {
    const fetchIt = vi.fn()
    comesFirst(new Promise(() => {}))
    fetchLater(fetchIt, 3_000)
    await vi.advanceTimersByTimeAsync(62_999)
    expect(fetchIt).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(fetchIt).toHaveBeenCalledOnce()
  })

  test('is not fetched once it is left', async () => {
    const fetchIt = vi.fn()
    const wanted = Promise.withResolvers<void>()
    comesFirst(wanted.promise)
    const leaveIt = fetchLater(fetchIt, 3_000)
    await vi.advanceTimersByTimeAsync(4_000)
    leaveIt()
    wanted.resolve()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fetchIt).not.toHaveBeenCalled()
  })
})
