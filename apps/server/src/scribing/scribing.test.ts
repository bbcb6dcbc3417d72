import { BalanceView, SectionVoices, SpeakerView } from '@samskriv/protocol'
import { encodeHello, encodeSyncStep2, encodeSyncUpdate, encodeVoice, decodeServerFrame, messageType } from '@samskriv/protocol/frames'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { z } from 'zod'
import { aStudy, problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let per: Browser
let study: string
beforeAll(async () => {
  server = await aServer()
  per = await signedIn(server, 'per@example.org', 'Per Worker')
  study = await aStudy(per)
  await per.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
})
afterAll(async () => {
  await server.stop()
})

async function aSpeaker(browser: Browser, name: string, of = study): Promise<string> {
  const contributor = { name, sector: 'community', subtype: 'resident' }
  const answer = await browser.send('POST', `/api/studies/${of}/contributors`, contributor)
  return z.object({ participantId: z.string() }).parse(answer.json()).participantId
}

interface Page {
  readonly rejects: string[]
  declare(client: number, speaker: string): void
  /** A paragraph in the summary; as the page's own words without a clientID. */
  write(text: string, client?: number): void
  close(): void
}

/** A page that speaks the frames itself. */
async function aPage(browser: Browser): Promise<Page> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, { headers: { cookie: browser.cookie } })
  const doc = new Y.Doc()
  const own = doc.clientID
  const rejects: string[] = []
  let isSynced = false
  socket.on('message', (data: Buffer) => {
    const frame = decodeServerFrame(data)
    if (frame.type === 'reject') rejects.push(frame.code)
    if (frame.type === 'sync-step-2' || frame.type === 'sync-update') Y.applyUpdate(doc, frame.update, 'server')
    if (frame.type === 'sync-step-2') isSynced = true
  })
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion: 1, clients: [own] }))
  socket.send(new Uint8Array([messageType.sync, 0, 1, 0]))
  await until('the text is there', () => isSynced)
  socket.send(encodeSyncStep2(new Uint8Array([0, 0])))
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') socket.send(encodeSyncUpdate(update))
  })
  return {
    rejects,
    declare: (client, speaker) => socket.send(encodeVoice({ client, speaker })),
    write(text, client = own) {
      const paragraph = new Y.XmlElement('paragraph')
      doc.clientID = client
      doc.transact(() => {
        doc.getXmlFragment('s:summary').push([paragraph])
        paragraph.insert(0, [new Y.XmlText(text)])
      })
      doc.clientID = own
    },
    close: () => socket.close(),
  }
}

const summary = async (): Promise<SectionVoices> =>
  SectionVoices.parse((await per.get(`/api/studies/${study}/sections/summary/voices`)).json())

async function said(): Promise<unknown[]> {
  const { spans, voices } = await summary()
  return spans.map(({ text, voice }) => [text, voices[voice]?.name, voices[voice]?.typedBy?.name ?? null, voices[voice]?.mode])
}

const speakersOf = async (browser = per): Promise<SpeakerView[]> =>
  z.array(SpeakerView).parse((await browser.get(`/api/studies/${study}/speakers`)).json())

const balance = async () => BalanceView.parse((await per.get(`/api/studies/${study}/balance`)).json()).study

const confirm = (speaker: string, passages: unknown, more: object = {}, browser = per) =>
  browser.send('POST', `/api/studies/${study}/speakers/${speaker}/confirmations`, {
    passages,
    method: 'read-aloud',
    on: '2026-01-12',
    language: 'Gàidhlig',
    ...more,
  })

const hand = () => Math.floor(Math.random() * 2 ** 31)

