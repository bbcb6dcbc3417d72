import type { StudyId } from '@samskriv/domain'
import { closeCodes } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { aStockClient, RawClient } from './testing/clients.ts'
import { MemoryStore } from './testing/memory-store.ts'
import { anAdmission, aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'

let served: ServedRooms
const anotherStudy = 'study-2' as StudyId

/** A disk that is slow to give the first study. */
class SlowStore extends MemoryStore {
  goOn: () => void = () => {}
  readonly #given = new Promise<void>((resolve) => {
    this.goOn = resolve
  })

  override async load(study: StudyId): ReturnType<MemoryStore['load']> {
    if (study === aStudy) await this.#given
    return await super.load(study)
  }
}

const open = (person: string, options?: Parameters<typeof RawClient.open>[2]) => RawClient.joined(served.url, person, options)

const stored = (): string => {
  const doc = new Y.Doc()
  const { snapshot, rows } = served.store.of(aStudy)
  if (snapshot !== null) Y.applyUpdate(doc, snapshot.state)
  for (const { bytes } of rows) Y.applyUpdate(doc, bytes)
  return textOf(doc)
}

beforeEach(async () => {
  served = await serveRooms({ limits: { outageNoticeMs: 150, digestEveryMs: 200, digestQuietMs: 200 } })
})
afterEach(async () => {
  served.store.isFull = false
  await served.close()
})

describe('saved means stored', () => {
  test('[SS17] no ack and no broadcast leaves before the commit that covers it', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    // The acks of what each sent when it came in are on their way until then.
    for (const client of [amina, bo]) await client.saved()
    served.store.delayMs = 60
    let wasStoredFirst = true
    for (const client of [amina, bo]) {
      client.socket.on('message', (data: Buffer) => {
        const isWords = (data[0] === 0 && data[1] === 2) || data[0] === 121
        if (isWords && !stored().includes('first')) wasStoredFirst = false
      })
    }
    addParagraph(amina.doc, 'first')
    await amina.saved()
    await until(() => textOf(bo.doc).includes('first'), 'the words at the other side')
    expect(wasStoredFirst).toBe(true)
  })

  test('[SS17] who joins while a commit is on its way is shown only what is stored', async () => {
    const amina = await open('amina')
    served.store.delayMs = 100
    addParagraph(amina.doc, 'first')
    await until(() => amina.sent > 0, 'the message to be sent')
    const bo = await RawClient.open(served.url, 'bo')
    await bo.synced()
    expect(stored()).toContain('first')
    expect(textOf(bo.doc)).toContain('first')
  })

  test('[SS18] acks count messages exactly, refused ones too', async () => {
    const amina = await open('amina')
    const words = addParagraph(amina.doc, 'a')
    await amina.saved()
    const before = amina.sent
    amina.update(new Uint8Array([9, 9, 9]))
    words.insert(1, 'b')
    words.insert(2, 'c')
    await amina.saved()
    expect(amina.sent).toBe(before + 3)
    expect(amina.rejects).toEqual(['malformed'])
    expect(amina.of('reject')[0]?.message).toBe(before + 1)
    const acks = amina.of('ack').map(({ messages }) => messages)
    expect(acks).toEqual([...acks].sort((a, b) => a - b))
  })

  test('[SS18] an ack goes along with the next message to its socket, and alone when none comes', async () => {
    await served.close()
    served = await serveRooms({ limits: { ackDelayMs: 400 } })
    const amina = await open('amina')
    const bo = await open('bo')
    // Everybody hears of the first words of a client, its own too.
    for (const { doc } of [amina, bo]) addParagraph(doc, 'before')
    await amina.saved()
    await bo.saved()
    addParagraph(amina.doc, 'first')
    await until(() => textOf(bo.doc).includes('first'), 'the words at the other side')
    addParagraph(bo.doc, 'second')
    await until(() => textOf(amina.doc).includes('second'), 'the words back')
    await until(() => amina.acked === amina.sent, 'an ack with them')
    expect(bo.acked).toBeLessThan(bo.sent)
    await bo.saved()
  })

  test('[SS10] a gap is answered with a resync that heals everything', async () => {
    const amina = await open('amina')
    const words = addParagraph(amina.doc, 'one')
    await amina.saved()
    amina.follows = false
    words.insert(3, ' two')
    amina.follows = true
    words.insert(7, ' three')
    await amina.saved()
    expect(amina.rejects).toEqual(['gap'])
    expect(stored()).toContain('one two three')
  })
})

