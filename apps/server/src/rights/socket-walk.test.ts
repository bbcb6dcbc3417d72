import { documentSchemaVersion } from '@samskriv/document'
import { addParticipant, confirmCapacity, writtenForIn } from '@samskriv/database'
import { may } from '@samskriv/domain'
import {
  closeCodes,
  decodeServerFrame,
  encodeAwareness,
  encodeHello,
  encodeQueryAwareness,
  encodeSource,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  encodeVoice,
  messageType,
  syncType,
  type ServerFrame,
} from '@samskriv/protocol'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { aServerForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'
import { Cast, characters, type CastStudy, type Character } from './cast.ts'

const server = aServerForAll()
let cast: Cast
const sockets: WebSocket[] = []
beforeAll(async () => {
  cast = new Cast(server)
  await cast.enter()
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate()
})

interface Door {
  readonly socket: WebSocket
  readonly frames: ServerFrame[]
  closed: number | null
}

async function open(character: Character, study: string): Promise<Door> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, {
    headers: { cookie: cast.browser(character).cookie, origin: server.url },
  })
  sockets.push(socket)
  const door: Door = { socket, frames: [], closed: null }
  socket.on('error', () => {})
  socket.on('message', (data: Buffer) => door.frames.push(decodeServerFrame(data)))
  socket.on('close', (code) => {
    door.closed = code
  })
  await until('it is open', () => socket.readyState !== WebSocket.CONNECTING)
  return door
}

/** A study in which everybody has said who they are, so that only their role decides. */
async function aStudyOfSpeakers(): Promise<CastStudy> {
  const study = await cast.study()
  for (const participant of study.participants.values())
    await server.running.house.database.store.tx(confirmCapacity(participant, 'community', 'resident', 'self', 'system'))
  return study
}

/** Somebody without a device, whom the study's steward has added a moment ago. */
async function aSpeakerOf({ id, participants }: CastStudy): Promise<string> {
  const { store } = server.running.house.database
  const managedBy = participants.get('steward')
  if (managedBy === undefined) throw new Error('no steward')
  const speaker = { study: id, person: null, role: 'commenter', sector: 'community', managedBy } as const
  const participant = await store.tx(addParticipant(speaker, 'system'))
  server.running.house.rooms.speakersChanged(id, await store.read(writtenForIn(id)))
  return participant
}

function mayWrite(character: Character, study: CastStudy): boolean {
  const actor = cast.actor(character, study)
  const confirmed =
    actor.kind === 'person' && actor.participant !== null
      ? { ...actor, participant: { ...actor.participant, sectorConfirmed: true } }
      : actor
  const subject = { kind: 'study', id: study.id, partnership: '' as never, state: 'live', example: false } as const
  return may(confirmed, 'study.write', subject).allowed
}

const doorOf: Readonly<Partial<Record<Character, number>>> = {
  anonymous: closeCodes.signedOut,
  outsider: closeCodes.unknownStudy,
  ended: closeCodes.removed,
  suspended: closeCodes.removed,
}
const admitted = characters.filter((character) => doorOf[character] === undefined)

/** A paragraph under a fresh clientID, as an editor would send it. */
function words(doc: Y.Doc): Uint8Array {
  addWords(doc, 'summary')
  return Y.encodeStateAsUpdate(doc)
}

function addWords(doc: Y.Doc, section: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment(`s:${section}`).insert(0, [paragraph])
  paragraph.insert(0, [new Y.XmlText('words')])
}

/** One entry with clock 1, written as y-protocols writes it. */
function presenceOf(client: number, state: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(state))
  return encodeAwareness(Buffer.concat([Buffer.from([1, ...varUint(client), 1, ...varUint(json.length)]), json]))
}

function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varUint(Math.floor(value / 128))]
}

