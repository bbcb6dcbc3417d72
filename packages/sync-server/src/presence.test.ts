import { closeCodes, encodeAwareness, limits } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'

import { aStockClient, RawClient } from './testing/clients.ts'
import { aStudy, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'
import type { Speaker } from './update-store.ts'

let served: ServedRooms

const open = (person: string, options?: Parameters<typeof RawClient.open>[2]) => RawClient.joined(served.url, person, options)

/** Everybody's presence, as a client that has received these frames sees it. */
function seenBy(client: RawClient): Map<number, Record<string, unknown>> {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  for (const { update } of client.of('awareness')) applyAwarenessUpdate(awareness, update, null)
  const states = new Map(awareness.getStates() as Map<number, Record<string, unknown>>)
  awareness.destroy()
  return states
}

function say(client: RawClient, state: Record<string, unknown> | null, as = client.doc.clientID): void {
  const doc = new Y.Doc()
  doc.clientID = as
  const awareness = new Awareness(doc)
  awareness.setLocalState(state)
  client.socket.send(encodeAwareness(encodeAwarenessUpdate(awareness, [as])))
  awareness.destroy()
}

beforeEach(async () => {
  served = await serveRooms({ limits: { presenceEveryMs: 5 } })
})
afterEach(() => served.close())

describe('presence', () => {
  test('[PR20] carries the name of the session, whatever the client says', async () => {
    const amina = await open('amina')
    const mallory = await open('mallory')
    say(mallory, { user: { name: 'Amina', sector: 'public' }, section: 'summary', admin: true })
    await until(() => seenBy(amina).has(mallory.doc.clientID), 'presence')
    expect(seenBy(amina).get(mallory.doc.clientID)).toEqual({
      section: 'summary',
      user: { name: 'mallory', participant: 'participant-mallory', sector: 'community', role: 'editor' },
    })
  })

  test('[PR20] says whose words somebody writes down, by the name the server knows, and only of those they may write for', async () => {
    const speaker = { participant: 'p-mairi', name: 'Mairi', sector: 'community', managedBy: 'participant-amina' } as Speaker
    served.store.of(aStudy).speakers = [speaker]
    const amina = await open('amina')
    const bo = await open('bo')
    for (const [client, section] of [
      [amina, 'summary'],
      [bo, 'partners'],
    ] as const)
      say(client, { section, speaker: 'p-mairi' })
    await until(() => seenBy(bo).size === 2, 'presence')
    expect(seenBy(bo).get(amina.doc.clientID)).toMatchObject({ speaker: { name: 'Mairi', participant: 'p-mairi', sector: 'community' } })
    expect(seenBy(amina).get(bo.doc.clientID)).not.toHaveProperty('speaker')
  })

  test('[PR19] of somebody else can not be changed', async () => {
    const amina = await open('amina')
    const mallory = await open('mallory')
    say(amina, { section: 'summary' })
    await until(() => seenBy(mallory).has(amina.doc.clientID), 'presence')
    say(mallory, { section: 'partners' }, amina.doc.clientID)
    say(mallory, null, amina.doc.clientID)
    say(mallory, { section: 'partners' })
    await until(() => seenBy(amina).has(mallory.doc.clientID), 'the own entry')
    expect(seenBy(amina).get(amina.doc.clientID)?.['section']).toBe('summary')
  })

  test('[PR20] over the limit is dropped, and so is a caret that is none', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    say(bo, { section: 'x'.repeat(limits.maxAwarenessBytes) })
    say(bo, { section: 'summary', cursor: { anchor: 'x', head: [] } })
    await until(() => seenBy(amina).has(bo.doc.clientID), 'presence')
    expect(seenBy(amina).get(bo.doc.clientID)).toMatchObject({ section: 'summary', cursor: null })
  })

  test('[PR21] is echoed to its sender, answered when asked for, and gone with the socket', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    say(bo, { section: 'summary' })
    await until(() => seenBy(bo).has(bo.doc.clientID), 'the echo')
    const before = amina.of('awareness').length
    amina.socket.send(new Uint8Array([3]))
    await until(() => amina.of('awareness').length > before, 'an answer')
    expect(seenBy(amina).size).toBe(1)
    bo.close()
    await until(() => seenBy(amina).size === 0, 'to be gone')
  })

  test('[PR21] a quiet connection still hears something', async () => {
    await served.close()
    served = await serveRooms({ limits: { heartbeatMs: 10 } })
    const amina = await open('amina')
    const before = amina.of('awareness').length
    await until(() => amina.of('awareness').length > before, 'a heartbeat')
    expect(amina.of('awareness').length).toBeGreaterThan(before)
  })

  test('[PR21] of stock clients shows who is there', async () => {
    const amina = aStockClient(served.url, 'amina')
    const bo = aStockClient(served.url, 'bo')
    bo.awareness.setLocalStateField('section', 'summary')
    await until(() => amina.awareness.getStates().get(bo.doc.clientID)?.['user'] !== undefined, 'the other')
    expect(amina.awareness.getStates().get(bo.doc.clientID)?.['user']).toMatchObject({ name: 'bo' })
    amina.destroy()
    bo.destroy()
  })
})