describe('when nothing can be stored', () => {
  test('[SS21] clients are told, keep writing, and everything catches up by itself', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    served.store.isFull = true
    addParagraph(amina.doc, 'during the outage')
    await until(() => amina.of('event').length > 0, 'word of the outage', 2_000)
    expect(amina.of('event')[0]?.event).toEqual({ kind: 'storage', state: 'unavailable' })
    addParagraph(amina.doc, 'still writing')
    const acked = amina.acked
    const late = await RawClient.open(served.url, 'cara')
    await until(() => late.of('event').length > 0, 'word of the outage for who comes late')
    expect(textOf(bo.doc)).not.toContain('outage')
    served.store.isFull = false
    await amina.saved()
    expect(amina.acked).toBeGreaterThan(acked)
    await until(() => textOf(bo.doc).includes('still writing'), 'the words at the other side')
    await until(() => amina.of('event').at(-1)?.event?.kind === 'storage' && amina.of('event').length === 2, 'word that it is over')
    expect(amina.of('event')[1]?.event).toEqual({ kind: 'storage', state: 'available' })
    expect(stored()).toContain('still writing')
  })

  test('[SS21] a socket that sends more than may wait is not read until there is room', async () => {
    await served.close()
    served = await serveRooms({ limits: { maxWaitingBytesPerSocket: 50_000, outageNoticeMs: 150 } })
    const amina = await open('amina')
    served.store.isFull = true
    addParagraph(amina.doc, 'first')
    await until(() => amina.of('event').length > 0, 'word of the outage')
    const size = 10_000
    const count = 200
    for (let index = 0; index < count; index += 1) addParagraph(amina.doc, 'x'.repeat(size))
    await until(() => served.rooms.stats().waitingBytes > 50_000, 'as much to wait as may')
    // What one packet brings after the socket is paused comes on top.
    expect(served.rooms.stats().waitingBytes).toBeLessThan(50_000 + 2 * 65_536)
    served.store.isFull = false
    await amina.saved()
    expect(stored().length).toBeGreaterThan(size * count)
  })

  test('[SS21] so is one that sends while its study is being loaded', async () => {
    await served.close()
    const store = new SlowStore()
    for (const study of [aStudy, anotherStudy]) store.add(study, sectionKeys)
    served = await serveRooms({ store, limits: { maxWaitingBytesPerSocket: 50_000 } })
    const amina = await RawClient.open(served.url, 'amina')
    const [size, count] = [20_000, 40]
    for (let index = 0; index < count; index += 1) addParagraph(amina.doc, 'x'.repeat(size))
    await until(() => served.rooms.stats().waitingBytes > 50_000, 'as much to wait as may')
    // Somebody else comes, writes and has it saved meanwhile.
    const bo = await RawClient.joined(served.url, 'bo', { study: anotherStudy })
    addParagraph(bo.doc, 'in time')
    await bo.saved()
    expect(served.rooms.stats().waitingBytes).toBeLessThan(50_000 + 2 * 65_536)
    store.goOn()
    await amina.saved()
    expect(stored().length).toBeGreaterThan(size * count)
  })

  test('[SS22] stopping takes no longer than it may, and tells clients to come back', async () => {
    const amina = await open('amina')
    served.store.isFull = true
    addParagraph(amina.doc, 'not stored')
    await until(() => served.log.some(({ event }) => event === 'commit waits'), 'a failed commit')
    const from = performance.now()
    await served.rooms.drain(300)
    expect(performance.now() - from).toBeLessThan(1_500)
    expect(await amina.closedWith()).toBe(closeCodes.serverRestart)
    expect(amina.acked).toBeLessThan(amina.sent)
  })

  test('[SS22] stopping stores what has arrived', async () => {
    const amina = await open('amina')
    served.store.delayMs = 50
    addParagraph(amina.doc, 'just before')
    await until(() => served.rooms.stats().connections === 1, 'the connection')
    await new Promise((resolve) => setImmediate(resolve))
    await served.rooms.drain(2_000)
    await amina.closedWith()
    expect(amina.acked < amina.sent || stored().includes('just before')).toBe(true)
    const late = await RawClient.open(served.url, 'bo')
    expect(await late.closedWith()).toBe(closeCodes.serverRestart)
  })
})

