import { expect, test } from 'vitest'

import { fuzz } from './testing/fuzz.ts'

/** All of them: `HOSTILE_UPDATES=120000`. */
const cases = Number(process.env['HOSTILE_UPDATES'] ?? 5_000)
/** Other ones: `SEEDS=17`. */
const seed = Number(process.env['SEEDS'] ?? 20_261_123)

test(
  `[SS25] ${cases} broken updates crash nothing, store no harm and cost no honest update`,
  { timeout: 60_000 + cases * 10 },
  async () => {
    console.info(`fuzz seed ${seed}`)
    const result = await fuzz(seed, cases)
    console.info(`fuzz seed ${seed}: ${JSON.stringify(result)}`)
    expect(result.cases).toBe(cases)
    expect(result.honest).toBeGreaterThan(cases / 4)
    expect(result.crashes).toBe(0)
    // Not a measurement: one that costs what a small message must never cost takes many seconds.
    expect(result.slowestMs).toBeLessThan(5_000)
  },
)
