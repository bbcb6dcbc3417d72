import { describe, expect, test } from 'vitest'
import { epochAfterRestore, historyOf, historySpread } from './epoch.ts'

const restoredAt = Date.UTC(2026, 10, 23)

describe('the epoch after a restore', () => {
  test('[PR26] begins another history, and the epochs counted on from it stay in that one', () => {
    const epoch = epochAfterRestore(7, restoredAt, 12)
    expect(historyOf(epoch)).not.toBe(historyOf(7))
    expect(historyOf(epoch + 20)).toBe(historyOf(epoch))
    expect(historyOf(1)).toBe(historyOf(8))
  })

  test('[PR26] is another one for each restore of the same backup', () => {
    const [first, second] = [epochAfterRestore(3, restoredAt, 0), epochAfterRestore(3, restoredAt + historySpread, 0)]
    expect(historyOf(second)).not.toBe(historyOf(first))
    expect(epochAfterRestore(3, restoredAt, 1)).not.toBe(first)
  })

  test('[PR26] is higher than the one before, also by a clock that is wrong, and fits into a frame', () => {
    const first = epochAfterRestore(3, restoredAt, historySpread - 1)
    expect(epochAfterRestore(first + 2, 0, 0)).toBeGreaterThan(first + 2)
    expect(historyOf(epochAfterRestore(first + 2, 0, 0))).toBeGreaterThan(historyOf(first))
    expect(Number.isSafeInteger(epochAfterRestore(first, Date.UTC(2200, 0, 1), historySpread - 1))).toBe(true)
  })
})
