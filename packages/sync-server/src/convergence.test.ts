import { describe, expect, test } from 'vitest'

import { converge } from './testing/convergence.ts'

/** One run is `SEEDS=17 …`, a range is `SEEDS=1-320`. */
const [firstSeed = 1, lastSeed = firstSeed] = (process.env['SEEDS'] ?? '1-12').split('-').map(Number)
const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, index) => firstSeed + index)
const total = { edits: 0, disconnects: 0, duplicates: 0, restarts: 0, rebases: 0, words: 0 }

describe('people who write at random, drop out, repeat themselves and meet a killed server', () => {
  test.each(seeds)('[SS26] end with one text and one attribution: seed %i', async (seed) => {
    const result = await converge(seed)
    expect(result.rebases).toBe(1)
    for (const [what, count] of Object.entries(result)) if (isCounted(what)) total[what] += count
  })

  test('[SS26] happened as often as this says', () => {
    console.info(`convergence seeds ${firstSeed} to ${lastSeed}: ${JSON.stringify(total)}`)
    expect(total.rebases).toBe(seeds.length)
    // A few seeds alone may have seen no kill.
    expect(total.restarts).toBeGreaterThanOrEqual(seeds.length < 10 ? 0 : seeds.length)
  })
})

function isCounted(what: string): what is keyof typeof total {
  return what in total
}
