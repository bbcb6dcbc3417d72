import { documentSchemaVersion } from '@samskriv/document'
import { BalanceView, SectionVoices, SpeakerView } from '@samskriv/protocol'
import { encodeHello, encodeSyncStep2, encodeSyncUpdate, encodeVoice, decodeServerFrame, messageType } from '@samskriv/protocol/frames'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { z } from 'zod'
import { aStudy, Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const per = signedInForAll(server, 'per@example.org', 'Per Worker')
let study: string
beforeAll(async () => {
  study = await aStudy(per)
  await per.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
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
  /** Of a text that stands in one piece. */
  idsOf(text: string): { readonly client: number; readonly clock: number; readonly length: number }[]
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
  socket.send(encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [own] }))
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
    idsOf(text) {
      const ids = [...doc.store.clients].flatMap(([client, structs]) =>
        structs.flatMap((struct) =>
          struct instanceof Y.Item && struct.content instanceof Y.ContentString && struct.content.str === text
            ? [{ client, clock: struct.id.clock, length: struct.length }]
            : [],
        ),
      )
      return ids
    },
    close: () => socket.close(),
  }
}

const summary = async (): Promise<SectionVoices> =>
  SectionVoices.parse((await per.get(`/api/studies/${study}/sections/summary/voices`)).json())