describe('when something breaks', () => {
  test('[SS19] a refused commit costs nobody a word: the study is loaded again and clients resend', async () => {
    const amina = aStockClient(served.url, 'amina')
    const bo = aStockClient(served.url, 'bo')
    await until(() => amina.synced && bo.synced, 'both to be in sync')
    addParagraph(amina.doc, 'before')
    await until(() => textOf(bo.doc).includes('before'), 'the first words')
    served.store.failures.push(new Error('a row was refused'))
    addParagraph(amina.doc, 'after')
    await until(() => textOf(bo.doc).includes('after'), 'the second words')
    expect(stored()).toContain('after')
    amina.destroy()
    bo.destroy()
  })

  test('[SS19] one study’s bad row does not keep another study from being stored', async () => {
    const other = 'study-2' as typeof aStudy
    served.store.add(other, sectionKeys)
    const amina = await open('amina')
    const bo = await open('bo', { study: other })
    served.store.delayMs = 20
    served.store.of(other).epoch = 5
    addParagraph(amina.doc, 'fine')
    addParagraph(bo.doc, 'refused')
    await amina.saved()
    expect(await bo.closedWith()).toBe(closeCodes.serverRestart)
    expect(stored()).toContain('fine')
  })

  test('[SS23] a study that does not load opens for reading from its last good state, and others do not notice', async () => {
    const amina = await open('amina')
    addParagraph(amina.doc, 'good')
    await amina.saved()
    addParagraph(amina.doc, 'lost')
    await amina.saved()
    const rows = served.store.of(aStudy).rows
    const last = rows.pop()
    if (last === undefined) throw new Error('no row')
    rows.push({ ...last, bytes: new Uint8Array([1, 2, 3]) })
    served.restart()
    const reader = await open('bo')
    expect(textOf(reader.doc)).toContain('good')
    addParagraph(reader.doc, 'not now')
    await until(() => reader.rejects.length > 0, 'a refusal')
    expect(reader.rejects[0]).toBe('quarantined')
    expect(served.store.of(aStudy).quarantine).not.toBeNull()
    expect(served.rooms.stats().quarantined).toBe(1)
    await expect(served.rooms.edit(aStudy, { voice: aVoice(), change() {} })).rejects.toThrow('reading only')
  })
})

describe('the server’s own edits', () => {
  test('[SS24] are stored in one transaction with their rows and seen by everybody', async () => {
    const amina = await open('amina')
    let ran = 0
    await served.rooms.edit(aStudy, {
      voice: aVoice(),
      change: (edit) => {
        addParagraph(edit.doc, 'mine')
        edit.as({ ...aVoice(), by: anAdmission('bo').participant ?? aVoice().by, mode: 'imported' })
        addParagraph(edit.doc, 'imported')
      },
      also: () => {
        ran += 1
      },
    })
    expect(ran).toBe(1)
    expect(stored()).toContain('imported')
    expect([...served.store.of(aStudy).bindings.values()].map(({ server }) => server)).toEqual([true, true])
    await until(() => textOf(amina.doc).includes('imported'), 'the words at the client')
    served.restart()
    await served.rooms.edit(aStudy, { voice: aVoice(), change: ({ doc }) => addParagraph(doc, 'again') })
    expect(served.store.of(aStudy).bindings.size).toBe(2)
  })

  test('[SS24] that fail, or whose rows are refused, leave nothing behind', async () => {
    const failing = served.rooms.edit(aStudy, {
      voice: aVoice(),
      change: ({ doc }) => {
        addParagraph(doc, 'half')
        throw new Error('no')
      },
    })
    await expect(failing).rejects.toThrow('no')
    const refused = served.rooms.edit(aStudy, {
      voice: aVoice(),
      change: ({ doc }) => addParagraph(doc, 'refused'),
      also: () => {
        throw new Error('row refused')
      },
    })
    await expect(refused).rejects.toThrow()
    expect(await served.rooms.read(aStudy, ({ doc }) => textOf(doc))).toBe('')
    expect(stored()).toBe('')
  })

  test('[SS11] a server clientID can not be used by the person whose voice it carries', async () => {
    await served.rooms.edit(aStudy, { voice: aVoice(), change: ({ doc }) => addParagraph(doc, 'imported') })
    const [server] = served.store.of(aStudy).bindings.keys()
    const amina = await open('amina')
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(amina.doc))
    forged.clientID = server ?? 0
    const before = Y.encodeStateVector(forged)
    addParagraph(forged, 'as the server')
    amina.update(Y.encodeStateAsUpdate(forged, before))
    expect(await amina.closedWith()).toBe(closeCodes.forged)
  })
})

