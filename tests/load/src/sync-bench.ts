// `pnpm bench sync`: the same scenarios against every peer, in turn, in one run. Medians of three unless `--runs N`.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { peers, samskriv, samskrivOverHttp, type Peer } from './peers/peer.ts'
import { firstJoin, reconnect } from './scenarios/joining.ts'
import { killing } from './scenarios/killing.ts'
import { memory } from './scenarios/memory.ts'
import { storage } from './scenarios/storage.ts'
import { typing, type TypingPlan } from './scenarios/typing.ts'
import { median } from './statistics.ts'
import { freshStudy, oldStudy } from './study-history.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '12' },
    kills: { type: 'string', default: '50' },
    only: { type: 'string' },
    peer: { type: 'string' },
    out: { type: 'string' },
  },
})
const runs = Number(values.runs)
const seconds = Number(values.seconds)

type Measure = (peer: Peer) => Promise<Record<string, number>>
interface Scenario {
  readonly name: string
  readonly runs: number
  readonly measure: Measure
  /** A server without storage has nothing to show here. */
  readonly needsStorage?: boolean
  /** Instead of all servers. */
  readonly among?: readonly (() => Peer)[]
}

const oneRoom = { rooms: 1, typistsPerRoom: 20, charactersPerSecond: 5, seconds, history: null } as const satisfies TypingPlan
const manyRooms = { rooms: 200, typistsPerRoom: 3, charactersPerSecond: 2, seconds, history: null } as const satisfies TypingPlan
const type =
  (plan: TypingPlan): Measure =>
  async (peer) => ({ ...(await typing(peer, plan)) })

/** The same server, reached as usual and as where no WebSocket gets through. */
const bothWays = [samskriv, samskrivOverHttp]

const scenarios: readonly Scenario[] = [
  { name: 'one-room', runs, measure: type(oneRoom) },
  { name: 'one-room-old', runs, measure: type({ ...oneRoom, history: oldStudy }) },
  { name: 'two-hundred-rooms', runs, measure: type(manyRooms) },
  {
    name: 'two-hundred-rooms-old',
    runs: 1,
    measure: type({ ...manyRooms, rooms: 3, charactersPerSecond: 5, history: oldStudy }),
  },
  {
    name: 'first-join',
    runs,
    needsStorage: true,
    measure: async (peer) => ({ ...(await firstJoin(peer, (root) => freshStudy(root, 50_000, 30))) }),
  },
  { name: 'first-join-old', runs, needsStorage: true, measure: async (peer) => ({ ...(await firstJoin(peer, oldStudy)) }) },
  { name: 'reconnect', runs, measure: async (peer) => ({ ...(await reconnect(peer, (root) => freshStudy(root, 50_000, 30))) }) },
  { name: 'reconnect-old', runs, measure: async (peer) => ({ ...(await reconnect(peer, oldStudy)) }) },
  ...[5, 10, 20, 40].map((charactersPerSecond) => ({
    name: `saturation-${charactersPerSecond}`,
    runs: 1,
    measure: type({ ...oneRoom, charactersPerSecond, rooms: 10 }),
  })),
  { name: 'blocked-one-room', runs, among: bothWays, measure: type(oneRoom) },
  { name: 'blocked-many-rooms', runs, among: bothWays, measure: type({ ...manyRooms, rooms: 40 }) },
  { name: 'memory', runs: 1, needsStorage: true, measure: async (peer) => ({ ...(await memory(peer)) }) },
  { name: 'storage', runs: 1, needsStorage: true, measure: async (peer) => ({ ...(await storage(peer)) }) },
  { name: 'kill-9', runs: 1, needsStorage: true, measure: async (peer) => ({ ...(await killing(peer, Number(values.kills))) }) },
]

interface Row {
  readonly scenario: string
  readonly peer: string
  readonly result: Record<string, number>
}
const rows: Row[] = []

for (const scenario of scenarios) {
  if (values.only !== undefined && !values.only.split(',').includes(scenario.name)) continue
  const results = new Map<string, Record<string, number>[]>()
  for (let run = 0; run < scenario.runs; run++) {
    for (const make of scenario.among ?? peers) {
      const peer = make()
      if (values.peer !== undefined && !peer.name.toLowerCase().startsWith(values.peer)) continue
      if (scenario.needsStorage && !peer.stores) continue
      try {
        const result = await scenario.measure(peer)
        results.set(peer.name, [...(results.get(peer.name) ?? []), result])
      } catch (error) {
        console.error(`${scenario.name} · ${peer.name}: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        await peer.stop()
      }
    }
  }
  for (const [peer, found] of results) {
    const keys = Object.keys(found[0] ?? {})
    const result = Object.fromEntries(keys.map((key) => [key, median(found.map((one) => one[key] ?? Number.NaN))]))
    rows.push({ scenario: scenario.name, peer, result })
    console.log(`${scenario.name} · ${peer} · ${keys.map((key) => `${key} ${format(result[key] ?? Number.NaN)}`).join(' · ')}`)
  }
}

for (const { scenario, result } of rows.filter(({ peer }) => peer === 'Samskriv over HTTP')) {
  const usual = rows.find((row) => row.scenario === scenario && row.peer === 'Samskriv')?.result
  const times = (result['cpuMsPerThousandDelivered'] ?? Number.NaN) / (usual?.['cpuMsPerThousandDelivered'] ?? Number.NaN)
  console.log(
    `${scenario}: over HTTP the server's CPU is ${format(times)} × WebSocket, edit to peer p95 ${format(result['p95Ms'] ?? Number.NaN)} ms`,
  )
}

if (values.out !== undefined) {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, at: new Date().toISOString(), runs, seconds }
  writeFileSync(values.out, JSON.stringify({ machine, rows }, null, 2))
}

function format(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
