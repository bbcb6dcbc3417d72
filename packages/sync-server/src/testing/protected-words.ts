import { spansOfSection, type Authorship } from '@samskriv/attribution'
import { randomBytes, randomUUID } from 'node:crypto'
import * as Y from 'yjs'

import { createRooms, type Rooms } from '../rooms.ts'
import type { UpdateStore } from '../update-store.ts'
import { compare, edited, settle } from './convergence.ts'
import { LoopbackClient } from './loopback.ts'
import { MemoryStore, type MemoryAlso } from './memory-store.ts'
import { MortalStore } from './mortal-store.ts'
import { Random } from './random.ts'
import { aStudy, sectionKeys } from './serve-rooms.ts'

export interface ProtectionResult {
  readonly edits: number
  readonly restarts: number
  /** Suggestions that were kept. */
  readonly suggestions: number
}

/**
 * Two community members add words, while two people of other sectors do everything an editor can with them, undo it, cut and paste,
 * drop out and come back with an evening's work, and the server is killed now and then.
 *
 * @throws when a letter of the community is missing or another's, or when in the end two of them, or what is stored, differ
 */
export async function keepWords(seed: number): Promise<ProtectionResult> {
  const random = new Random(seed)
  const store = new MemoryStore()
  store.add(aStudy, sectionKeys)
  const newClient = (): number => random.below(2 ** 32)
  const community = ['amina', 'nora'].map((name) => new LoopbackClient(name, newClient))
  const others = [
    new LoopbackClient('bo', newClient, { sector: 'public', subtype: 'council' }),
    new LoopbackClient('cato', newClient, { sector: 'third', subtype: 'charity' }),
  ]
  const people = [...community, ...others]
  const undo = new Map(others.map((person) => [person, undoOf(person.doc)]))
  let suggestions = 0
  const counts = { edits: 0, restarts: 0 }
  let disk = new MortalStore(store)
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  const open = (on: UpdateStore<MemoryAlso>): Rooms<MemoryAlso> => {
    const limits = { messagesPerSecond: 1e9, bytesPerSecond: 1e12, minWindowMs: 0, maxWindowMs: 2, ackDelayMs: 0 }
    const suggested = (_: unknown, kept: readonly unknown[]) => (): void => void (suggestions += kept.length)
    return createRooms<MemoryAlso>({ store: on, clock, newId: randomUUID, randomBytes, limits, suggested })
  }
  let rooms = open(disk)
  let letters: Letters = new Map()
  for (let step = 0; step < 8; step += 1) edited(random.pick(community), random, false)
  const steps = 80 + random.below(60)
  for (let step = 0; step < steps; step += 1) {
    const person = random.pick(random.chance(0.3) ? community : others)
    if (person.socket === null && random.chance(0.4)) person.connect(rooms)
    const manager = undo.get(person)
    if (manager !== undefined && random.chance(0.1)) {
      if (random.chance(0.7)) manager.undo()
      else manager.redo()
    } else edited(person, random, manager !== undefined)
    manager?.stopCapturing()
    counts.edits += 1
    for (const each of people) for (let count = random.below(4); count > 0; count -= 1) each.travel(random.chance(0.5) ? 'up' : 'down')
    if (random.chance(0.06)) person.disconnect()
    if (random.chance(0.2)) await new Promise((resolve) => setImmediate(resolve))
    if (random.chance(0.05)) ahead += 20_000
    if (random.chance(0.15)) letters = await checked(rooms, letters, `seed ${seed}, step ${step}`)
    if (random.chance(0.03)) {
      counts.restarts += 1
      disk.kill()
      for (const each of people) each.disconnect()
      disk = new MortalStore(store)
      rooms = open(disk)
    }
  }
  await settle(rooms, people)
  await checked(rooms, letters, `seed ${seed}, the end`)
  await rooms.keepSuggestions(aStudy, true)
  const refused = people.flatMap(({ rejects }) => rejects.filter((code) => code !== 'gap'))
  if (refused.length > 0) throw new Error(`seed ${seed}: an honest edit was refused: ${refused.join(', ')}`)
  await compare(rooms, store, people)
  await rooms.drain(1_000)
  return { ...counts, suggestions }
}

/** How often each letter stands in the text in the voice of each community member. */
type Letters = ReadonlyMap<string, ReadonlyMap<string, number>>

/** @throws when one is missing that was there before */
async function checked(rooms: Rooms<MemoryAlso>, before: Letters, when: string): Promise<Letters> {
  const now = await rooms.read(aStudy, ({ doc, authorship }) => lettersOf(doc, authorship))
  for (const [author, had] of before) {
    for (const [letter, count] of had) {
      const left = now.get(author)?.get(letter) ?? 0
      if (left < count) throw new Error(`${when}: ${count - left} × “${letter}” of ${author} went`)
    }
  }
  return now
}

function lettersOf(doc: Y.Doc, authorship: Authorship): Letters {
  const found = new Map<string, Map<string, number>>()
  for (const key of sectionKeys) {
    for (const { text, voice } of spansOfSection(doc, key, authorship)) {
      const known = authorship.voices.get(voice)
      if (known?.sector !== 'community') continue
      const of = found.get(known.by) ?? new Map<string, number>()
      found.set(known.by, of)
      for (const letter of text) of.set(letter, (of.get(letter) ?? 0) + 1)
    }
  }
  return found
}

function undoOf(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager(
    sectionKeys.map((key) => doc.getXmlFragment(`s:${key}`)),
    { captureTimeout: 0 },
  )
}
