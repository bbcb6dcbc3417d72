import { documentSchemaVersion, sectionJson } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { closeCodes, decodeServerFrame, encodeHello, encodeSyncUpdate } from '@samskriv/protocol/frames'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { createRooms, type Rooms } from './rooms.ts'
import { RawClient } from './testing/clients.ts'
import { LoopbackSocket } from './testing/loopback.ts'
import { MemoryStore, type MemoryAlso } from './testing/memory-store.ts'
import { mutated } from './testing/mutate.ts'
import { Random } from './testing/random.ts'
import { randomEdit } from './testing/random-edit.ts'
import { anAdmission, aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'
import type { SectionPolicy } from './update-store.ts'

const openTo = (...open: readonly string[]): readonly SectionPolicy[] =>
  sectionKeys.map((key) => ({ key, editing: 'open', openToContributors: open.includes(key) }))

describe('a contributor to whom one of two sections is open', () => {
  const seeds = [1, 2, 3, 4]
  const updatesPerSeed = 250

  test.each(seeds)('[SS16] changes that one and never the other, whatever is sent: seed %i', async (seed) => {
    const random = new Random(seed)
    const store = new MemoryStore()
    store.add(aStudy, sectionKeys)
    store.of(aStudy).sections = openTo('summary')
    const limits = { maxRefusals: 1e9, messagesPerSecond: 1e9, bytesPerSecond: 1e12, minWindowMs: 0, maxWindowMs: 0 }
    const rooms = createRooms<MemoryAlso>({ store, clock: Date.now, newId: randomUUID, randomBytes, limits })
    const editor = new Y.Doc()
    editor.clientID = 2
    const ofEditor = await aSocket(rooms, 'editor', editor.clientID)
    let contributor = await aSocket(rooms, 'contributor', 1)
    const seen = { taken: 0, refused: 0 }
    for (let index = 0; index < updatesPerSeed; index += 1) {
      if (index === 0 || random.chance(0.3)) await send(ofEditor, changeOf(editor, random, await stateOf(rooms)).update)
      const before = await closedPartOf(rooms)
      const { update, touches } = changeOf(new Y.Doc(), random, await stateOf(rooms), 1)
      const isBroken = random.chance(0.3)
      const codes = await send(contributor, isBroken ? mutated(update, random, update) : update)
      expect(await closedPartOf(rooms), `update ${index}`).toEqual(before)
      const answers = { nothing: codes, open: [], closed: ['section-closed'] }
      const expected = answers[isBroken ? 'nothing' : touches]
      expect(codes, `update ${index}`).toEqual(expected)
      if (!isBroken && touches !== 'nothing') seen[touches === 'open' ? 'taken' : 'refused'] += 1
      if (contributor.closedWith !== null) contributor = await aSocket(rooms, 'contributor', 1)
    }
    expect(seen.taken).toBeGreaterThan(10)
    expect(seen.refused).toBeGreaterThan(10)
    expect(ofEditor.closedWith).toBeNull()
    await rooms.drain(1_000)
  })
})

type Touched = 'nothing' | 'open' | 'closed'

/** Some gestures on the study as it is now, as one message. @param client - for a page that has only just been opened */
function changeOf(doc: Y.Doc, random: Random, state: Uint8Array, client?: number): { update: Uint8Array; touches: Touched } {
  Y.applyUpdate(doc, state)
  // After loading: Yjs gives up a clientID whose words it receives.
  if (client !== undefined) doc.clientID = client
  const before = Y.encodeStateVector(doc)
  const updates: Uint8Array[] = []
  let touches: Touched = 'nothing'
  const closed = doc.getXmlFragment('s:partners')
  const note = (update: Uint8Array): void => void updates.push(update)
  const look = (transaction: Y.Transaction): void => {
    if (transaction.changedParentTypes.size === 0) return
    const isClosed = [...transaction.changedParentTypes.keys()].some((type) => type === (closed as unknown))
    touches = isClosed || touches === 'closed' ? 'closed' : 'open'
  }
  doc.on('update', note)
  doc.on('afterTransaction', look)
  for (let edit = 0; edit <= random.below(3); edit += 1) randomEdit(doc, random, sectionKeys)
  doc.off('update', note)
  doc.off('afterTransaction', look)
  if (updates.length === 0) return { update: new Uint8Array([0, 0]), touches: 'nothing' }
  return { update: random.chance(0.3) ? Y.encodeStateAsUpdate(doc, before) : Y.mergeUpdates(updates), touches }
}

async function aSocket(rooms: Rooms<MemoryAlso>, role: 'editor' | 'contributor', client: number): Promise<LoopbackSocket> {
  const socket = new LoopbackSocket()
  await rooms.connect(socket, { ...anAdmission(role), role })
  socket.deliver(encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [client] }))
  return socket
}

/** @returns with which codes it was refused */
async function send(socket: LoopbackSocket, update: Uint8Array): Promise<string[]> {
  socket.outbox.length = 0
  socket.deliver(encodeSyncUpdate(update))
  // With windows of no length, what has arrived is judged and stored when the event loop has gone round.
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  return socket.outbox.map((bytes) => decodeServerFrame(bytes)).flatMap((frame) => (frame.type === 'reject' ? [frame.code] : []))
}

const stateOf = (rooms: Rooms<MemoryAlso>): Promise<Uint8Array> => rooms.read(aStudy, ({ doc }) => Y.encodeStateAsUpdate(doc))

