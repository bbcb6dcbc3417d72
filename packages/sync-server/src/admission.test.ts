import { closeCodes, encodeSyncUpdate, epochAfterRestore, limits } from '@samskriv/protocol/frames'
import { spansOfSection } from '@samskriv/attribution'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

import { aStockClient, RawClient } from './testing/clients.ts'
import { anAdmission, aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'

const [summary] = sectionKeys
let served: ServedRooms

const open = (person: string, options?: Parameters<typeof RawClient.open>[2]) => RawClient.open(served.url, person, options)

beforeEach(async () => {
  served = await serveRooms({ limits: { presenceEveryMs: 10 } })
})
afterEach(() => served.close())

describe('a socket', () => {
  test('[PR3] is closed with 4400 for a text message', async () => {
    const amina = await open('amina')
    amina.socket.send('hello')
    expect(await amina.closedWith()).toBe(closeCodes.badFrame)
  })

  test.each([
    ['an unknown message type', [9]],
    ['an unknown sync kind', [0, 7, 0]],
    ['a frame that ends early', [0, 2, 20, 1]],
    ['bytes left over', [3, 3]],
    ['a state vector that claims millions', [0, 0, 5, 0x80, 0x80, 0x80, 0x10, 0]],
    ['presence that claims millions', [1, 5, 0x80, 0x80, 0x80, 0x10, 0]],
    ['nothing', []],
  ])('[PR3] is closed with 4400 for %s', async (_, bytes) => {
    const amina = await open('amina')
    amina.socket.send(Uint8Array.from(bytes))
    expect(await amina.closedWith()).toBe(closeCodes.badFrame)
  })

  test('[PR3] is closed with 4400 for a message over the frame limit', async () => {
    const amina = await open('amina')
    amina.socket.send(encodeSyncUpdate(new Uint8Array(limits.maxFrameBytes)))
    expect(await amina.closedWith()).toBe(closeCodes.badFrame)
  })

  test('[SS4] survives frames that break the WebSocket protocol, and so do the others', async () => {
    const cara = await open('cara')
    for (const bytes of [
      'ffffffffffffff',
      '8900',
      '83800000000000',
      'c18000000000',
      '888300000000000000',
      '82fe',
      '81ff8000000000000001',
    ]) {
      const socket = new WebSocket(`${served.url}/${aStudy}?as=amina`)
      await new Promise((resolve) => socket.once('open', resolve))
      socket.on('error', () => {})
      const closed = new Promise((resolve) => socket.once('close', resolve))
      // Past the library, straight onto the connection.
      const raw = Reflect.get(socket, '_socket')
      raw.write(Buffer.from(bytes, 'hex'))
      raw.end()
      await closed
    }
    addParagraph(cara.doc, 'still here')
    await cara.saved()
    expect(served.rooms.stats().connections).toBe(1)
  })

  test('[PR2] is closed with 4404 for a study that is not there or in the bin', async () => {
    const lost = await open('amina', { study: 'nowhere' })
    expect(await lost.closedWith()).toBe(closeCodes.unknownStudy)
    served.store.of(aStudy).isInBin = true
    const late = await open('amina')
    expect(await late.closedWith()).toBe(closeCodes.unknownStudy)
  })
})

describe('hello', () => {
  test('[PR16] of another epoch is answered with 4412', async () => {
    for (const epoch of [0, 2]) {
      const amina = await open('amina', { hello: { epoch } })
      expect(await amina.closedWith()).toBe(closeCodes.oldEpoch)
    }
  })

  test('[PR16] of an older document schema is answered with 4426', async () => {
    const amina = await open('amina', { hello: { documentSchemaVersion: 0 } })
    expect(await amina.closedWith()).toBe(closeCodes.oldSchema)
  })

  test('[PR13] said twice closes with 4400', async () => {
    const amina = await open('amina')
    amina.hello()
    expect(await amina.closedWith()).toBe(closeCodes.badFrame)
  })

  test('[PR14] is answered with who one is and whether one may write', async () => {
    served.admit('rita', { canWrite: false, role: 'reader' })
    const rita = await open('rita')
    await until(() => rita.of('welcome').length === 1, 'a welcome')
    expect(rita.of('welcome')[0]).toMatchObject({ epoch: 1, participant: 'participant-rita', role: 'reader', canWrite: false })
  })

  test('[PR15] with a clientID of somebody else closes with 4410, and theirs keeps working', async () => {
    const amina = await open('amina')
    addParagraph(amina.doc, 'mine')
    await amina.saved()
    const mallory = await open('mallory', { hello: { clients: [amina.doc.clientID] } })
    expect(await mallory.closedWith()).toBe(closeCodes.clientCollision)
    addParagraph(amina.doc, 'still mine')
    await amina.saved()
  })

  test('[PR15] claims a clientID before its first word, so nobody who sees it in presence can take it', async () => {
    const amina = await open('amina')
    await amina.synced()
    const mallory = await open('mallory')
    await mallory.synced()
    const stolen = new Y.Doc()
    stolen.clientID = amina.doc.clientID
    addParagraph(stolen, 'I am Amina')
    mallory.update(Y.encodeStateAsUpdate(stolen))
    expect(await mallory.closedWith()).toBe(closeCodes.forged)
    expect(mallory.rejects).toEqual(['foreign-client'])
    expect(await served.rooms.read(aStudy, ({ doc }) => textOf(doc))).not.toContain('Amina')
  })

  test('[PR15] with a clientID that is live on another socket closes the newer with 4410', async () => {
    const first = await open('amina')
    await first.synced()
    const second = await open('amina', { hello: { clients: [first.doc.clientID] } })
    expect(await second.closedWith()).toBe(closeCodes.clientCollision)
    expect(first.closed).toBeNull()
  })

  test('[PR15] takes over from a socket that no longer answers', async () => {
    const first = await open('amina')
    await first.synced()
    first.socket.pause()
    const second = await open('amina', { doc: first.doc })
    await until(() => second.of('welcome').length === 1, 'a welcome')
    expect(second.closed).toBeNull()
  })

  test('[PR15] after a changed capacity needs a new clientID, and words of the earlier one keep theirs', async () => {
    const officer = await open('amina')
    addParagraph(officer.doc, 'As a neighbour.')
    await officer.saved()
    officer.close()
    served.admit('amina', { sector: 'public' })
    const same = await open('amina', { hello: { clients: [officer.doc.clientID] } })
    expect(await same.closedWith()).toBe(closeCodes.clientCollision)
    const fresh = await open('amina', { hello: false })
    const unsent = new Y.Doc()
    Y.applyUpdate(unsent, Y.encodeStateAsUpdate(officer.doc))
    unsent.clientID = officer.doc.clientID
    addParagraph(unsent, 'Written before the change.')
    fresh.hello({ clients: [fresh.doc.clientID, officer.doc.clientID] })
    addParagraph(fresh.doc, 'As the council.')
    Y.applyUpdate(fresh.doc, Y.encodeStateAsUpdate(unsent))
    await fresh.saved()
    const said = await served.rooms.read(aStudy, ({ doc, authorship, voices }) =>
      (summary === undefined ? [] : spansOfSection(doc, summary, authorship)).map(({ text, voice }) => [
        text,
        voices.find(({ id }) => id === voice)?.sector,
      ]),
    )
    expect(new Map(said.map(([text, sector]) => [text, sector]))).toEqual(
      new Map([
        ['As a neighbour.', 'community'],
        ['Written before the change.', 'community'],
        ['As the council.', 'public'],
      ]),
    )
  })

  test('[PR14] lists clientIDs of earlier visits, whose words are then taken', async () => {
    const offline = new Y.Doc()
    addParagraph(offline, 'written on the train')
    const amina = await open('amina', { hello: false })
    amina.hello({ clients: [amina.doc.clientID, offline.clientID] })
    Y.applyUpdate(amina.doc, Y.encodeStateAsUpdate(offline))
    await amina.saved()
    expect(await served.rooms.read(aStudy, ({ doc }) => textOf(doc))).toContain('train')
  })
})

describe('without hello', () => {
  test('[PR17] a stock client is bound by its first words and never sees a frame above 3', async () => {
    const amina = await open('amina', { hello: false })
    await amina.synced()
    addParagraph(amina.doc, 'plain')
    await until(() => served.store.of(aStudy).bindings.has(amina.doc.clientID), 'a stored binding')
    served.rooms.announce(aStudy, { kind: 'people' })
    expect(amina.frames.every(({ type }) => ['sync-step-1', 'sync-step-2', 'sync-update', 'awareness'].includes(type))).toBe(true)
  })

  test('[PR17] a stock client whose clientID is taken in presence already can not be spoken for', async () => {
    const amina = aStockClient(served.url, 'amina')
    const mallory = await open('mallory', { hello: false })
    await until(() => mallory.of('awareness').length > 0, "amina's presence")
    const forged = new Y.Doc()
    forged.clientID = amina.doc.clientID
    addParagraph(forged, 'not me')
    mallory.update(Y.encodeStateAsUpdate(forged))
    expect(await mallory.closedWith()).toBe(closeCodes.forged)
    amina.destroy()
  })
})

describe('without hello, after a restore from a time when the study was empty', () => {
  beforeEach(() => {
    served.store.of(aStudy).epoch = epochAfterRestore(1, Date.now(), 0)
  })

  test('[SS32] a page that has words of others from after the backup is closed with 4409, and none of them becomes its own', async () => {
    const page = new Y.Doc()
    const others = new Y.Doc()
    addParagraph(others, 'Said by somebody else.')
    Y.applyUpdate(page, Y.encodeStateAsUpdate(others))
    addParagraph(page, 'Said by me.')
    const stock = aStockClient(served.url, 'amina', page)
    const closedWith = await new Promise((resolve) => stock.once('closed', ({ code }: { code: number }) => resolve(code)))
    expect(closedWith).toBe(closeCodes.forged)
    expect(await served.rooms.read(aStudy, ({ doc }) => textOf(doc))).toBe('')
    stock.destroy()
  })

  test('[SS32] so is one that brings them without having said who it is', async () => {
    const amina = await open('amina', { hello: false })
    const others = new Y.Doc()
    addParagraph(others, 'Said by somebody else.')
    amina.update(Y.encodeStateAsUpdate(others))
    expect(await amina.closedWith()).toBe(closeCodes.forged)
  })

  test('[SS32] a page that begins anew writes as ever', async () => {
    const stock = aStockClient(served.url, 'amina')
    await until(() => stock.synced, 'the answer')
    addParagraph(stock.doc, 'Said by me.')
    await until(() => served.store.of(aStudy).bindings.has(stock.doc.clientID), 'a stored binding')
    expect(await served.rooms.read(aStudy, ({ doc }) => textOf(doc))).toContain('Said by me.')
    stock.destroy()
  })
})

describe('a right that ends', () => {
  test('[SS20] closes the sockets of a removed participant with 4403 and nobody else', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    await Promise.all([amina.synced(), bo.synced()])
    served.rooms.accessChanged(aStudy, anAdmission('bo').participant, 'removed')
    expect(await bo.closedWith()).toBe(closeCodes.removed)
    expect(amina.closed).toBeNull()
  })

  test('[SS20] sends a changed role back to come in again with 4503', async () => {
    const amina = await open('amina')
    await amina.synced()
    served.rooms.accessChanged(aStudy, anAdmission('amina').participant, 'role')
    expect(await amina.closedWith()).toBe(closeCodes.roleChanged)
  })

  test('[SS20] signs out one session and leaves the other of the same person', async () => {
    const phone = await open('amina')
    await phone.synced()
    served.admit('amina', { session: 'session-laptop' })
    const laptop = await open('amina')
    await laptop.synced()
    served.rooms.accessChanged(aStudy, anAdmission('amina').participant, 'signed-out', 'session-amina')
    expect(await phone.closedWith()).toBe(closeCodes.signedOut)
    expect(laptop.closed).toBeNull()
  })

  test('[SS20] closes everybody when the study goes into the bin', async () => {
    const amina = await open('amina')
    await amina.synced()
    served.rooms.close(aStudy, closeCodes.unknownStudy)
    expect(await amina.closedWith()).toBe(closeCodes.unknownStudy)
  })
})
