import { closeCodes, protocolVersion, type StudyEvent } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { unsentOnDevice } from './kept-copies.ts'
import { recoveredOnDevice } from './recovered-text.ts'
import type { StudySession } from './study-session.ts'
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

describe('saying hello', () => {
  test('[SC1] comes before anything else, with epoch, schema and the current clientID first', async () => {
    const session = await started()
    await expectSaved(session)
    expect(room.frames[0]).toEqual({
      type: 'hello',
      protocolVersion,
      epoch: 1,
      documentSchemaVersion: 1,
      clients: [visitOf(session).doc.clientID],
    })
  })

  test('[SC2] lists the clientIDs of earlier visits whose words were never acknowledged', async () => {
    const storage = aStorage()
    const first = await started({ storage })
    await expectSaved(first)
    room.holdAcks()
    const { clientID } = visitOf(first).doc
    write(visitOf(first).doc, 'written without an answer')
    await expectUntil(visitOf(first).save, { state: 'saving' })
    await first.stop()
    room.releaseAcks()

    const second = await started({ storage })
    await expectSaved(second)
    expect(room.hellos.at(-1)?.clients).toEqual([visitOf(second).doc.clientID, clientID])
  })

  test('[SC2] does not list clientIDs whose words are all acknowledged', async () => {
    const storage = aStorage()
    const first = await started({ storage })
    write(visitOf(first).doc, 'sent and saved')
    await expectSaved(first)
    await first.stop()
    const second = await started({ storage })
    await expectSaved(second)
    expect(room.hellos.at(-1)?.clients).toEqual([visitOf(second).doc.clientID])
  })
})

describe('the save state', () => {
  test('[SC3] says “saved” only when every message is acknowledged', async () => {
    const session = await started()
    await expectSaved(session)
    room.holdAcks()
    write(visitOf(session).doc, 'one')
    write(visitOf(session).doc, 'two')
    await vi.waitFor(() => expect(read(room.doc)).toBe('one\ntwo'))
    expect(visitOf(session).save.get()).toEqual({ state: 'saving' })
    expect(session.hasUnsent).toBe(true)
    room.releaseAcks()
    await expectSaved(session)
    expect(session.hasUnsent).toBe(false)
  })

  test('[SC3] counts a deletion too', async () => {
    const session = await started()
    write(visitOf(session).doc, 'gone soon')
    await expectSaved(session)
    room.holdAcks()
    visitOf(session).doc.getXmlFragment('s:summary').delete(0, 1)
    await vi.waitFor(() => expect(read(room.doc)).toBe(''))
    expect(visitOf(session).save.get()).toEqual({ state: 'saving' })
    room.releaseAcks()
    await expectSaved(session)
  })

  test('[SC4] says that words are only on this device while there is no connection, and sends them afterwards', async () => {
    const session = await started()
    await expectSaved(session)
    room.hangUp(0)
    await expectUntil(visitOf(session).connection, 'offline')
    write(visitOf(session).doc, 'written offline')
    await expectUntil(visitOf(session).save, { state: 'on-device' })
    await expectSaved(session)
    expect(read(room.doc)).toBe('written offline')
  })

  test('[SC4] says that there is no connection also when there has been none since the study was opened', async () => {
    const session = await started({ syncUrl: await nobodyThere() })
    await expectUntil(visitOf(session).connection, 'offline')
    expect(visitOf(session).save.get()).toEqual({ state: 'opening' })
    write(visitOf(session).doc, 'written in the basement')
    await expectUntil(visitOf(session).save, { state: 'on-device' })
  })

  test('[SC4] says “not saved” without a connection when the browser keeps nothing', async () => {
    const session = await started({ storage: undefined })
    await expectSaved(session)
    room.hangUp(0)
    await expectUntil(visitOf(session).connection, 'offline')
    write(visitOf(session).doc, 'nowhere yet')
    expect(visitOf(session).save.get()).toEqual({ state: 'not-saved', reason: 'device-storage' })
  })

  test('[SC5] says “not saved” while the server cannot store, and recovers by itself', async () => {
    const session = await started()
    await expectSaved(session)
    room.holdAcks()
    write(visitOf(session).doc, 'the disk is full')
    room.tell({ kind: 'storage', state: 'unavailable' })
    await expectUntil(visitOf(session).save, { state: 'not-saved', reason: 'server-storage' })
    room.tell({ kind: 'storage', state: 'available' })
    room.releaseAcks()
    await expectSaved(session)
  })
})