describe('housekeeping', () => {
  test('[SS27] an idle room is compacted, unloaded, and comes back the same', async () => {
    await served.close()
    served = await serveRooms({ limits: { idleUnloadMs: 200, compactIdleAfterUpdates: 3 } })
    const amina = await open('amina')
    const words = addParagraph(amina.doc, 'a')
    for (let index = 0; index < 5; index += 1) {
      words.insert(0, 'b')
      await amina.saved()
    }
    amina.close()
    await until(() => served.rooms.stats().rooms === 0, 'the room to be unloaded')
    const kept = served.store.of(aStudy)
    expect(kept.snapshot?.uptoSeq).toBe(kept.headSeq)
    expect(await served.rooms.read(aStudy, ({ doc }) => textOf(doc))).toBe('<paragraph>bbbbba</paragraph>')
  })

  test('[SS31] who comes first and with nothing gets the text as it is stored, once, before anything else', async () => {
    const amina = await open('amina')
    addParagraph(amina.doc, 'kept')
    await amina.saved()
    amina.close()
    await served.rooms.drain(1_000)
    const { snapshot, headSeq } = served.store.of(aStudy)
    expect(snapshot?.uptoSeq ?? 0, 'stopping wrote no snapshot of so little').toBeLessThan(headSeq)
    served.restart()
    const bo = await open('bo')
    await bo.synced()
    expect(textOf(bo.doc)).toContain('kept')
    await until(() => bo.of('welcome').length === 1 && bo.of('sync-step-1').length === 1, 'the room itself')
    expect(bo.of('sync-step-2').length).toBe(1)
    addParagraph(bo.doc, 'and more')
    await bo.saved()
    expect(stored()).toContain('and more')
  })

  test('[SS27] stopping writes a snapshot of what has grown, from which the next to come are answered', async () => {
    await served.close()
    served = await serveRooms({ store: served.store, limits: { compactIdleAfterUpdates: 1, earlyPatienceMs: 5_000 } })
    const amina = await open('amina')
    addParagraph(amina.doc, 'kept')
    await amina.saved()
    await served.rooms.drain(1_000)
    expect(served.store.of(aStudy).snapshot?.uptoSeq).toBe(served.store.of(aStudy).headSeq)
    served.restart()
    const bo = await open('bo')
    await bo.synced()
    expect(textOf(bo.doc)).toContain('kept')
    await until(() => bo.of('welcome').length === 1 && bo.of('sync-step-1').length === 1, 'the room itself')
    const types = bo.frames.map(({ type }) => type)
    expect(types.indexOf('sync-step-2')).toBeLessThan(types.indexOf('sync-step-1'))
    expect(bo.of('sync-step-2')).toHaveLength(1)
  })

  test('[SS31] a copy of another epoch gets no words early', async () => {
    await served.close()
    served = await serveRooms({ store: served.store, limits: { compactIdleAfterUpdates: 1 } })
    const amina = await open('amina')
    addParagraph(amina.doc, 'kept')
    await amina.saved()
    await served.rooms.drain(1_000)
    served.restart()
    const old = await RawClient.open(served.url, 'old', { hello: { epoch: 7 } })
    expect(await old.closedWith()).toBe(closeCodes.oldEpoch)
    expect(old.of('sync-step-2')).toHaveLength(0)
  })

  test('[SS28] words are counted within seconds, not with each keystroke', async () => {
    const amina = await open('amina')
    addParagraph(amina.doc, 'three small words')
    const { words } = served.store.of(aStudy)
    await until(() => words.size > 0, 'words to be counted')
    expect([...words]).toEqual([['summary', 3]])
  })

  test('[SS29] a study with too many clientIDs gets new ones when nobody writes, with the same text', async () => {
    await served.close()
    served = await serveRooms({ limits: { rebaseAboveClients: 1, rebaseQuietMs: 0 } })
    const amina = await open('amina')
    const bo = await open('bo')
    addParagraph(amina.doc, 'hers')
    await amina.saved()
    addParagraph(bo.doc, 'his')
    await bo.saved()
    expect(await served.rooms.rebaseIfDue(aStudy)).toBe(true)
    expect(await amina.closedWith()).toBe(closeCodes.oldEpoch)
    const kept = served.store.of(aStudy)
    expect(kept.epoch).toBe(2)
    const back = await open('amina', { hello: { epoch: 2 } })
    expect(textOf(back.doc)).toContain('hers')
    expect(textOf(back.doc)).toContain('his')
    addParagraph(back.doc, 'more')
    await back.saved()
  })
})

function aVoice() {
  const { participant } = anAdmission('amina')
  if (participant === null) throw new Error('takes no part')
  return { by: participant, typedBy: null, sector: 'community', mode: 'typed_by_self' } as const
}
