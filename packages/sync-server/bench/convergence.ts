import { converge } from '../src/testing/convergence.ts'

const first = Number(process.argv[2] ?? 1)
const seeds = Number(process.argv[3] ?? 300)
const from = performance.now()
for (let seed = first; seed < first + seeds; seed += 1) {
  try {
    await converge(seed)
  } catch (error) {
    console.error(`seed ${seed}`, error)
    process.exitCode = 1
  }
}
console.info(`${seeds} seeds from ${first} in ${Math.round((performance.now() - from) / 1_000)} s`)
