// `pnpm bench voices`: what it costs to know whose words are whose, each number beside the one that is wanted. Takes about five minutes,
// with nothing else running; the browser part needs a built page (`pnpm build`). One part alone: `--only inside`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { samskriv, samskrivWithoutAttribution, type Peer } from './peers/peer.ts'
import { storage } from './scenarios/storage.ts'
import { typing } from './scenarios/typing.ts'
import { median } from './statistics.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'inside,browser,storage,processor' },
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '12' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    out: { type: 'string' },
  },
})
const repository = fileURLToPath(new URL('../../../', import.meta.url))

interface Line {
  readonly what: string
  readonly measured: number
  readonly unit: string
  readonly wanted: number
}
const lines: Line[] = []

const quantiles = z.object({ p50: z.number(), p95: z.number() })
const keystroke = z.record(z.string(), quantiles)
const authorship = z.object({
  transferUs: quantiles,
  firstWholeMs: z.number(),
  wholeMs: quantiles,
  sectionMs: z.object({ p50: z.number(), p95: z.number(), slowest: z.number() }),
  anchorsUs: z.number(),
  words: z.number(),
  wordsOfLargestSection: z.number(),
})

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  inside() {
    const few = typedUpdate(100)
    const many = typedUpdate(900)
    note('typed update, 100 clientIDs: reading, gate, policy, transfer, p50', few.p50, 'µs', 15)
    note('the same, p95', few.p95, 'µs', 60)
    note('typed update, 900 clientIDs, p50, in times that of 100', many.p50 / few.p50, '×', 2)
    note('the same, p95', many.p95 / few.p95, '×', 2)
    const counted = authorship.parse(bench('packages/attribution/bench/transfer.ts', '100000', '100', '50000'))
    console.log(`A section is a fifteenth of the study: ${counted.words} words, at most ${counted.wordsOfLargestSection} in one.`)
    note('whose words are whose, the whole study, p50', counted.wholeMs.p50, 'ms', 60)
    note('the same, the first time in a process', counted.firstWholeMs, 'ms', 60)
    note('one section that was changed, p50', counted.sectionMs.p50, 'ms', 5)
    note('the same, p95', counted.sectionMs.p95, 'ms', 5)
    note('gestures of every kind: transfer alone, p50', counted.transferUs.p50, 'µs', 15)
    note('the same, p95', counted.transferUs.p95, 'µs', 60)
    note('a thousand comments on words: more for each update', counted.anchorsUs, 'µs', 10)
  },

  browser() {
    const folder = mkdtempSync(join(tmpdir(), 'samskriv-bench-'))
    const out = join(folder, 'client.json')
    try {
      run('tests/load/src/client-bench.ts', '--only', 'voices', '--runs', values.runs, '--chromium', values.chromium, '--out', out)
      const { voices } = z.object({ voices: z.object({ voicesAddToP95Ms: z.number() }) }).parse(JSON.parse(readFileSync(out, 'utf8')))
      note('“Show who said what”: more of a keystroke to paint, p95', voices.voicesAddToP95Ms, 'ms', 5)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },

  async storage() {
    const { bytesPerRun, textBytesPerRun } = await withPeer(samskriv, (peer) => storage(peer))
    note(`file, for each typed run of ${textBytesPerRun} characters, both snapshots`, bytesPerRun, 'bytes', 40)
  },

  async processor() {
    const plan = { rooms: 1, typistsPerRoom: 20, charactersPerSecond: 5, seconds: Number(values.seconds), history: null }
    const cpu = async (make: () => Peer): Promise<number> =>
      await withPeer(make, async (peer) => (await typing(peer, plan)).cpuMsPerThousandDelivered)
    const on: number[] = []
    const off: number[] = []
    for (let round = 0; round < Number(values.runs); round++) {
      on.push(await cpu(samskriv))
      off.push(await cpu(samskrivWithoutAttribution))
    }
    const shown = (all: readonly number[]): string => all.map((ms) => ms.toFixed(1)).join(', ')
    console.log(`1 × 20, processor ms for each 1,000 delivered: ${shown(on)}; with attribution off: ${shown(off)}`)
    note('processor time of the server, in times that of one with attribution off', median(on) / median(off), '×', 1.1)
  },
}

for (const name of values.only.split(',')) {
  const part = parts[name]
  if (part === undefined) throw new Error(`there is no part ${name}; there are ${Object.keys(parts).join(', ')}`)
  await part()
}
console.log()
for (const { what, measured, unit, wanted } of lines)
  console.log(
    `${what.padEnd(76)} ${measured.toFixed(2).padStart(8)} ${unit.padEnd(5)} wanted ≤ ${wanted}${measured <= wanted ? '' : '  NOT REACHED'}`,
  )
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(lines, null, 2))

function note(what: string, measured: number, unit: string, wanted: number): void {
  lines.push({ what, measured, unit, wanted })
}

/** In a study of 50,000 words that 100,000 edits were made in. */
function typedUpdate(clients: number): z.infer<typeof quantiles> {
  const found = keystroke.parse(bench('packages/sync-server/bench/gate.ts', String(clients), '50000', '100000'))
  return quantiles.parse(found['read, gate, policy, transfer'])
}

/** In a process of its own, as it would be alone. */
function bench(file: string, ...numbers: readonly string[]): unknown {
  return JSON.parse(
    run(file, ...numbers, '--json')
      .trim()
      .split('\n')
      .at(-1) ?? '',
  )
}

function run(file: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [join(repository, file), ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function withPeer<T>(make: () => Peer, measure: (peer: Peer) => Promise<T>): Promise<T> {
  const peer = make()
  try {
    return await measure(peer)
  } finally {
    await peer.stop()
  }
}