describe('the socket of a study', () => {
  test.each(Object.entries(doorOf))('closes before %s with %i', async (character, code) => {
    const study = await aStudyOfSpeakers()
    const door = await open(character as Character, study.id)
    await until('it is closed', () => door.closed !== null)
    expect(door.closed).toBe(code)
    expect(door.frames).toEqual([])
  })

  test('of a study that does not exist closes like one of somebody else', async () => {
    const door = await open('steward', '019b0000-0000-7000-8000-000000000000')
    await until('it is closed', () => door.closed !== null)
    expect(door.closed).toBe(closeCodes.unknownStudy)
  })

  test.each(admitted)('takes each kind of message from a %s as their role allows', async (character) => {
    const study = await aStudyOfSpeakers()
    const door = await open(character, study.id)
    const doc = new Y.Doc()
    const writes = mayWrite(character, study)
    const of = <Type extends ServerFrame['type']>(type: Type) =>
      door.frames.filter((frame): frame is Extract<ServerFrame, { type: Type }> => frame.type === type)

    const walked = new Map<string, () => Promise<void>>([
      [
        'hello',
        async () => {
          door.socket.send(encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [doc.clientID] }))
          await until('a welcome', () => of('welcome').length === 1)
          expect(of('welcome')[0]).toMatchObject({ canWrite: writes, participant: study.participants.get(character) })
        },
      ],
      [
        'sync',
        async () => {
          door.socket.send(encodeSyncStep1(Y.encodeStateVector(doc)))
          await until('a step 2', () => of('sync-step-2').length === 1)
          const update = words(doc)
          door.socket.send(encodeSyncStep2(update))
          door.socket.send(encodeSyncUpdate(update))
          await until('everything is settled', () => of('ack').some(({ messages }) => messages === 2))
          const codes = of('reject').map(({ code }) => code)
          expect(codes).toEqual(writes ? [] : ['read-only', 'read-only'])
        },
      ],
      [
        'awareness',
        async () => {
          door.socket.send(presenceOf(doc.clientID, { section: 'summary', user: { name: 'The Queen', sector: 'public', role: 'steward' } }))
          await until('it is seen', () => of('awareness').some(({ update }) => Buffer.from(update).includes('summary')))
          const seen = of('awareness').map(({ update }) => Buffer.from(update).toString('utf8'))
          expect(seen.join()).not.toContain('The Queen')
          expect(seen.join()).toContain(`"role":"${character === 'guest' ? 'editor' : character}"`)
        },
      ],
      [
        'queryAwareness',
        async () => {
          const before = of('awareness').length
          door.socket.send(encodeQueryAwareness())
          await until('an answer', () => of('awareness').length > before)
        },
      ],
      [
        'voice',
        async () => {
          const before = of('reject').length
          door.socket.send(encodeVoice({ client: new Y.Doc().clientID, speaker: await aSpeakerOf(study) }))
          await until('it is settled', () => of('ack').some(({ messages }) => messages === 3))
          const codes = of('reject').map(({ code }) => code)
          const refusal = writes ? 'not-your-voice' : 'read-only'
          expect(codes.slice(before)).toEqual(character === 'steward' ? [] : [refusal])
        },
      ],
      [
        'source',
        async () => {
          const before = of('reject').length
          door.socket.send(encodeSource({ kind: 'outside', ranges: [[doc.clientID, 0, 1]], from: [] }))
          await until('it is settled', () => of('ack').some(({ messages }) => messages === 4))
          const codes = of('reject').map(({ code }) => code)
          expect(codes.slice(before)).toEqual(writes ? [] : ['read-only'])
        },
      ],
    ])
    const fromClients = Object.keys(messageType).filter((type) => !['ack', 'reject', 'push', 'event'].includes(type))
    expect([...walked.keys()].toSorted()).toEqual(fromClients.toSorted())
    expect(Object.keys(syncType)).toHaveLength(3)
    for (const walk of walked.values()) await walk()
    expect(door.closed).toBeNull()
  })
})

