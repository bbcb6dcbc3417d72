import { keepWords } from '../src/testing/protected-words.ts'

const first = Number(process.argv[2] ?? 1)
const seeds = Number(process.argv[3] ?? 300)
const total = { edits: 0, restarts: 0, suggestions: 0 }
const from = performance.now()
for (let seed = first; seed < first + seeds; seed += 1) {
  try {
    const { edits, restarts, suggestions } = await keepWords(seed)
    total.edits += edits
    total.restarts += restarts
    total.suggestions += suggestions
  } catch (error) {
    console.error(`seed ${seed}`, error)
    process.exitCode = 1
  }
}
console.info(`${seeds} seeds from ${first} in ${Math.round((performance.now() - from) / 1_000)} s: ${JSON.stringify(total)}`)