const closedPartOf = (rooms: Rooms<MemoryAlso>): Promise<unknown> =>
  rooms.read(aStudy, ({ doc }) => sectionJson(doc, 'partners' as SectionKey))

describe('opening and closing sections while people write', () => {
  let served: ServedRooms
  beforeEach(async () => {
    served = await serveRooms()
  })
  afterEach(() => served.close())

  /** As the server does: stored first, then told the room. */
  function change(...open: readonly string[]): void {
    served.store.of(aStudy).sections = openTo(...open)
    served.rooms.sectionsChanged(aStudy, openTo(...open))
  }

  async function comeAs(role: 'editor' | 'contributor', canWrite = true): Promise<RawClient> {
    served.admit(role, { role, canWrite })
    return await RawClient.joined(served.url, role)
  }

  /** Whatever arrives while a commit is on its way waits. */
  function aSlowDisk(): { readonly isBusy: boolean; goOn: () => void } {
    const commit = served.store.commit.bind(served.store)
    const waiting: (() => void)[] = []
    const disk = {
      isBusy: false,
      goOn: () => {
        served.store.commit = commit
        for (const proceed of waiting) proceed()
      },
    }
    served.store.commit = async (commits) => {
      disk.isBusy = true
      await new Promise<void>((resolve) => waiting.push(resolve))
      await commit(commits)
    }
    return disk
  }

  const words = (section: string) => served.rooms.read(aStudy, ({ doc }) => textOf(doc, section))

  test('[SS33] the next words in a section that was closed are refused, those in the other are taken, and nobody is sent away', async () => {
    served.store.of(aStudy).sections = openTo('summary', 'partners')
    const [kari, eli] = [await comeAs('contributor'), await comeAs('editor')]
    const text = addParagraph(kari.doc, 'Before.', 'partners')
    await kari.saved()
    change('summary')
    text.insert(text.length, ' After.')
    await kari.saved()
    expect(kari.rejects).toEqual(['section-closed'])
    expect(await words('partners')).toContain('Before.')
    expect(await words('partners')).not.toContain('After.')
    const again = await comeAs('contributor')
    addParagraph(again.doc, 'Here I may.', 'summary')
    addParagraph(eli.doc, 'An editor may everywhere.', 'partners')
    await Promise.all([again.saved(), eli.saved()])
    expect(await words('summary')).toContain('Here I may.')
    expect(await words('partners')).toContain('everywhere')
    expect([kari.closed, eli.closed, again.closed]).toEqual([null, null, null])
  })

  test('[SS33] one transaction over an open and a closed section is refused whole', async () => {
    served.store.of(aStudy).sections = openTo('summary')
    const kari = await comeAs('contributor')
    kari.doc.transact(() => {
      addParagraph(kari.doc, 'Here I may.', 'summary')
      addParagraph(kari.doc, 'Here I may not.', 'partners')
    })
    await kari.saved()
    expect(kari.rejects).toEqual(['section-closed'])
    expect(await words('summary')).toBe('')
    expect(await words('partners')).toBe('')
  })

  test('[SS33] what had arrived and was not judged yet is judged by the change', async () => {
    served.store.of(aStudy).sections = openTo('summary', 'partners')
    const [kari, eli] = [await comeAs('contributor'), await comeAs('editor')]
    const disk = aSlowDisk()
    addParagraph(eli.doc, 'A long commit.', 'summary')
    await until(() => disk.isBusy, 'the commit to begin')
    addParagraph(kari.doc, 'Too late.', 'partners')
    await until(() => served.rooms.stats().waitingBytes > 0, 'the words to arrive')
    change('summary')
    disk.goOn()
    await kari.saved()
    expect(kari.rejects).toEqual(['section-closed'])
    expect(await words('partners')).toBe('')
  })

  test('[SS33] the first section that is opened, and the last that is closed, send contributors back to come in again, and nobody else', async () => {
    const [kari, eli] = [await comeAs('contributor', false), await comeAs('editor')]
    change('summary')
    expect(await kari.closedWith()).toBe(closeCodes.roleChanged)
    const back = await comeAs('contributor')
    change('summary', 'partners')
    addParagraph(back.doc, 'Now I may here too.', 'partners')
    await back.saved()
    expect(back.rejects).toEqual([])
    change()
    expect(await back.closedWith()).toBe(closeCodes.roleChanged)
    expect(eli.closed).toBeNull()
  })

  test('[SS33] a study that is being opened at that moment does not open with what was true before', async () => {
    served.store.of(aStudy).sections = openTo('summary', 'partners')
    const load = served.store.load.bind(served.store)
    const changed = Promise.withResolvers<void>()
    let isRead = false
    served.store.load = async (study) => {
      const stored = await load(study)
      isRead = true
      // Read already, and still on its way to the room.
      await changed.promise
      return stored
    }
    served.admit('contributor', { role: 'contributor' })
    const opening = RawClient.open(served.url, 'contributor')
    await until(() => isRead, 'the study to be read')
    change('summary')
    changed.resolve()
    const kari = await opening
    addParagraph(kari.doc, 'Too late.', 'partners')
    await kari.saved()
    // In her first exchange, too.
    expect(new Set(kari.rejects)).toEqual(new Set(['section-closed']))
    expect(await words('partners')).toBe('')
  })
})