describe('a copy on this device', () => {
  test('[SC6] brings unsent words back on the next visit and sends them', async () => {
    const storage = aStorage()
    const first = await started({ storage })
    await expectSaved(first)
    room.hangUp(0)
    write(visitOf(first).doc, 'kept over night')
    await expectUntil(visitOf(first).save, { state: 'on-device' })
    await first.stop()
    const second = await started({ storage })
    await expectSaved(second)
    expect(read(visitOf(second).doc)).toBe('kept over night')
    expect(read(room.doc)).toBe('kept over night')
  })

  test('[SC7] is kept to be read for those who may only read, and none of it is sent', async () => {
    const storage = aStorage()
    const writer = await started({ person: 'bob' })
    write(visitOf(writer).doc, 'what bob wrote')
    await expectSaved(writer)
    room.canWrite = false
    const terms = { epoch: 1, canWrite: false }
    const online = await started({ storage, terms })
    await expectSaved(online)
    await vi.waitFor(() => expect(read(visitOf(online).doc)).toBe('what bob wrote'))
    await online.stop()
    const away = await started({ storage, terms, syncUrl: 'ws://127.0.0.1:9/sync' })
    await expectUntil(visitOf(away).hasContent, true)
    expect(read(visitOf(away).doc)).toBe('what bob wrote')
    expect(away.hasUnsent).toBe(false)
  })

  test('[SC7] is given back, not shown as text, to those who lost the right to write while it waited', async () => {
    const storage = aStorage()
    const session = await started({ storage })
    await expectSaved(session)
    room.hangUp(0)
    write(visitOf(session).doc, 'waited too long')
    await expectUntil(visitOf(session).save, { state: 'on-device' })
    await session.stop()
    room.canWrite = false
    const reading = await started({ storage, terms: { epoch: 1, canWrite: false } })
    await vi.waitFor(() => expect(JSON.stringify(reading.recovered.texts.get())).toContain('waited too long'))
    await vi.waitFor(() => expect(read(visitOf(reading).doc)).toBe(''))
  })

  test('[SC8] belongs to one person: another one on the same browser sees and sends nothing of it', async () => {
    const storage = aStorage()
    const amina = await started({ storage })
    await expectSaved(amina)
    room.hangUp(0)
    write(visitOf(amina).doc, 'amina was here')
    await expectUntil(visitOf(amina).save, { state: 'on-device' })
    await amina.stop()
    const bob = await started({ storage, person: 'bob' })
    await expectSaved(bob)
    expect(read(visitOf(bob).doc)).toBe('')
    expect(await unsentOnDevice({ origin: 'https://write.example.org', person: 'amina', storage })).toEqual([
      { study: 'study-1', sections: [{ section: 'summary', text: 'amina was here' }] },
    ])
  })
})

