import { confirmCapacity } from '@samskriv/database'
import { may } from '@samskriv/domain'
import {
  closeCodes,
  decodeServerFrame,
  encodeAwareness,
  encodeHello,
  encodeQueryAwareness,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  messageType,
  syncType,
  type ServerFrame,
} from '@samskriv/protocol'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { until } from '../testing/until.ts'
import { Cast, characters, type CastStudy, type Character } from './cast.ts'

let server: TestServer
let cast: Cast
const sockets: WebSocket[] = []
beforeAll(async () => {
  server = await aServer()
  cast = new Cast(server)
  await cast.enter()
}, 60_000)
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate()
})
afterAll(async () => {
  await server.stop()
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
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment('s:summary').insert(0, [paragraph])
  paragraph.insert(0, [new Y.XmlText('words')])
  return Y.encodeStateAsUpdate(doc)
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
          door.socket.send(encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion: 1, clients: [doc.clientID] }))
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
    ])
    const fromClients = Object.keys(messageType).filter((type) => !['ack', 'reject', 'push', 'event'].includes(type))
    expect([...walked.keys()].toSorted()).toEqual(fromClients.toSorted())
    expect(Object.keys(syncType)).toHaveLength(3)
    for (const walk of walked.values()) await walk()
    expect(door.closed).toBeNull()
  })
})
