import { expect, test } from 'vitest'

import { converge } from './testing/convergence.ts'

const firstSeed = 1
const seeds = 40

test(
  '[SS26] people who write at random, drop out, repeat themselves and meet a killed server end with one text and one attribution',
  { timeout: 180_000 },
  async () => {
    const total = { edits: 0, disconnects: 0, duplicates: 0, restarts: 0, rebases: 0, words: 0 }
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
      try {
        const result = await converge(seed)
        for (const [what, count] of Object.entries(result)) if (isCounted(what)) total[what] += count
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error })
      }
    }
    console.info(`convergence seeds ${firstSeed} to ${firstSeed + seeds - 1}: ${JSON.stringify(total)}`)
    expect(total.rebases).toBe(seeds)
    expect(total.restarts).toBeGreaterThan(0)

    function isCounted(what: string): what is keyof typeof total {
      return what in total
    }
  },
)
