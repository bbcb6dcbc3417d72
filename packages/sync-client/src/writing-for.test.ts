import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'

import { aStorage, expectSaved, read, Sessions, visitOf, write } from './testing/a-session.ts'
import { expectUntil } from './testing/expect-until.ts'
import { TinyRoom } from './testing/tiny-room.ts'

let room: TinyRoom
let sessions: Sessions
const started = (...options: Parameters<Sessions['start']>) => sessions.start(...options)

beforeEach(async () => {
  room = await TinyRoom.open()
  sessions = new Sessions(room)
})
afterEach(async () => {
  await sessions.stop()
  await room.close()
})

describe('writing for somebody else', () => {
  const declared = (): (readonly [number, string])[] =>
    room.frames.flatMap((frame) => (frame.type === 'voice' ? [[frame.client, frame.speaker] as const] : []))
  const clientsOf = (doc: Y.Doc): number[] => [...doc.store.clients.keys()]

  test('[SC25] gives each speaker a clientID that is declared before its first words, and used again for them', async () => {
    const session = await started()
    const visit = visitOf(session)
    await expectSaved(session)
    const own = visit.doc.clientID
    write(visit.doc, 'mine')
    visit.writeFor('mairi')
    write(visit.doc, 'hers')
    expect(visit.doc.clientID).toBe(own)
    visit.writeFor(null)
    write(visit.doc, 'mine again')
    visit.writeFor('mairi')
    write(visit.doc, 'hers again')
    await expectSaved(session)
    const hers = declared()[0]?.[0] ?? 0
    expect(declared()).toEqual([[hers, 'mairi']])
    expect(new Set(clientsOf(room.doc))).toEqual(new Set([own, hers]))
    expect(read(room.doc)).toBe('mine\nhers\nmine again\nhers again')
    expect([visit.writerOf(own), visit.writerOf(hers), visit.writerOf(1)]).toEqual([{ speaker: null }, { speaker: 'mairi' }, null])
  })

  test('[SC25] is declared again after a lost connection, and not listed in the hello', async () => {
    const session = await started()
    const visit = visitOf(session)
    await expectSaved(session)
    const own = visit.doc.clientID
    visit.awareness.setLocalStateField('section', 'summary')
    visit.writeFor('mairi')
    write(visit.doc, 'before')
    await expectSaved(session)
    room.hangUp(0)
    await expectUntil(visit.connection, 'offline')
    visit.writeFor('iain')
    write(visit.doc, 'offline')
    await expectUntil(visit.connection, 'online')
    await expectSaved(session)
    expect(room.hellos.at(-1)?.clients).toEqual([own])
    expect(declared().map(([, speaker]) => speaker)).toEqual(['mairi', 'mairi', 'iain'])
    expect(read(room.doc)).toBe('before\noffline')
    expect(visit.awareness.getLocalState()).not.toBeNull()
  })

  test('[SC25] offline words of an earlier visit are declared by the next, which begins with its person writing for themselves', async () => {
    const storage = aStorage()
    const first = await started({ storage })
    await expectSaved(first)
    room.holdAcks()
    visitOf(first).writeFor('mairi')
    write(visitOf(first).doc, 'never answered')
    await expectUntil(visitOf(first).save, { state: 'saving' })
    await first.stop()
    room.releaseAcks()
    const second = await started({ storage })
    await expectSaved(second)
    expect(visitOf(second).speaker.get()).toBeNull()
    expect(room.hellos.at(-1)?.clients).toEqual([visitOf(second).doc.clientID])
    expect(declared()).toHaveLength(2)
    expect(declared()[1]).toEqual(declared()[0])
    expect(declared()[1]?.[1]).toBe('mairi')
  })

  test('[SC25] is said in the presence, for as long as it is so', async () => {
    const session = await started()
    const visit = visitOf(session)
    await expectSaved(session)
    const shown = (): unknown => {
      const said = room.frames.filter((frame) => frame.type === 'awareness').at(-1)
      return said === undefined ? null : new TextDecoder().decode(said.update)
    }
    visit.awareness.setLocalStateField('section', 'summary')
    visit.writeFor('mairi')
    await vi.waitFor(() => expect(shown()).toContain('"speaker":"mairi"'))
    visit.writeFor(null)
    await vi.waitFor(() => expect(shown()).not.toContain('speaker'))
  })

  test('[SC25] words for somebody whom one may not write for are given back, and the next visit writes for oneself', async () => {
    const session = await started()
    await expectSaved(session)
    const before = visitOf(session)
    room.refuseNext = 'not-your-voice'
    before.writeFor('somebody')
    write(before.doc, 'put into a mouth')
    await vi.waitFor(() => expect(session.recovered.texts.get()).toMatchObject([{ sections: [{ text: 'put into a mouth' }] }]))
    await vi.waitFor(() => expect(visitOf(session)).not.toBe(before))
    expect(visitOf(session).speaker.get()).toBeNull()
  })
})
