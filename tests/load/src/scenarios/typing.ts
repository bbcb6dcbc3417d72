import { setTimeout as pause } from 'node:timers/promises'
import type { Peer, RoomAddress } from '../peers/peer.ts'
import { cpuMs, residentBytes } from '../process-stat.ts'
import { quantile, seededRandom } from '../statistics.ts'
import type { StudyHistory } from '../study-history.ts'
import { Meter, Typist } from '../typist.ts'

export interface TypingPlan {
  readonly rooms: number
  readonly typistsPerRoom: number
  /** Characters a second of one typist; a fast human types about 6. */
  readonly charactersPerSecond: number
  readonly seconds: number
  readonly history: ((root: string) => StudyHistory) | null
}

export interface TypingResult {
  readonly cpuMsPerThousandDelivered: number
  readonly deliveredPerSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  /** Delivered ÷ expected; below 1 a server fell behind within the measured time. */
  readonly deliveredFraction: number
  readonly residentMb: number
}

/** All typists type at once at an even pace; server CPU is read from /proc around the measured time. */
export async function typing(peer: Peer, plan: TypingPlan): Promise<TypingResult> {
  const rooms = await peer.start(plan.rooms, plan.typistsPerRoom)
  if (plan.history) await writeHistories(rooms, plan.history)
  const meters = rooms.map(() => new Meter())
  const typists = rooms.flatMap((room, r) => Array.from({ length: plan.typistsPerRoom }, (_, i) => new Typist(room, i, meters[r] ?? null)))
  await joinAll(typists)
  await typeFor(typists, plan, 2)
  for (const meter of meters) meter.measuring = true
  const cpuBefore = cpuMs(peer.pid())
  const started = performance.now()
  await typeFor(typists, plan, plan.seconds)
  const seconds = (performance.now() - started) / 1000
  const cpu = cpuMs(peer.pid()) - cpuBefore
  const deliveredInTime = meters.reduce((sum, meter) => sum + meter.delivered, 0)
  const expected = meters.reduce((sum, meter) => sum + meter.sent, 0) * (plan.typistsPerRoom - 1)
  await pause(500)
  const latencies = meters.flatMap((meter) => meter.latenciesMs)
  const result = {
    cpuMsPerThousandDelivered: cpu / (deliveredInTime / 1000),
    deliveredPerSecond: deliveredInTime / seconds,
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    deliveredFraction: deliveredInTime / expected,
    residentMb: residentBytes(peer.pid()) / 1e6,
  }
  for (const typist of typists) typist.leave()
  return result
}

/** Gives every room the same kind of past, four rooms at a time. */
export async function writeHistories(rooms: readonly RoomAddress[], history: (root: string) => StudyHistory): Promise<void> {
  const waiting = [...rooms]
  // Making up 100,000 edits takes half a minute, and sections of one template have one name in every study.
  const known = new Map<string, StudyHistory>()
  const write = async (): Promise<void> => {
    for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
      const past = known.get(room.root) ?? history(room.root)
      known.set(room.root, past)
      await writeHistory(room, past)
    }
  }
  await Promise.all([write(), write(), write(), write()])
}

/** Writes a prepared past through the server's own front door, as one person's visits, and waits until it stands. */
export async function writeHistory(room: RoomAddress, history: StudyHistory): Promise<void> {
  // Several people, as in life: a server may limit how many clientIDs one person brings. Each goes on where the one before ended.
  const writers = room.headers.slice(0, 4).map((_, person) => new Typist(room, person, null))
  const share = Math.ceil(history.updates.length / writers.length)
  for (const [place, writer] of writers.entries()) {
    await writer.join({ applyState: false })
    for (const update of history.updates.slice(place * share, (place + 1) * share)) {
      writer.sendRaw(update)
      await pause(history.updates.length > 100 ? 3 : 20)
    }
    await pause(500)
  }
  const words = async (): Promise<number> => {
    const checker = new Typist(room, 0, null)
    await checker.join()
    checker.leave()
    return checker.doc
      .getXmlFragment(room.root)
      .toString()
      .replaceAll(/<[^>]*>/g, ' ')
      .trim()
      .split(/\s+/).length
  }
  // Several old studies at once keep a server busy for minutes after the last update was sent.
  for (let tries = 0; tries < 600; tries++) {
    if ((await words()) >= history.words * 0.98) break
    if (tries === 599) throw new Error('the prepared study never arrived whole')
    await pause(500)
  }
  for (const writer of writers) writer.leave()
}

export async function joinAll(typists: readonly Typist[], atOnce = 20): Promise<void> {
  for (let i = 0; i < typists.length; i += atOnce) await Promise.all(typists.slice(i, i + atOnce).map((typist) => typist.join()))
}

async function typeFor(typists: readonly Typist[], plan: TypingPlan, seconds: number): Promise<void> {
  const random = seededRandom(11)
  const intervalMs = 1000 / plan.charactersPerSecond
  const start = performance.now()
  const next = typists.map(() => start + random() * intervalMs)
  while (performance.now() - start < seconds * 1000) {
    const now = performance.now()
    typists.forEach((typist, i) => {
      const due = next[i] ?? now
      if (due > now) return
      typist.type(random() < 0.17 ? ' ' : 'abcdefghijklmnopqrstuvwxyzåø'.charAt(Math.floor(random() * 28)))
      next[i] = Math.max(due + intervalMs, now - intervalMs)
    })
    await pause(2)
  }
}
