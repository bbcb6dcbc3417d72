// Usage: node bench/fuzz.ts [seed] [cases]   and   node bench/convergence.ts [first seed] [seeds]
import { fuzz } from '../src/testing/fuzz.ts'

const seed = Number(process.argv[2] ?? Date.now() % 1_000_000)
const cases = Number(process.argv[3] ?? 100_000)
console.info(`fuzz seed ${seed}, ${cases} cases`)
const from = performance.now()
const result = await fuzz(seed, cases)
console.info(JSON.stringify({ ...result, seconds: Math.round((performance.now() - from) / 1_000) }, null, 2))
