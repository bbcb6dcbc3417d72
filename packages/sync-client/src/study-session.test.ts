import { closeCodes, epochAfterRestore, protocolVersion, type StudyEvent } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'

import { openDeviceDatabase } from './device-database.ts'
import { unsentOnDevice } from './kept-copies.ts'
import { recoveredOnDevice } from './recovered-text.ts'
import { readStoredCopy } from './stored-copy.ts'
import type { StudySession } from './study-session.ts'
import { aSession, aStorage, read, visitOf, write } from './testing/a-session.ts'
import { TinyRoom } from './testing/tiny-room.ts'
import { expectUntil } from './testing/expect-until.ts'

let room: TinyRoom
const open: StudySession[] = []

beforeEach(async () => {
  room = await TinyRoom.open()
})
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (session) => session.stop()))
  await room.close()
})

async function started(...given: Parameters<typeof aSession> extends [unknown, ...infer Rest] ? Rest : never): Promise<StudySession> {
  const session = aSession(room, ...given)
  open.push(session)
  await session.start()
  return session
}

async function expectSaved(session: StudySession): Promise<void> {
  await vi.waitFor(() => expect(visitOf(session).save.get()).toEqual({ state: 'saved' }), { timeout: 5_000 })
}

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

  test('[SC7] is not kept for those who may only read', async () => {
    room.canWrite = false
    const storage = aStorage()
    const session = await started({ storage, terms: { epoch: 1, canWrite: false } })
    await expectSaved(session)
    expect((await storage.databases()).map(({ name }) => name)).not.toContain('samskriv:https://write.example.org:amina:study-1:1')
    expect(room.frames.filter(({ type }) => type === 'sync-step-2' || type === 'sync-update')).toEqual([])
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
  async function withUnsentWords(options: Parameters<typeof aSession>[1] = {}): Promise<StudySession> {
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

describe('when the server went back to a backup', () => {
  const epoch = epochAfterRestore(1, Date.UTC(2026, 10, 23), 5)
  const fetchTerms = async () => ({ epoch, canWrite: true })
  const inBackup = 'We met in the boathouse on a Tuesday.'

  /** Its words have other ids there: a restore makes them anew. */
  function goBackTo(...paragraphs: string[]): void {
    const doc = new Y.Doc()
    for (const words of paragraphs) write(doc, words)
    room.goBackTo(doc)
  }

  function recoveredBy(session: StudySession): string[] {
    return session.recovered.texts.get().flatMap(({ sections }) => sections.map(({ text }) => text))
  }

  test('[SC18] an open page gives back what was saved and is gone, with what was not sent, and then shows the server’s text', async () => {
    const session = await started({ fetchTerms })
    write(visitOf(session).doc, inBackup)
    write(visitOf(session).doc, 'The walls were wet.')
    await expectSaved(session)
    room.holdAcks()
    write(visitOf(session).doc, 'Nobody came.')
    await expectUntil(visitOf(session).save, { state: 'saving' })
    goBackTo(inBackup)
    room.releaseAcks()
    room.holdAcks()
    write(visitOf(session).doc, 'Not even the caretaker.')
    room.hangUp(closeCodes.oldEpoch)
    await vi.waitFor(() => expect(recoveredBy(session)).toEqual(['The walls were wet.\nNobody came.\nNot even the caretaker.']))
    room.releaseAcks()
    await expectSaved(session)
    expect(read(visitOf(session).doc)).toBe(inBackup)
    expect(read(room.doc)).toBe(inBackup)
    expect(room.hellos.at(-1)?.epoch).toBe(epoch)
  })

  test('[SC18] a page where the browser keeps nothing does the same', async () => {
    const session = await started({ fetchTerms, storage: undefined })
    write(visitOf(session).doc, 'The walls were wet.')
    await expectSaved(session)
    goBackTo()
    room.hangUp(closeCodes.oldEpoch)
    await vi.waitFor(() => expect(recoveredBy(session)).toEqual(['The walls were wet.']))
  })

  test('[SC18] a page that comes back later does it from the copy on its device, for all its visits and tabs', async () => {
    const storage = aStorage()
    for (const words of ['Written on Monday.', 'Written on Tuesday.']) {
      const session = await started({ storage })
      write(visitOf(session).doc, words)
      await expectSaved(session)
      await expectKept(storage, visitOf(session).doc.clientID)
      await session.stop()
    }
    const tabs = [await started({ storage }), await started({ storage })]
    for (const [index, tab] of tabs.entries()) {
      write(visitOf(tab).doc, `Written in tab ${index}.`)
      await expectSaved(tab)
      await expectKept(storage, visitOf(tab).doc.clientID)
    }
    for (const tab of tabs) await tab.stop()
    goBackTo('Written on Monday.')
    const later = await started({ storage, terms: { epoch, canWrite: true } })
    await vi.waitFor(() => expect(recoveredBy(later)).toEqual(['Written on Tuesday.\nWritten in tab 0.\nWritten in tab 1.']))
    await expectSaved(later)
    expect(read(visitOf(later).doc)).toBe('Written on Monday.')
    await vi.waitFor(async () =>
      expect((await storage.databases()).map(({ name }) => name)).not.toContain('samskriv:https://write.example.org:amina:study-1:1'),
    )
  })

  test('[SC18] gives nobody the words of others', async () => {
    const [amina, bob] = [await started({ fetchTerms }), await started({ fetchTerms, person: 'bob' })]
    await Promise.all([expectSaved(amina), expectSaved(bob)])
    write(visitOf(amina).doc, 'Amina was here.')
    await vi.waitFor(() => expect(read(visitOf(bob).doc)).toContain('Amina'))
    write(visitOf(bob).doc, 'And so was Bob.')
    await Promise.all([expectSaved(amina), expectSaved(bob)])
    goBackTo()
    room.hangUp(closeCodes.oldEpoch)
    await vi.waitFor(() => expect([recoveredBy(amina), recoveredBy(bob)]).toEqual([['Amina was here.'], ['And so was Bob.']]))
  })

  test('[SC18] a copy of before waits on this device until the server’s text has come', async () => {
    const storage = aStorage()
    const session = await started({ storage, fetchTerms: async () => Promise.reject(new Error('no network')) })
    write(visitOf(session).doc, 'The walls were wet.')
    await expectSaved(session)
    await expectKept(storage, visitOf(session).doc.clientID)
    goBackTo()
    room.hangUp(closeCodes.oldEpoch)
    await expectUntil(session.state, { ended: 'old-version' })
    await session.stop()
    const later = await started({ storage, terms: { epoch, canWrite: true } })
    await vi.waitFor(() => expect(recoveredBy(later)).toEqual(['The walls were wet.']))
  })

  test('[SC18] a server that went back in the same epoch, and calls words forged that it had acknowledged, is not believed', async () => {
    const session = await started()
    write(visitOf(session).doc, 'The walls were wet.')
    await expectSaved(session)
    goBackTo()
    room.hangUp(closeCodes.forged)
    await vi.waitFor(() => expect(recoveredBy(session)).toEqual(['The walls were wet.']))
  })

  test('[SC18] a study that is not there any more leaves everybody their own words', async () => {
    const storage = aStorage()
    const earlier = await started({ storage })
    write(visitOf(earlier).doc, 'Written on Monday.')
    await expectSaved(earlier)
    await expectKept(storage, visitOf(earlier).doc.clientID)
    await earlier.stop()
    const session = await started({ storage })
    write(visitOf(session).doc, 'Written on Tuesday.')
    await expectSaved(session)
    room.hangUp(closeCodes.unknownStudy)
    await vi.waitFor(() => expect(recoveredBy(session)).toEqual(['Written on Monday.\nWritten on Tuesday.']))
  })

  test('[SC11] a new epoch without a restore gives back no saved words: they may have been deleted', async () => {
    const session = await started()
    write(visitOf(session).doc, 'Saved, and deleted by somebody else.')
    await expectSaved(session)
    room.holdAcks()
    write(visitOf(session).doc, 'Not confirmed.')
    await expectUntil(visitOf(session).save, { state: 'saving' })
    goBackTo()
    room.hangUp(closeCodes.oldEpoch)
    await vi.waitFor(() => expect(recoveredBy(session)).toEqual(['Not confirmed.']))
  })
})

/** Until it is on the device that this clientID's words are all acknowledged. */
async function expectKept(storage: IDBFactory, client: number): Promise<void> {
  await vi.waitFor(async () => {
    const database = await openDeviceDatabase(storage, 'samskriv:https://write.example.org:amina:study-1:1')
    const { ledger } = await readStoredCopy(database)
    database.close()
    expect(ledger.find(([known]) => known === client)?.[1]).toBeGreaterThan(0)
  })
}

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
