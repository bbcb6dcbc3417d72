import { schema, sectionJson } from '@samskriv/document'
import { encodeSyncUpdate } from '@samskriv/protocol/frames'
import { randomBytes, randomUUID } from 'node:crypto'
import * as Y from 'yjs'

import { createRooms } from '../rooms.ts'
import { LoopbackClient, LoopbackSocket } from './loopback.ts'
import { MemoryStore } from './memory-store.ts'
import { mutated } from './mutate.ts'
import { Random } from './random.ts'
import { randomEdit } from './random-edit.ts'
import { anAdmission, aStudy, sectionKeys } from './serve-rooms.ts'

export interface FuzzResult {
  readonly cases: number
  readonly accepted: number
  readonly refused: Readonly<Record<string, number>>
  readonly crashes: number
  readonly honest: number
  readonly slowestMs: number
}

const casesPerRoom = 120

/**
 * Sends broken updates beside honest ones and looks whether they do harm.
 *
 * @throws when an honest update is refused, replicas differ, or what is stored does not load to the same document
 */
export async function fuzz(seed: number, cases: number): Promise<FuzzResult> {
  const random = new Random(seed)
  const refused: Record<string, number> = {}
  let accepted = 0
  let crashes = 0
  let honest = 0
  let slowestMs = 0
  for (let done = 0; done < cases; done += casesPerRoom) {
    const store = new MemoryStore()
    store.add(aStudy, sectionKeys)
    const rooms = createRooms({
      store,
      clock: Date.now,
      newId: randomUUID,
      randomBytes,
      limits: { maxRefusals: 1e9, messagesPerSecond: 1e9, bytesPerSecond: 1e12, minWindowMs: 0, maxWindowMs: 0 },
      metrics: {
        count: (what, by = 1, label = '') => {
          if (what === 'refusals') refused[label] = (refused[label] ?? 0) + by
          if (what === 'crashes') crashes += by
        },
        observe() {},
      },
    })
    const alice = new LoopbackClient('alice', () => random.below(2 ** 32))
    const bob = new LoopbackClient('bob', () => random.below(2 ** 32))
    alice.connect(rooms)
    bob.connect(rooms)
    let hostile = await aSocket(rooms)
    const clientId = 1 + random.below(2 ** 31)
    let previous: Uint8Array = new Uint8Array([0, 0])
    for (let index = 0; index < casesPerRoom && done + index < cases; index += 1) {
      if (random.chance(0.4)) {
        randomEdit(random.pick([alice, bob]).doc, random, sectionKeys)
        honest += 1
      }
      if (random.chance(0.7)) alice.travelAll()
      if (random.chance(0.3)) bob.travelAll()
      if (hostile.closedWith !== null) hostile = await aSocket(rooms)
      const state = await rooms.read(aStudy, ({ doc }) => Y.encodeStateAsUpdate(doc))
      const update = anUpdate(state, clientId, random)
      const bytes = mutated(update, random, previous)
      previous = update
      const before = Object.values(refused).reduce((sum, count) => sum + count, 0)
      const from = performance.now()
      hostile.deliver(encodeSyncUpdate(bytes))
      await committed()
      slowestMs = Math.max(slowestMs, performance.now() - from)
      if (Object.values(refused).reduce((sum, count) => sum + count, 0) === before) accepted += 1
      hostile.outbox.length = 0
      for (const client of [alice, bob]) if (client.socket === null) client.connect(rooms)
    }
    await settle(rooms, [alice, bob])
    for (const client of [alice, bob]) {
      if (client.rejects.length > 0)
        throw new Error(
          `an honest update was refused: ${client.rejects.join()} closes ${client.closes.join()} crashes ${crashes} case ${done}`,
        )
    }
    await compare(rooms, store, [alice, bob])
    await rooms.drain(1_000)
  }
  return { cases, accepted, refused, crashes, honest, slowestMs }
}

type FuzzedRooms = ReturnType<typeof createRooms<() => void>>

async function aSocket(rooms: FuzzedRooms): Promise<LoopbackSocket> {
  const socket = new LoopbackSocket()
  await rooms.connect(socket, anAdmission('mallory'))
  return socket
}

/** What somebody with this clientID would send after an edit to the state that the server has now. */
function anUpdate(state: Uint8Array, client: number, random: Random): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  // After loading: Yjs gives up a clientID whose words it receives.
  doc.clientID = client
  const before = Y.encodeStateVector(doc)
  const edits = 1 + random.below(3)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let edit = 0; edit < edits; edit += 1) randomEdit(doc, random, sectionKeys)
  if (random.chance(0.3)) return Y.encodeStateAsUpdate(doc, before)
  return updates.length === 0 ? new Uint8Array([0, 0]) : Y.mergeUpdates(updates)
}

/** With windows of no length, what has arrived is stored when the event loop has gone round. */
async function committed(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

async function settle(rooms: FuzzedRooms, clients: readonly LoopbackClient[]): Promise<void> {
  const end = performance.now() + 10_000
  while (performance.now() < end) {
    for (const client of clients) {
      if (client.socket === null) client.connect(rooms)
      client.travelAll()
    }
    await committed()
    if (clients.every((client) => client.isSettled)) return
  }
  throw new Error('clients never settled')
}

async function compare(rooms: FuzzedRooms, store: MemoryStore, clients: readonly LoopbackClient[]): Promise<void> {
  const served = await rooms.read(aStudy, ({ doc }) => {
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('something waits for missing structs')
    return { text: textsOf(doc), state: Y.encodeStateAsUpdate(doc) }
  })
  const loaded = createRooms({ store, clock: Date.now, newId: randomUUID, randomBytes })
  const others = [
    ['the log', await loaded.read(aStudy, ({ doc }) => textsOf(doc))],
    ...clients.map((client) => [client.person, textsOf(client.doc)]),
  ]
  await loaded.drain(100)
  for (const [who, text] of others) if (text !== served.text) throw new Error(`${who} differs:\n${text}\n${served.text}`)
  if (store.of(aStudy).quarantine !== null) throw new Error('the study was quarantined')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, served.state)
  if (textsOf(doc) !== served.text) throw new Error('the encoded state differs')
  for (const key of sectionKeys) {
    const json = sectionJson(doc, key)
    checkKnown(json)
  }
}

function textsOf(doc: Y.Doc): string {
  return JSON.stringify(sectionKeys.map((key) => sectionJson(doc, key)))
}

/** Every node and mark is one that the editor knows, so no editor throws any of it away. */
function checkKnown(node: {
  readonly type: string
  readonly marks?: readonly { type: string }[]
  readonly content?: readonly unknown[]
}): void {
  if (schema.nodes[node.type] === undefined) throw new Error(`unknown node ${node.type}`)
  for (const mark of node.marks ?? []) if (schema.marks[mark.type] === undefined) throw new Error(`unknown mark ${mark.type}`)
  for (const child of node.content ?? []) checkKnown(child as typeof node)
}