describe('what one client may cost', () => {
  test('[SS30] a slow reader is closed with 4508 and costs the others nothing', async () => {
    await served.close()
    served = await serveRooms({ limits: { bytesPerSecond: 1e9, ackDelayMs: 0 } })
    const amina = await open('amina')
    const slow = await open('slow')
    slow.follows = false
    slow.socket.pause()
    const words = addParagraph(amina.doc, 'x')
    for (let index = 0; index < 30; index += 1) {
      words.delete(0, words.length)
      words.insert(0, String(index % 10).repeat(900_000))
      await amina.saved()
      if (served.rooms.stats().connections === 1) break
    }
    slow.socket.resume()
    const code = await slow.closedWith()
    expect([closeCodes.slowReader, 1006]).toContain(code)
    expect(amina.closed).toBeNull()
    // Some twenty megabytes have to be written until the machine's own buffers are full.
  })

  test('[SS4] who sends faster than the rate is read later and loses nothing', async () => {
    await served.close()
    served = await serveRooms({ limits: { messagesPerSecond: 200, burstSeconds: 0.1, personFactor: 1 } })
    const amina = await open('amina')
    const words = addParagraph(amina.doc, 'x')
    const from = performance.now()
    // What comes in one packet is taken at once; the debt is paid before the next.
    for (let index = 0; index < 100; index += 1) words.insert(0, 'y')
    await amina.saved()
    words.insert(0, 'z')
    await amina.saved()
    expect(performance.now() - from).toBeGreaterThan(250)
    expect(amina.rejects).toEqual([])
  })

  test('[PR24] who has too much refused is closed with 4429', async () => {
    const mallory = await open('mallory')
    for (let index = 0; index < 25; index += 1) mallory.update(new Uint8Array([9, 9, index]))
    expect(await mallory.closedWith()).toBe(closeCodes.tooManyRefusals)
  })

  test('[SS15] a reader who writes is refused, nothing of it is applied, and they keep receiving', async () => {
    served.admit('rita', { canWrite: false, role: 'reader' })
    const rita = await open('rita')
    const amina = await open('amina')
    addParagraph(rita.doc, 'drift')
    await until(() => rita.rejects.length > 0, 'a refusal')
    expect(rita.rejects).toEqual(['read-only'])
    addParagraph(amina.doc, 'news')
    await until(() => rita.doc.getXmlFragment('s:summary').toString().includes('news'), 'the news')
    expect(amina.doc.getXmlFragment('s:summary').toString()).not.toContain('drift')
  })

  test('[SS7] an honest paste of twenty pages passes', async () => {
    const amina = await open('amina')
    const pages = Array.from({ length: 20 * 12 }, (_, index) => `Paragraph ${index}. ${'Åse og Noor møttes i hagen. '.repeat(10)}`)
    amina.doc.transact(() => {
      for (const text of pages) addParagraph(amina.doc, text)
    })
    await amina.saved()
    expect(amina.rejects).toEqual([])
  })

  test('[SS8] two tabs of one person write at once', async () => {
    const [one, two] = [await open('amina'), await open('amina')]
    addParagraph(one.doc, 'left')
    addParagraph(two.doc, 'right')
    await Promise.all([one.saved(), two.saved()])
    await until(() => textOf(one.doc).length === textOf(two.doc).length, 'the same text')
    expect(textOf(one.doc)).toBe(textOf(two.doc))
  })
})