describe('when the server cannot go on with a copy', () => {
  async function withUnsentWords(options: Parameters<Sessions['start']>[0] = {}): Promise<StudySession> {
    const session = await started(options)
    write(visitOf(session).doc, 'safe on the server')
    await expectSaved(session)
    room.holdAcks()
    write(visitOf(session).doc, 'not confirmed')
    await expectUntil(visitOf(session).save, { state: 'saving' })
    return session
  }

  async function expectRecovered(session: StudySession): Promise<void> {
    await vi.waitFor(() =>
      expect(session.recovered.texts.get().map(({ sections }) => sections)).toEqual([[{ section: 'summary', text: 'not confirmed' }]]),
    )
  }

  test.each([
    ['a clash of clientIDs', closeCodes.clientCollision],
    ['words under a foreign clientID', closeCodes.forged],
    ['an older epoch', closeCodes.oldEpoch],
  ])('[SC9] %s gives back the unconfirmed words and starts a new copy under a new clientID', async (_, code) => {
    const session = await withUnsentWords()
    const before = visitOf(session)
    room.hangUp(code)
    await vi.waitFor(() => expect(session.state.get().visit ?? before).not.toBe(before))
    await expectRecovered(session)
    expect(visitOf(session).doc.clientID).not.toBe(before.doc.clientID)
    await vi.waitFor(() => expect(room.hellos.at(-1)?.epoch).toBe(code === closeCodes.oldEpoch ? 2 : 1))
  })

  test('[SC10] recovered words survive a reload until their author puts them away', async () => {
    const storage = aStorage()
    const session = await withUnsentWords({ storage })
    room.hangUp(closeCodes.removed)
    await expectRecovered(session)
    await session.stop()
    const later = await started({ storage })
    await expectRecovered(later)
    const [text] = later.recovered.texts.get()
    await later.recovered.putAway(text?.id ?? '')
    await later.stop()
    const last = await started({ storage })
    expect(last.recovered.texts.get()).toEqual([])
  })

  test('[SC10] recovered words are found without opening the study, by their author alone', async () => {
    const storage = aStorage()
    const session = await withUnsentWords({ storage })
    room.hangUp(closeCodes.removed)
    await expectRecovered(session)
    await session.stop()
    const origin = 'https://write.example.org'
    const found = await recoveredOnDevice({ origin, person: 'amina', storage })
    expect(found.map(({ study, sections }) => [study, sections.length])).toEqual([['study-1', 1]])
    expect(await recoveredOnDevice({ origin, person: 'bob', storage })).toEqual([])
    expect(await recoveredOnDevice({ origin, person: 'amina', storage: undefined })).toEqual([])
  })

  test('[SC11] a copy of an earlier epoch gives its unsent words back when the study is opened next', async () => {
    const storage = aStorage()
    const session = await withUnsentWords({ storage })
    await expectUntil(visitOf(session).save, { state: 'saving' })
    await session.stop()
    const later = await started({ storage, terms: { epoch: 2, canWrite: true } })
    await expectRecovered(later)
    expect((await storage.databases()).map(({ name }) => name)).not.toContain('samskriv:https://write.example.org:amina:study-1:1')
  })

  test('[SC9] a refused message gives back the words, also those typed after it', async () => {
    const session = await started()
    await expectSaved(session)
    const before = visitOf(session)
    room.refuseNext = 'content'
    write(before.doc, 'refused')
    await vi.waitFor(() => expect(session.state.get().visit ?? before).not.toBe(before))
    await vi.waitFor(() => expect(session.recovered.texts.get()[0]?.sections).toEqual([{ section: 'summary', text: 'refused' }]))
    await expectSaved(session)
    expect(read(visitOf(session).doc)).toBe('')
  })

  test('[SC19] words in a section that was closed are given back, the page is told to look again, and the right to write stays', async () => {
    const events: StudyEvent[] = []
    const session = await started({ onEvent: (event) => events.push(event) })
    await expectSaved(session)
    room.refuseNext = 'section-closed'
    write(visitOf(session).doc, 'too late')
    await vi.waitFor(() => expect(session.recovered.texts.get()[0]?.sections).toEqual([{ section: 'summary', text: 'too late' }]))
    await expectSaved(session)
    expect(events).toEqual([{ kind: 'study' }])
    expect(session.state.get()).toMatchObject({ canWrite: true, ended: null, closedFor: null })
    write(visitOf(session).doc, 'elsewhere', 'partners')
    await vi.waitFor(() => expect(read(room.doc, 'partners')).toBe('elsewhere'))
  })

  test('[SC12] a gap is healed by sending everything again', async () => {
    const session = await started()
    await expectSaved(session)
    room.refuseNext = 'gap'
    write(visitOf(session).doc, 'came too early')
    await vi.waitFor(() => expect(read(room.doc)).toBe('came too early'))
    await expectSaved(session)
  })

  test.each([
    ['signed-out', closeCodes.signedOut],
    ['removed', closeCodes.removed],
    ['unknown-study', closeCodes.unknownStudy],
    ['refused', closeCodes.tooManyRefusals],
  ] as const)('[SC13] ends as “%s” and stays closed', async (ended, code) => {
    const session = await started()
    await expectSaved(session)
    const hellos = room.hellos.length
    room.hangUp(code)
    await expectUntil(session.state, { ended, canWrite: false })
    expect(room.hellos).toHaveLength(hellos)
  })

  test('[SC13] signed out keeps the words on this device', async () => {
    const storage = aStorage()
    const session = await withUnsentWords({ storage })
    room.hangUp(closeCodes.signedOut)
    await expectUntil(session.state, { ended: 'signed-out' })
    expect(visitOf(session).save.get()).toEqual({ state: 'not-saved', reason: 'signed-out' })
    await session.stop()
    expect(await unsentOnDevice({ origin: 'https://write.example.org', person: 'amina', storage })).toHaveLength(1)
  })

  test('[SC43] goes on where this browser is signed in anew, with what was typed meanwhile; the next time it is over', async () => {
    const isStillIn = vi.fn<() => Promise<boolean>>().mockResolvedValueOnce(false).mockResolvedValue(true)
    const session = await started({ isStillIn })
    await expectSaved(session)
    const visit = visitOf(session)
    room.hangUp(closeCodes.signedOut)
    await vi.waitFor(() => expect(isStillIn).toHaveBeenCalledOnce())
    write(visit.doc, 'typed meanwhile')
    await vi.waitFor(() => expect(read(room.doc)).toBe('typed meanwhile'), { timeout: 5_000 })
    await expectSaved(session)
    expect(session.state.get()).toMatchObject({ visit, ended: null, canWrite: true })
    room.hangUp(closeCodes.signedOut)
    await expectUntil(session.state, { ended: 'signed-out', canWrite: false })
    expect(isStillIn).toHaveBeenCalledTimes(2)
  })

  test('[SC43] is over when nobody is signed in, or somebody else is', async () => {
    const session = await started({ isStillIn: async () => false })
    await expectSaved(session)
    room.hangUp(closeCodes.signedOut)
    await vi.waitFor(() => expect(session.state.get()).toMatchObject({ ended: 'signed-out', canWrite: false }), { timeout: 5_000 })
  })

  test('[SC14] an older page is loaded anew once, then says so', async () => {
    const reloadOnce = vi.fn<() => boolean>(() => false)
    const session = await started({ reloadOnce })
    await expectSaved(session)
    room.hangUp(closeCodes.oldSchema)
    await expectUntil(session.state, { ended: 'old-version' })
    expect(reloadOnce).toHaveBeenCalledOnce()
  })

  test('[SC15] a lost right to write gives back unconfirmed words and goes on reading', async () => {
    const events: StudyEvent[] = []
    const session = await withUnsentWords({ onEvent: (event) => events.push(event) })
    room.canWrite = false
    room.role = 'reader'
    room.tell({ kind: 'role', role: 'reader', canWrite: false })
    await expectRecovered(session)
    await expectUntil(session.state, { canWrite: false, role: 'reader' })
    expect(events).toEqual([{ kind: 'role', role: 'reader', canWrite: false }])
  })
})

/** An address at which nobody listens. */
async function nobodyThere(): Promise<string> {
  const gone = await TinyRoom.open()
  const { url } = gone
  await gone.close()
  return url
}