async function said(): Promise<unknown[][]> {
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

const wish = (speaker: string, wishes: unknown, browser = per) =>
  browser.send('PUT', `/api/studies/${study}/speakers/${speaker}/wishes`, wishes)

const exported = async (format: 'json' | 'html' = 'json'): Promise<string> =>
  (await per.get(`/api/studies/${study}/export?format=${format}`)).text

const receiptOf = (speaker: string, browser = per) => browser.get(`/studies/${study}/speakers/${speaker}/receipt`, { accept: 'text/html' })

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
    // Nobody has asked her yet whether they may be read by others.
    expect(await exported()).not.toContain('The stairs')
    expect((await wish(mairi, { identity: { mode: 'named' }, use: 'case-study' })).status).toBe(204)
    const file = await exported()
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

  test('[SB6] stay with the writing group unless their speaker lets them go further: others get a counted placeholder', async () => {
    const tone = await aSpeaker(per, 'Tone')
    const page = await aPage(per)
    const client = hand()
    page.declare(client, tone)
    page.write('Nobody asked me.', client)
    await until('it is stored', async () => (await said()).some(([text]) => text === 'Nobody asked me.'))
    const counted = await balance()
    for (const use of [null, 'ask-first', 'writing-group'] as const) {
      if (use !== null) await wish(tone, { identity: { mode: 'named' }, use })
      expect((await speakersOf()).find(({ participantId }) => participantId === tone)?.use).toBe(use)
      const [json, html] = [await exported(), await exported('html')]
      for (const file of [json, html]) expect([file.includes('Nobody asked me'), file.includes('Tone')]).toEqual([false, false])
      expect(json).toContain('"type": "leftOut"')
      // Beside Ola's and Kari's, who were not asked either.
      expect(json).toContain('"passages": 4')
      expect(html).toContain('[Words are left out here.]')
      // What somebody types themselves needs no asking, and no word is lost to the count.
      expect(json).toContain('So she said.')
      expect(await balance()).toEqual(counted)
    }
    const reading = (await per.get(`/studies/${study}`, { accept: 'text/html' })).text
    expect(reading, 'those who write read it').toContain('Nobody asked me.')
    await wish(tone, { identity: { mode: 'named' }, use: 'case-study' })
    expect(await exported()).toContain('Nobody asked me.')
    expect((await speakersOf()).find(({ name }) => name === 'Tone')).toMatchObject({
      use: 'case-study',
      identity: { mode: 'named', label: 'Tone' },
    })
    page.close()
  })

  test('[SB6] go into a copy of the study with what their speaker said', async () => {
    const [, ola] = await speakersOf()
    const copied = await per.send('POST', `/api/studies/${study}/duplicate`, { title: 'Copy', withText: true })
    const { id } = z.object({ id: z.string() }).parse(copied.json())
    const file = (await per.get(`/api/studies/${id}/export?format=json`)).text
    expect(ola?.name).toBe('Ola')
    expect([file.includes('The stairs'), file.includes('Second.'), file.includes('So she said.')]).toEqual([true, false, true])
  })

  test('[SB7] stand under the name their speaker chose; those who write for them still know who it is', async () => {
    const unni = await aSpeaker(per, 'Unni Uteby')
    expect(problemIn(await wish(unni, { identity: { mode: 'pseudonym', label: ' ' }, use: 'ask-first' })).code).toBe('invalid-body')
    await wish(unni, { identity: { mode: 'anonymous' }, use: 'ask-first' })
    const known = (await speakersOf()).find(({ participantId }) => participantId === unni)
    expect(known).toMatchObject({ name: 'Unni Uteby', identity: { mode: 'anonymous', label: '' }, use: 'ask-first' })
    expect((await per.get(`/api/studies/${study}/people`)).text).not.toContain('Unni')
    await wish(unni, { identity: { mode: 'first_name' }, use: 'ask-first' })
    expect((await per.get(`/api/studies/${study}/people`)).text).toContain('"Unni"')
    await wish(unni, { identity: { mode: 'named' }, use: 'ask-first' })
    expect((await per.get(`/api/studies/${study}/people`)).text).toContain('"Unni Uteby"')
  })

  test('[SB8] are on a receipt with what was agreed and a link by which the speaker comes as themselves; then nobody writes for them', async () => {
    const mairi = (await speakersOf())[0]?.participantId ?? ''
    const receipt = await receiptOf(mairi)
    expect(receipt.headers.get('cache-control')).toBe('no-store')
    for (const words of [
      'The stairs are ours to look after.',
      'Lest høyt (Gàidhlig)',
      '12. januar 2026',
      'Per Worker',
      'Iain',
      'Også i casebeskrivelsen',
    ])
      expect(receipt.text).toContain(words)
    expect(receipt.text).not.toContain('Second.')
    const link = /\/join\/[\w-]{24}/.exec(receipt.text)?.[0] ?? ''
    // Looked at again it is the same link, and only the hash of it is stored.
    expect((await receiptOf(mairi)).text).toContain(link)

    const eli = await signedIn(server, 'eli@example.org', 'Eli')
    expect((await receiptOf(mairi, eli)).status).toBe(403)
    expect(problemIn(await wish(mairi, { identity: { mode: 'named' }, use: 'case-study' }, eli)).code).toBe('not-your-voice')

    const page = await aPage(per)
    const client = hand()
    page.declare(client, mairi)
    // What a steward vouched for does not keep her out: she says it herself when she is here.
    const vouched = { sector: 'community', subtype: 'resident', agreed: true }
    expect((await per.send('POST', `/api/studies/${study}/people/${mairi}/capacity`, vouched)).status).toBe(204)
    const phone = new Browser(server)
    expect((await phone.submit(link)).status).toBe(303)
    expect((await meIn(phone, study)).participantId).toBe(mairi)
    expect(problemIn(await confirm(mairi, [{ id: '1-1', text: 'x' }])).code).toBe('unknown-person')
    expect((await receiptOf(mairi)).status).toBe(404)
    page.write('Said without her.', client)
    await until('it is refused', () => page.rejects.length > 0)
    expect((await said()).some(([text]) => text === 'Said without her.')).toBe(false)
    expect((await new Browser(server).submit(link)).status).toBe(410)
    await phone.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    expect((await said())[0]).toEqual(['The stairs are ours to look after.', 'Mairi', 'Per Worker', 'scribed_confirmed'])
    // Those stay confirmed, and may still be read by others: it was said of them.
    expect(await exported()).toContain('The stairs')
    page.close()
  })

  test('[SB9] that were pasted become the speaker’s by the word of whoever pasted them, and nobody else’s words do', async () => {
    const kine = await aSpeaker(per, 'Kine')
    const page = await aPage(per)
    page.write('She told me this.')
    await until('it is stored', async () => (await said()).some(([text]) => text === 'She told me this.'))
    const told = (ranges: unknown, epoch = 1, browser = per) =>
      browser.send('POST', `/api/studies/${study}/speakers/${kine}/words`, { epoch, ranges })
    const [range] = page.idsOf('She told me this.')
    const others = page.idsOf('The stairs are ours to look after.')
    for (const [ranges, epoch] of [
      [others, 1],
      [[{ ...range, clock: 10_000 }], 1],
      [[{ client: 7, clock: 0, length: 5 }], 1],
      [[range], 2],
    ] as const)
      expect(problemIn(await told(ranges, epoch)).code).toBe('words-changed')
    const eli = await signedIn(server, 'eli@example.org', 'Eli')
    expect(problemIn(await told([range], 1, eli)).code).toBe('not-your-voice')
    expect((await told([range])).status).toBe(204)
    expect((await said()).find(([text]) => text === 'She told me this.')).toEqual([
      'She told me this.',
      'Kine',
      'Per Worker',
      'scribed_unconfirmed',
    ])
    expect((await speakersOf()).find(({ name }) => name === 'Kine')?.passages.map(({ text }) => text)).toEqual(['She told me this.'])
    page.close()
  })

  test('[X3] are in files as the words of a group of so many, unless the group hides who it is', async () => {
    const contributor = { name: 'The sewing circle', sector: 'community', subtype: 'community_group', groupSize: 7, process: 'We talk.' }
    const answer = await per.send('POST', `/api/studies/${study}/contributors`, contributor)
    const { participantId } = z.object({ participantId: z.string() }).parse(answer.json())
    const page = await aPage(per)
    const client = hand()
    page.declare(client, participantId)
    page.write('We sew on Mondays.', client)
    await until('it is stored', async () => (await said()).some(([text]) => text === 'We sew on Mondays.'))
    const inFile = async () => {
      const { participants } = z.object({ participants: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(await exported()))
      return participants.find(({ id }) => id === participantId)
    }
    await wish(participantId, { identity: { mode: 'collective', label: 'The sewing circle' }, use: 'case-study' })
    expect(await inFile()).toMatchObject({ publicName: 'The sewing circle', identity: 'collective', groupSize: 7 })
    expect(await exported('html')).toContain('group of 7')
    await wish(participantId, { identity: { mode: 'role_only' }, use: 'case-study' })
    expect(await inFile()).toMatchObject({ identity: 'role_only' })
    expect(await inFile()).not.toHaveProperty('groupSize')
    expect(await exported('html')).not.toContain('group of 7')
    page.close()
  })

  test('[SB10] are named before there is a network: a speaker who is added twice under one id is one', async () => {
    const participantId = randomUUID()
    const contributor = { participantId, name: 'Ragna', sector: 'community', subtype: 'resident' }
    const path = `/api/studies/${study}/contributors`
    expect([(await per.send('POST', path, contributor)).status, (await per.send('POST', path, contributor)).status]).toEqual([201, 201])
    expect((await speakersOf()).filter(({ name }) => name === 'Ragna').map((found) => found.participantId)).toEqual([participantId])
    const eli = await signedIn(server, 'eli@example.org', 'Eli')
    expect(problemIn(await eli.send('POST', path, contributor)).code).toBe('conflict')
    expect(problemIn(await per.send('POST', path, { ...contributor, participantId: (await meIn(per, study)).participantId })).code).toBe(
      'conflict',
    )
  })

  test('[SB5] the log tells that words were read back, and keeps none of them', async () => {
    const log = (await per.get(`/api/studies/${study}/audit`)).text
    expect(log).toContain('words.confirmed')
    expect(log).toContain('participant.use-chosen')
    expect(log).toContain('words.told')
    expect(log).not.toContain('stairs')
  })
})
