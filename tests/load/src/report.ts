// `node src/report.ts sync.json client.json > table.md`: the numbers of one run as the tables of docs/benchmarks.md.
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const syncRun = z.object({
  machine: z.object({
    cpu: z.string().optional(),
    cores: z.number(),
    node: z.string(),
    at: z.string(),
    runs: z.number(),
    seconds: z.number(),
  }),
  rows: z.array(z.object({ scenario: z.string(), peer: z.string(), result: z.record(z.string(), z.number().nullable()) })),
})
const clientRun = z.record(z.string(), z.record(z.string(), z.number()))

const [syncFile, clientFile] = process.argv.slice(2)
if (syncFile === undefined) throw new Error('usage: report.ts SYNC.json [CLIENT.json]')

const { machine, rows } = syncRun.parse(JSON.parse(readFileSync(syncFile, 'utf8')))
console.log(
  `${machine.cpu ?? 'unknown CPU'}, ${machine.cores} cores, Node ${machine.node}, ${machine.at.slice(0, 10)}; medians of ${machine.runs} runs of ${machine.seconds} s.\n`,
)
for (const scenario of new Set(rows.map((row) => row.scenario))) {
  const found = rows.filter((row) => row.scenario === scenario)
  const keys = Object.keys(found[0]?.result ?? {})
  console.log(`### ${scenario}\n`)
  console.log(`| | ${keys.map(spaced).join(' | ')} |`)
  console.log(`|---|${keys.map(() => '---:').join('|')}|`)
  for (const row of found) console.log(`| ${row.peer} | ${keys.map((key) => shown(row.result[key] ?? Number.NaN)).join(' | ')} |`)
  console.log()
}
if (clientFile !== undefined) {
  for (const [name, numbers] of Object.entries(clientRun.parse(JSON.parse(readFileSync(clientFile, 'utf8'))))) {
    console.log(`### ${name}\n\n| | |\n|---|---:|`)
    for (const [key, value] of Object.entries(numbers)) console.log(`| ${spaced(key)} | ${shown(value)} |`)
    console.log()
  }
}

function spaced(key: string): string {
  return key.replaceAll(/([A-Z]|\d+)/g, (part) => ` ${part.toLowerCase()}`)
}

function shown(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}
