import { describe, expect, test } from 'vitest'

import { keepWords } from './testing/protected-words.ts'

/** One run is `SEEDS=17 …`, a range is `SEEDS=1-320`. */
const [firstSeed = 1, lastSeed = firstSeed] = (process.env['SEEDS'] ?? '1-8').split('-').map(Number)
const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, index) => firstSeed + index)
const total = { edits: 0, restarts: 0, suggestions: 0 }

describe('people of other sectors who do at random what an editor can', () => {
  test.each(seeds)('[SS52] take no letter from the community and give none to anybody else: seed %i', async (seed) => {
    const { edits, restarts, suggestions } = await keepWords(seed)
    expect(edits).toBeGreaterThan(0)
    total.edits += edits
    total.restarts += restarts
    total.suggestions += suggestions
  })

  test('[SS52] tried to as often as this says', () => {
    console.info(`protected words, seeds ${firstSeed} to ${lastSeed}: ${JSON.stringify(total)}`)
    expect(total.suggestions).toBeGreaterThan(seeds.length)
  })
})
