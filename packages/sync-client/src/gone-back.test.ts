import { closeCodes, epochAfterRestore } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'

import { openDeviceDatabase } from './device-database.ts'
import { readStoredCopy } from './stored-copy.ts'
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
