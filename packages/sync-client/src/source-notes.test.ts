import type { SourceNote } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { openDeviceDatabase } from './device-database.ts'
import { readStoredCopy } from './stored-copy.ts'
import type { StudySession } from './study-session.ts'
import { aSession, aStorage, visitOf, write } from './testing/a-session.ts'
import { expectUntil } from './testing/expect-until.ts'
import { TinyRoom } from './testing/tiny-room.ts'

let room: TinyRoom
let session: StudySession
let storage: IDBFactory

/** Opens the study, as after a reload when it was open. */
async function open(terms = { epoch: 1, canWrite: true }): Promise<void> {
  session = aSession(room, { storage, terms })
  await session.start()
  await expectUntil(visitOf(session).save, { state: 'saved' })
}

beforeEach(async () => {
  room = await TinyRoom.open()
  storage = aStorage()
  await open()
})
afterEach(async () => {
  await session.stop()
  await room.close()
})

const note = (clock: number): SourceNote => ({ kind: 'outside', ranges: [[visitOf(session).doc.clientID, clock, 4]], from: [] })
const heard = (): (readonly [type: string, clock?: number])[] =>
  room.frames.flatMap((frame): (readonly [string, number?])[] => {
    if (frame.type === 'source') return [[frame.type, frame.ranges[0]?.[1] ?? 0]]
    return frame.type === 'sync-update' || frame.type === 'sync-step-2' ? [[frame.type]] : []
  })

describe('where words came from', () => {
  test('[SC20] is told after the words, and the words are saved when both are', async () => {
    room.holdAcks()
    write(visitOf(session).doc, 'pasted')
    visitOf(session).noteSource(note(2))
    await vi.waitFor(() => expect(heard().slice(-2)).toEqual([['sync-update'], ['source', 2]]))
    expect(visitOf(session).save.get()).toEqual({ state: 'saving' })
    room.releaseAcks()
    await expectUntil(visitOf(session).save, { state: 'saved' })
  })

  test('[SC20] is told again after a connection that was lost, once, and after the words', async () => {
    room.holdAcks()
    write(visitOf(session).doc, 'pasted')
    visitOf(session).noteSource(note(2))
    await vi.waitFor(() => expect(heard().at(-1)).toEqual(['source', 2]))
    room.hangUp(0)
    room.releaseAcks()
    await vi.waitFor(() => expect(heard().slice(-2)).toEqual([['sync-step-2'], ['source', 2]]), { timeout: 10_000 })
    await expectUntil(visitOf(session).save, { state: 'saved' })
    room.hangUp(0)
    await vi.waitFor(() => expect(room.hellos).toHaveLength(3), { timeout: 10_000 })
    await expectUntil(visitOf(session).save, { state: 'saved' })
    expect(heard().filter(([type]) => type === 'source')).toHaveLength(2)
  })

  test('[SC20] follows the words again after a gap', async () => {
    room.refuseNext = 'gap'
    visitOf(session).noteSource(note(2))
    await vi.waitFor(() => expect(heard().slice(-3)).toEqual([['source', 2], ['sync-step-2'], ['source', 2]]))
    await expectUntil(visitOf(session).save, { state: 'saved' })
  })

  test('[SC20] that is refused takes no words along, and is not told again', async () => {
    const before = visitOf(session)
    write(before.doc, 'kept')
    await expectUntil(before.save, { state: 'saved' })
    for (const code of ['not-own', 'read-only', 'too-many'] as const) {
      room.refuseNext = code
      before.noteSource(note(2))
      await vi.waitFor(() => expect(room.refuseNext).toBeNull())
    }
    write(before.doc, 'more')
    await expectUntil(before.save, { state: 'saved' })
    expect(visitOf(session)).toBe(before)
    expect(session.recovered.texts.get()).toEqual([])
    expect(heard().filter(([type]) => type === 'source')).toHaveLength(3)
  })
})

describe('where words came from that were not sent yet', () => {
  const kept = async (): Promise<(readonly [kind: string, clock?: number])[]> => {
    const database = await openDeviceDatabase(storage, 'samskriv:https://write.example.org:amina:study-1:1')
    const { sources } = await readStoredCopy(database)
    database.close()
    return sources.map((source) => [source.note.kind, source.note.ranges[0]?.[1] ?? 0])
  }
  const pasteOffline = async (): Promise<void> => {
    room.hangUp(0)
    await expectUntil(visitOf(session).connection, 'offline')
    write(visitOf(session).doc, 'pasted')
    visitOf(session).noteSource(note(2))
  }

  test('[SC20] is told by the next visit, after the words and in the order it was said, and then not kept', async () => {
    await pasteOffline()
    visitOf(session).noteSource({ ...note(2), kind: 'mine' })
    await expectUntil(visitOf(session).save, { state: 'on-device' })
    expect(await kept()).toEqual([
      ['outside', 2],
      ['mine', 2],
    ])
    await session.stop()
    await open()
    expect(heard().slice(-3)).toEqual([['sync-step-2'], ['source', 2], ['source', 2]])
    expect(room.frames.flatMap((frame) => (frame.type === 'source' ? [frame.kind] : []))).toEqual(['outside', 'mine'])
    await vi.waitFor(async () => expect(await kept()).toEqual([]))
    await session.stop()
    await open()
    expect(heard().filter(([type]) => type === 'source')).toHaveLength(2)
  })

  test('[SC20] is told by the next visit when only the words were acknowledged, and not saved before', async () => {
    write(visitOf(session).doc, 'pasted')
    await expectUntil(visitOf(session).save, { state: 'saved' })
    room.hangUp(0)
    await expectUntil(visitOf(session).connection, 'offline')
    visitOf(session).noteSource({ ...note(2), kind: 'document' })
    expect(session.hasUnsent).toBe(true)
    await expectUntil(visitOf(session).save, { state: 'on-device' })
    await session.stop()
    await open()
    expect(heard().at(-1)).toEqual(['source', 2])
  })

  test('[SC20] goes with the copy it is about: in another epoch it is told to nobody', async () => {
    await pasteOffline()
    await expectUntil(visitOf(session).save, { state: 'on-device' })
    await session.stop()
    await open({ epoch: 2, canWrite: true })
    await vi.waitFor(() => expect(session.recovered.texts.get()).toHaveLength(1))
    expect(heard().filter(([type]) => type === 'source')).toEqual([])
  })

  test('[SC20] that another version has kept, or something else, is left out', async () => {
    const database = await openDeviceDatabase(storage, 'samskriv:https://write.example.org:amina:study-1:1')
    const notes = database.transaction('custom', 'readwrite').objectStore('custom')
    for (const [place, value] of [new Uint8Array([125, 99]), new Uint8Array([0, 0, 0]), 'outside', null].entries())
      notes.put(value, ['source', 7, place])
    notes.put(1, ['else'])
    database.close()
    expect(await kept()).toEqual([])
  })
})