describe('sections that are open to contributors', () => {
  const setOpen = (study: CastStudy, section: string, openToContributors: boolean) =>
    cast.browser('steward').send('PATCH', `/api/studies/${study.id}/sections/${section}`, { openToContributors })

  /** A page that has the study as it is now. */
  async function opened(character: Character, study: CastStudy): Promise<Page> {
    const door = await open(character, study.id)
    const [doc, client] = [new Y.Doc(), new Y.Doc().clientID]
    door.socket.send(encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [client] }))
    door.socket.send(encodeSyncStep1(Y.encodeStateVector(doc)))
    await until('it has the study', () => door.frames.some(({ type }) => type === 'sync-step-2'))
    for (const frame of door.frames) if (frame.type === 'sync-step-2') Y.applyUpdate(doc, frame.update)
    return new Page(door, doc, client)
  }

  class Page {
    readonly door: Door
    /** All that is stored, as far as it has come. */
    readonly doc: Y.Doc
    readonly #client: number
    #sent = 0

    constructor(door: Door, doc: Y.Doc, client: number) {
      this.door = door
      this.doc = doc
      this.#client = client
    }

    /** One message with all that `change` does. @returns with which code it was refused, or `taken` */
    async send(change: (doc: Y.Doc) => void): Promise<string> {
      // A copy, so that what is refused stays out of the next message.
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
      copy.clientID = this.#client
      const before = Y.encodeStateVector(copy)
      change(copy)
      const update = Y.encodeStateAsUpdate(copy, before)
      this.door.socket.send(encodeSyncUpdate(update))
      this.#sent += 1
      const number = this.#sent
      await until('it is settled', () => this.door.frames.some((frame) => frame.type === 'ack' && frame.messages >= number))
      for (const frame of this.door.frames) if (frame.type === 'reject' && frame.message === number) return frame.code
      Y.applyUpdate(this.doc, update)
      return 'taken'
    }
  }

  test.each(admitted)('let a %s write in them, or not, as the rules say', async (character) => {
    const study = await aStudyOfSpeakers()
    expect((await setOpen(study, 'summary', true)).status).toBe(204)
    const page = await opened(character, study)
    const isContributor = character === 'contributor'
    const usual = mayWrite(character, study) ? 'taken' : 'read-only'
    expect(await page.send((doc) => addWords(doc, 'summary'))).toBe(isContributor ? 'taken' : usual)
    expect(await page.send((doc) => addWords(doc, 'partners'))).toBe(isContributor ? 'section-closed' : usual)
  })

  test('take nothing of a contributor that reaches into another one, by whatever way', async () => {
    const study = await aStudyOfSpeakers()
    await setOpen(study, 'summary', true)
    const editor = await opened('editor', study)
    await editor.send((doc) => addWords(doc, 'partners'))
    await editor.send((doc) => addWords(doc, 'summary'))
    const page = await opened('contributor', study)
    const textIn = (doc: Y.Doc, section: string): Y.XmlText => {
      const paragraph = doc.getXmlFragment(`s:${section}`).get(0)
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (!(text instanceof Y.XmlText)) throw new Error('no words there')
      return text
    }
    const ways: Readonly<Record<string, (doc: Y.Doc) => void>> = {
      'words inside somebody’s paragraph': (doc) => textIn(doc, 'partners').insert(2, 'x'),
      'a deletion of one letter': (doc) => textIn(doc, 'partners').delete(0, 1),
      'a deletion of everything': (doc) => doc.getXmlFragment('s:partners').delete(0, 1),
      'bold on somebody’s words': (doc) => textIn(doc, 'partners').format(0, 3, { bold: {} }),
      'one transaction over two sections': (doc) =>
        doc.transact(() => {
          addWords(doc, 'summary')
          addWords(doc, 'partners')
        }),
      'words moved out of it': (doc) =>
        doc.transact(() => {
          doc.getXmlFragment('s:partners').delete(0, 1)
          addWords(doc, 'summary')
        }),
      'words moved into it': (doc) =>
        doc.transact(() => {
          textIn(doc, 'summary').delete(0, 3)
          textIn(doc, 'partners').insert(0, 'wor')
        }),
      'words typed there and taken back again': (doc) => {
        textIn(doc, 'partners').insert(0, 'x')
        textIn(doc, 'partners').delete(0, 1)
      },
    }
    for (const [way, change] of Object.entries(ways)) expect(await page.send(change), way).toBe('section-closed')
    const now = await opened('editor', study)
    for (const section of ['summary', 'partners']) expect(textIn(now.doc, section).toString(), section).toBe('words')
    expect(await page.send((doc) => textIn(doc, 'summary').insert(5, ' of mine'))).toBe('taken')
  })

  test('are closed for the very next words once a steward has said so, and everybody hears of it', async () => {
    const study = await aStudyOfSpeakers()
    await setOpen(study, 'summary', true)
    await setOpen(study, 'partners', true)
    const [page, editor] = [await opened('contributor', study), await opened('editor', study)]
    expect(await page.send((doc) => addWords(doc, 'partners'))).toBe('taken')
    await setOpen(study, 'partners', false)
    expect(await page.send((doc) => addWords(doc, 'partners'))).toBe('section-closed')
    expect(await page.send((doc) => addWords(doc, 'summary'))).toBe('taken')
    const heard = ({ door }: Page) => door.frames.some((frame) => frame.type === 'event' && frame.event?.kind === 'study')
    await until('both hear of it', () => heard(page) && heard(editor))
    expect([page.door.closed, editor.door.closed]).toEqual([null, null])

    await setOpen(study, 'summary', false)
    await until('the contributor is sent back', () => page.door.closed !== null)
    expect(page.door.closed).toBe(closeCodes.roleChanged)
    expect(await (await opened('contributor', study)).send((doc) => addWords(doc, 'summary'))).toBe('read-only')
    expect(editor.door.closed).toBeNull()
  })
})
