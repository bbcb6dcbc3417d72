import type { SourceNote } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { StudySession } from './study-session.ts'
import { aSession, visitOf, write } from './testing/a-session.ts'
import { expectUntil } from './testing/expect-until.ts'
import { TinyRoom } from './testing/tiny-room.ts'

let room: TinyRoom
let session: StudySession

beforeEach(async () => {
  room = await TinyRoom.open()
  session = aSession(room)
  await session.start()
  await expectUntil(visitOf(session).save, { state: 'saved' })
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
