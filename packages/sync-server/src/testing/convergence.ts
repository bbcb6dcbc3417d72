import { spansOfSection, type Authorship } from '@samskriv/attribution'
import { sectionJson } from '@samskriv/document'
import { randomBytes, randomUUID } from 'node:crypto'
import * as Y from 'yjs'

import { createRooms, type Rooms } from '../rooms.ts'
import type { UpdateStore } from '../update-store.ts'
import { LoopbackClient } from './loopback.ts'
import { MemoryStore, type MemoryAlso } from './memory-store.ts'
import { MortalStore } from './mortal-store.ts'
import { Random } from './random.ts'
import { randomEdit } from './random-edit.ts'
import { aStudy, sectionKeys } from './serve-rooms.ts'

export interface ConvergenceResult {
  readonly edits: number
  readonly disconnects: number
  readonly duplicates: number
  readonly restarts: number
  readonly rebases: number
  readonly words: number
}

/**
 * Three to five people write, lose their connections, send things twice, while the server is killed now and then and gives the study
 * a new epoch once.
 *
 * @throws when in the end two of them, or the live study and what is stored, differ in text or in whose it is
 */
export async function converge(seed: number): Promise<ConvergenceResult> {
  const random = new Random(seed)
  const store = new MemoryStore()
  store.add(aStudy, sectionKeys)
  const counts = { edits: 0, disconnects: 0, duplicates: 0, restarts: 0, rebases: 0 }
  const people = Array.from(
    { length: 3 + random.below(3) },
    (_, index) => new LoopbackClient(`person${index}`, () => random.below(2 ** 32)),
  )
  const sent = new Map<LoopbackClient, Uint8Array[]>(people.map((person) => [person, []]))
  let disk = new MortalStore(store)
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  let rooms = open(disk, clock)
  const steps = 60 + random.below(60)
  const rebaseAt = random.below(steps)
  for (let step = 0; step < steps; step += 1) {
    const person = random.pick(people)
    if (person.socket === null && random.chance(0.4)) person.connect(rooms)
    const update = edited(person, random)
    counts.edits += 1
    const earlier = sent.get(person) ?? []
    earlier.push(update)
    if (random.chance(0.1)) {
      counts.duplicates += 1
      person.send(random.pick(earlier))
    }
    for (const each of people) for (let count = random.below(4); count > 0; count -= 1) each.travel(random.chance(0.5) ? 'up' : 'down')
    if (random.chance(0.08)) {
      counts.disconnects += 1
      person.disconnect()
    }
    if (random.chance(0.2)) await new Promise((resolve) => setImmediate(resolve))
    if (random.chance(0.03)) {
      counts.restarts += 1
      disk.kill()
      for (const each of people) each.disconnect()
      disk = new MortalStore(store)
      rooms = open(disk, clock)
    }
    if (step === rebaseAt) {
      // Everybody is up to date first: what is unsent in an old epoch becomes recovery text, not text of the study.
      await settle(rooms, people)
      ahead += quietMs
      if (!(await rooms.rebaseIfDue(aStudy))) throw new Error('no rebase')
      counts.rebases += 1
      for (const earlierUpdates of sent.values()) earlierUpdates.length = 0
      await until(() => people.every(({ closes }) => closes.includes(4412)))
    }
  }
  await settle(rooms, people)
  const words = await compare(rooms, store, people)
  await rooms.drain(1_000)
  return { ...counts, words }
}

const quietMs = 60_000

function open(store: UpdateStore<MemoryAlso>, clock: () => number): Rooms<MemoryAlso> {
  const limits = {
    rebaseAboveClients: 0,
    rebaseQuietMs: quietMs,
    messagesPerSecond: 1e9,
    bytesPerSecond: 1e12,
    minWindowMs: 0,
    maxWindowMs: 2,
    ackDelayMs: 0,
  }
  return createRooms<MemoryAlso>({ store, clock, steadyClock: clock, newId: randomUUID, randomBytes, limits })
}

export function edited({ doc }: LoopbackClient, random: Random, takesOut = true): Uint8Array {
  const before = Y.encodeStateVector(doc)
  randomEdit(doc, random, sectionKeys, takesOut)
  return Y.encodeStateAsUpdate(doc, before)
}

/** Everybody is there, and everything has arrived. */
export async function settle(rooms: Rooms<MemoryAlso>, people: readonly LoopbackClient[]): Promise<void> {
  const end = performance.now() + 10_000
  while (performance.now() < end) {
    for (const person of people) {
      if (person.socket === null) person.connect(rooms)
      person.travelAll()
    }
    await new Promise((resolve) => setImmediate(resolve))
    if (people.every((person) => person.isSettled)) return
  }
  throw new Error(`never settled: ${people.map(({ rejects, closes }) => `${rejects.join()} ${closes.join()}`).join('; ')}`)
}

async function until(isMet: () => boolean): Promise<void> {
  const end = performance.now() + 10_000
  while (performance.now() < end) {
    if (isMet()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('waited in vain')
}

/** @returns how many words there are @throws when two of them, or the live study and what is stored, differ */
export async function compare(rooms: Rooms<MemoryAlso>, store: MemoryStore, people: readonly LoopbackClient[]): Promise<number> {
  const live = await rooms.read(aStudy, ({ doc, authorship }) => ({ text: textOf(doc), spans: spansOf(doc, authorship) }))
  for (const { person, doc, rejects } of people) {
    if (textOf(doc) !== live.text) throw new Error(`${person} differs:\n${textOf(doc)}\n${live.text}`)
    const refused = rejects.filter((code) => code !== 'gap')
    if (refused.length > 0) throw new Error(`an honest update of ${person} was refused: ${refused.join()}`)
  }
  const again = createRooms<MemoryAlso>({ store, clock: Date.now, newId: randomUUID, randomBytes })
  const stored = await again.read(aStudy, ({ doc, authorship }) => ({ text: textOf(doc), spans: spansOf(doc, authorship) }))
  await again.drain(100)
  if (stored.text !== live.text) throw new Error(`what is stored differs:\n${stored.text}\n${live.text}`)
  if (stored.spans !== live.spans) throw new Error(`whose words they are differs:\n${stored.spans}\n${live.spans}`)
  return live.text.split(/\s+/).length
}

function textOf(doc: Y.Doc): string {
  return JSON.stringify(sectionKeys.map((key) => sectionJson(doc, key)))
}

function spansOf(doc: Y.Doc, authorship: Authorship): string {
  const spans = sectionKeys.map((key) => spansOfSection(doc, key, authorship).map(({ text, voice, block }) => [text, voice, block]))
  return JSON.stringify(spans)
}
