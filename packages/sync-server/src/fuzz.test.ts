import { expect, test } from 'vitest'

import { fuzz } from './testing/fuzz.ts'

const seed = 20_261_123

test('[SS25] 20,000 broken updates crash nothing, store no harm and cost no honest update', { timeout: 120_000 }, async () => {
  const result = await fuzz(seed, 20_000)
  console.info(`fuzz seed ${seed}: ${JSON.stringify(result)}`)
  expect(result.cases).toBe(20_000)
  expect(result.honest).toBeGreaterThan(5_000)
  expect(result.crashes).toBe(0)
  // Not a measurement: one that costs what a small message must never cost takes many seconds.
  expect(result.slowestMs).toBeLessThan(5_000)
})