describe('words that somebody without a device says', () => {
  test('[SB1] are theirs and unconfirmed until they were read back, and then count, in the balance and in the export', async () => {
    const page = await aPage(per)
    // Added while the page is open.
    const mairi = await aSpeaker(per, 'Mairi')
    const client = hand()
    page.declare(client, mairi)
    page.write('The stairs are ours to look after.', client)
    page.write('So she said.')
    await until('it is stored', async () => (await said()).length === 2)
    expect(page.rejects).toEqual([])
    expect(await said()).toEqual([
      ['The stairs are ours to look after.', 'Mairi', 'Per Worker', 'scribed_unconfirmed'],
      ['So she said.', 'Per Worker', null, 'typed_by_self'],
    ])
    expect(await balance()).toMatchObject({ unconfirmedWords: 7, words: { community: 0, public: 3 } })

    const [speaker] = await speakersOf()
    expect(speaker).toMatchObject({ participantId: mairi, name: 'Mairi', sector: 'community' })
    expect(speaker?.passages.map(({ section, text }) => [section, text])).toEqual([['summary', 'The stairs are ours to look after.']])
    const passages = (speaker?.passages ?? []).map(({ id, text }) => ({ id, text }))
    expect((await confirm(mairi, passages, { witness: 'Iain' })).status).toBe(204)

    expect((await said())[0]).toEqual(['The stairs are ours to look after.', 'Mairi', 'Per Worker', 'scribed_confirmed'])
    expect(await balance()).toMatchObject({ unconfirmedWords: 0, words: { community: 7, public: 3 }, people: { community: 1, public: 1 } })
    expect((await speakersOf())[0]?.passages).toEqual([])
    const file = (await per.get(`/api/studies/${study}/export?format=json`)).text
    expect(file).toContain('"mode": "scribed_confirmed"')
    expect(file).toContain('2026-01-12T12:00:00.000Z')
    expect(file).toContain('Lest høyt (Gàidhlig)')
    expect(file).not.toContain('Iain')
    page.close()
  })

  test('[SB2] can be confirmed in part, also where Per’s own words stand between', async () => {
    const ola = await aSpeaker(per, 'Ola')
    const page = await aPage(per)
    const client = hand()
    page.declare(client, ola)
    page.write('First.', client)
    page.write('Second.', client)
    await until('it is stored', async () => (await said()).length === 4)
    const waiting = (await speakersOf()).find(({ name }) => name === 'Ola')?.passages ?? []
    const second = waiting.filter(({ text }) => text === 'Second.').map(({ id, text }) => ({ id, text }))
    expect((await confirm(ola, second)).status).toBe(204)
    expect((await said()).slice(2)).toEqual([
      ['First.', 'Ola', 'Per Worker', 'scribed_unconfirmed'],
      ['Second.', 'Ola', 'Per Worker', 'scribed_confirmed'],
    ])
    expect((await speakersOf()).find(({ name }) => name === 'Ola')?.passages.map(({ text }) => text)).toEqual(['First.'])
    page.close()
  })

  test('[SB3] that have changed since they were read back are not confirmed, nor are those of somebody else', async () => {
    const [mairi, ola] = await speakersOf()
    const [first] = ola?.passages ?? []
    const before = await said()
    for (const [speaker, passage] of [
      [ola, { id: first?.id, text: 'Fir' }],
      [ola, { id: '1-1', text: 'First.' }],
      [mairi, { id: first?.id, text: 'First.' }],
    ] as const) {
      const answer = await confirm(speaker?.participantId ?? '', [passage])
      expect([answer.status, problemIn(answer).code]).toEqual([409, 'words-changed'])
    }
    expect(await said()).toEqual(before)
  })

  test('[SB3] are not confirmed on a day that is still to come', async () => {
    const [, ola] = await speakersOf()
    const answer = await confirm(ola?.participantId ?? '', [{ id: '1-1', text: 'First.' }], { on: '2099-01-01' })
    expect(problemIn(answer).code).toBe('invalid-body')
  })

  test('[SB4] are written down and confirmed by those who added the speaker, and by stewards, and for nobody who has a device', async () => {
    const email = 'eli@example.org'
    await per.send('POST', `/api/studies/${study}/people`, { email, name: 'Eli', role: 'editor' })
    const eli = await signedIn(server, email, 'Eli')
    await eli.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
    const own = await aSpeaker(eli, 'Kari')
    expect((await speakersOf(eli)).map(({ name }) => name)).toEqual(['Kari'])
    expect((await speakersOf()).map(({ name }) => name)).toEqual(['Mairi', 'Ola', 'Kari'])
    const [, ola] = await speakersOf()
    const words = ola?.passages.map(({ id, text }) => ({ id, text }))
    const refused = await confirm(ola?.participantId ?? '', words, {}, eli)
    expect(problemIn(refused).code).toBe('not-your-voice')
    const { participantId } = await meIn(eli, study)
    expect(problemIn(await confirm(participantId, words)).code).toBe('unknown-person')

    const elsewhere = await aStudy(per)
    await per.send('POST', `/api/studies/${elsewhere}/capacity`, { sector: 'public', subtype: 'council' })
    const una = await aSpeaker(per, 'Una', elsewhere)
    expect(problemIn(await confirm(una, words)).code).toBe('unknown-person')

    const page = await aPage(eli)
    page.declare(hand(), ola?.participantId ?? '')
    await until('it is refused', () => page.rejects.length === 1)
    page.declare(hand(), participantId)
    await until('that too', () => page.rejects.length === 2)
    page.declare(hand(), una)
    await until('and that', () => page.rejects.length === 3)
    expect(page.rejects).toEqual(['not-your-voice', 'not-your-voice', 'not-your-voice'])
    const client = hand()
    page.declare(client, own)
    page.write('Mine.', client)
    await until('it is stored', async () => (await said()).length === 5)

    // Who has left can't be written for any more.
    await per.send('DELETE', `/api/studies/${study}/people/${own}`)
    page.write('Too late.', client)
    await until('it is refused', () => page.rejects.length === 4)
    expect(page.rejects[3]).toBe('not-your-voice')
    expect(await said()).toHaveLength(5)
    page.close()
  })

  test('[SB5] the log tells that words were read back, and keeps none of them', async () => {
    const log = (await per.get(`/api/studies/${study}/audit`)).text
    expect(log).toContain('words.confirmed')
    expect(log).not.toContain('stairs')
  })
})
