import { closeCodes } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { eraseSent, unsentOnDevice } from './kept-copies.ts'
import { recoveredOnDevice, RecoveredTexts } from './recovered-text.ts'
import { aStorage, expectSaved, Sessions, visitOf, write } from './testing/a-session.ts'
import { expectUntil } from './testing/expect-until.ts'
import { TinyRoom } from './testing/tiny-room.ts'

const origin = 'https://write.example.org'

let room: TinyRoom
let sessions: Sessions
beforeEach(async () => {
  room = await TinyRoom.open()
  sessions = new Sessions(room)
})
afterEach(async () => {
  await sessions.stop()
  await room.close()
})

async function namesIn(storage: IDBFactory): Promise<readonly string[]> {
  return (await storage.databases()).map(({ name }) => name ?? '').toSorted()
}

describe('leaving a device', () => {
  test('[SC42] takes away what the server has too, and nothing of anybody else', async () => {
    const storage = aStorage()
    for (const person of ['amina', 'bob']) {
      const session = await sessions.start({ storage, person })
      write(visitOf(session).doc, 'safe on the server')
      await expectSaved(session)
      await session.stop()
    }
    expect(await eraseSent({ origin, person: 'amina', storage })).toEqual([])
    const names = await namesIn(storage)
    expect(names.filter((name) => name.includes(':amina:'))).toEqual([])
    expect(names.some((name) => name.startsWith(`samskriv:${origin}:bob:study-1`))).toBe(true)
  })

  test('[SC42] leaves the words there that only the device has, with what was given back, until their author comes back', async () => {
    const storage = aStorage()
    const device = { origin, person: 'amina', storage }
    const sent = await sessions.start({ storage, study: 'study-2' })
    await expectSaved(sent)
    await sent.stop()
    const session = await sessions.start({ storage })
    await expectSaved(session)
    room.holdAcks()
    write(visitOf(session).doc, 'not confirmed')
    await expectUntil(visitOf(session).save, { state: 'saving' })
    room.hangUp(closeCodes.signedOut)
    await expectUntil(session.state, { ended: 'signed-out' })
    await session.stop()
    const recovered = new RecoveredTexts({ origin, person: 'amina', study: 'study-3', storage })
    await recovered.add([{ section: 'summary', text: 'given back' }])

    const left = await eraseSent(device)
    expect(left.map(({ text }) => text)).toEqual(['not confirmed', 'given back'])
    const names = await namesIn(storage)
    expect(names.some((name) => name.includes(':study-1:'))).toBe(true)
    expect(names.some((name) => name.includes(':study-2:'))).toBe(false)
    expect((await unsentOnDevice(device)).map(({ study }) => study)).toEqual(['study-1'])
    expect((await recoveredOnDevice(device)).map(({ study }) => study)).toEqual(['study-3'])
  })

  test('[SC42] is nothing where the browser keeps nothing', async () => {
    expect(await eraseSent({ origin, person: 'amina', storage: undefined })).toEqual([])
  })
})
