import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { NewSpeakers, type NewSpeaker } from './new-speakers.ts'
import { aStorage, expectSaved, read, Sessions, visitOf, write } from './testing/a-session.ts'
import { expectUntil } from './testing/expect-until.ts'
import { TinyRoom } from './testing/tiny-room.ts'

const iain = { participantId: 'iain', name: 'Iain', sector: 'community', request: { name: 'Iain' } }

let room: TinyRoom
let sessions: Sessions
/** What reached the server, in order: somebody who was added, and for whom words were declared. */
let heard: string[]
let isReachable: boolean

beforeEach(async () => {
  room = await TinyRoom.open()
  sessions = new Sessions(room)
  heard = []
  isReachable = true
})
afterEach(async () => {
  await sessions.stop()
  await room.close()
})

const send = async ({ participantId }: NewSpeaker): Promise<void> => {
  if (!isReachable) throw new Error('offline')
  // Words that had come before would stand before.
  heard.push(...declared(), `added ${participantId}`)
}
const declared = (): string[] => room.frames.flatMap((frame) => (frame.type === 'voice' ? [`words of ${frame.speaker}`] : []))
const speakersOn = (storage: IDBFactory, study = 'study-1', person = 'amina') =>
  new NewSpeakers({ origin: 'https://write.example.org', person, study, storage, send })
const online = (): unknown => globalThis.dispatchEvent?.(new Event('online'))

describe('somebody who is added without a network', () => {
  test('[SC31] is told to the server before the first words for them', async () => {
    const newSpeakers = speakersOn(aStorage())
    const session = await sessions.start({ newSpeakers })
    await expectSaved(session)
    isReachable = false
    const visit = visitOf(session)
    await visit.addSpeaker(iain)
    await expectUntil(visit.connection, 'offline')
    expect(visit.newSpeakers.get().map(({ name }) => name)).toEqual(['Iain'])
    visit.writeFor('iain')
    write(visit.doc, 'his')
    online()
    await expectUntil(visit.save, { state: 'on-device' })
    isReachable = true
    await expectSaved(session)
    expect([...heard, ...declared()]).toEqual(['added iain', 'words of iain'])
    expect([read(room.doc), visit.newSpeakers.get()]).toEqual(['his', []])
  })

  test('[SC31] is still known to the next visit on this device, with what was written for them, and is then told', async () => {
    const storage = aStorage()
    const before = speakersOn(storage)
    const first = await sessions.start({ storage, newSpeakers: before })
    await expectSaved(first)
    isReachable = false
    await visitOf(first).addSpeaker(iain)
    visitOf(first).writeFor('iain')
    write(visitOf(first).doc, 'his')
    before.stop()
    await first.stop()
    expect(heard).toEqual([])

    isReachable = true
    const second = await sessions.start({ storage, newSpeakers: speakersOn(storage) })
    await expectSaved(second)
    expect([...heard, ...declared()]).toEqual(['added iain', 'words of iain'])
    expect(read(room.doc)).toBe('his')
  })

  test('[SC31] waits for nobody else: not in another study, and not for another person', async () => {
    const storage = aStorage()
    isReachable = false
    const here = speakersOn(storage)
    await here.add(iain)
    for (const elsewhere of [speakersOn(storage, 'study-2'), speakersOn(storage, 'study-1', 'bo')]) {
      await elsewhere.ready()
      expect(elsewhere.waiting.get()).toEqual([])
    }
    const again = speakersOn(storage)
    void again.ready()
    await vi.waitFor(() => expect(again.waiting.get()).toMatchObject([iain]))
    again.stop()
    here.stop()
  })

  test('[SC31] whoever stops waiting is let go', async () => {
    isReachable = false
    const speakers = speakersOn(aStorage())
    await speakers.add(iain)
    const ready = speakers.ready()
    speakers.stop()
    await ready
    expect(heard).toEqual([])
  })
})
