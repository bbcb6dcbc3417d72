import { describe, expect, test } from 'vitest'

import { TokenBucket } from './token-bucket.ts'

describe('a token bucket', () => {
  test('[SS4] lets the burst pass at once and the rest at its rate', () => {
    let now = 1_000
    const bucket = new TokenBucket(10, 20, () => now)
    expect(bucket.take(20)).toBe(0)
    expect(bucket.take(1)).toBe(100)
    expect(bucket.take(4)).toBe(500)
    now += 500
    expect(bucket.take(0)).toBe(0)
    expect(bucket.take(1)).toBe(100)
  })

  test('[SS4] never holds more than the burst', () => {
    let now = 0
    const bucket = new TokenBucket(10, 20, () => now)
    now += 3_600_000
    expect(bucket.take(21)).toBe(100)
  })

  test('[SS4] locks nobody out when the clock is set back', () => {
    let now = 1_000_000
    const bucket = new TokenBucket(10, 20, () => now)
    bucket.take(20)
    now = 0
    expect(bucket.take(0)).toBe(0)
    now = 1_000
    expect(bucket.take(10)).toBe(0)
  })
})
