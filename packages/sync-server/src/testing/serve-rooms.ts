import type { ParticipantId, PersonId, SectionKey, StudyId } from '@samskriv/domain'
import { randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

import type { Admission } from '../admission.ts'
import type { KeptSuggestion } from '../body/attempts.ts'
import type { RestorePolicy } from '../body/restore-points.ts'
import type { SofteningPolicy } from '../body/softenings.ts'
import { FramedSocket } from '../framed-socket.ts'
import type { HoldLimits } from '../holds.ts'
import type { RoomLog } from '../observing.ts'
import type { RoomLimits } from '../room-limits.ts'
import { createRooms, type Rooms } from '../rooms.ts'
import type { Softened } from '../update-store.ts'
import { MemoryStore, type MemoryAlso } from './memory-store.ts'
import { MortalStore } from './mortal-store.ts'

export const aStudy = 'study-1' as StudyId
export const sectionKeys = ['summary', 'partners'] as SectionKey[]

export interface ServedRooms {
  readonly store: MemoryStore
  readonly url: string
  readonly log: readonly { readonly event: string; readonly fields: object }[]
  /** What authors were told in stored commits. */
  readonly softened: readonly Softened[]
  /** What was kept as suggestions in stored commits, as it was last. */
  readonly suggested: ReadonlyMap<string, KeptSuggestion>
  rooms: Rooms<MemoryAlso>
  /** What the next sockets of this person are admitted as. */
  admit(person: string, changes: Partial<Admission>): void
  /** As after `kill -9`: nothing is told anybody, and only what is stored is left. */
  restart(): void
  close(): Promise<void>
}

/** Rooms behind a real WebSocket server on loopback; whoever connects as `/sync/<study>?as=<person>` is admitted as that person. */
export async function serveRooms(
  options: {
    readonly limits?: Partial<RoomLimits>
    readonly store?: MemoryStore
    readonly holdLimits?: HoldLimits
    readonly clock?: () => number
    readonly steadyClock?: () => number
    readonly restorePolicy?: RestorePolicy
    readonly softeningPolicy?: SofteningPolicy
    /** Whether the community's words are protected. */
    readonly protects?: boolean
  } = {},
): Promise<ServedRooms> {
  const store = options.store ?? new MemoryStore()
  if (options.store === undefined) store.add(aStudy, sectionKeys)
  const admissions = new Map<string, Partial<Admission>>()
  const entries: { event: string; fields: object }[] = []
  const told: Softened[] = []
  const suggested = new Map<string, KeptSuggestion>()
  const note = (event: string, fields: object): void => {
    entries.push({ event, fields })
  }
  const log: RoomLog = { info: note, warn: note, error: note }
  let disk = new MortalStore(store)
  const start = (): Rooms<MemoryAlso> =>
    createRooms<MemoryAlso>({
      store: disk,
      clock: options.clock ?? Date.now,
      newId: randomUUID,
      randomBytes,
      log,
      ...(options.holdLimits === undefined ? {} : { holdLimits: options.holdLimits }),
      ...(options.steadyClock === undefined ? {} : { steadyClock: options.steadyClock }),
      ...(options.restorePolicy === undefined ? {} : { restorePolicy: options.restorePolicy }),
      ...(options.softeningPolicy === undefined ? {} : { softeningPolicy: options.softeningPolicy }),
      softened: (_, softened) => () => void told.push(...softened),
      ...(options.protects === true
        ? {
            suggested: (_: StudyId, kept: readonly KeptSuggestion[]) => () => {
              for (const one of kept) suggested.set(one.id, one)
            },
          }
        : {}),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    })
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 2 * 1_048_576, perMessageDeflate: false })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const served: ServedRooms = {
    store,
    log: entries,
    softened: told,
    suggested,
    url: `ws://127.0.0.1:${port}/sync`,
    rooms: start(),
    admit: (person, changes) => admissions.set(person, changes),
    restart() {
      disk.kill()
      disk = new MortalStore(store)
      for (const client of server.clients) client.terminate()
      served.rooms = start()
    },
    async close() {
      await served.rooms.drain(1_000)
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  server.on('connection', (socket, request) => {
    const address = new URL(request.url ?? '', 'ws://loopback')
    const person = address.searchParams.get('as') ?? 'nobody'
    const study = address.pathname.split('/').at(-1) as StudyId
    void served.rooms.connect(new FramedSocket(socket, request.socket), { ...anAdmission(person, study), ...admissions.get(person) })
  })
  return served
}

export function anAdmission(person: string, study: StudyId = aStudy): Admission {
  return {
    study,
    person: `person-${person}` as PersonId,
    participant: `participant-${person}` as ParticipantId,
    name: person,
    role: 'editor',
    sector: 'community',
    subtype: 'resident',
    canWrite: true,
    session: `session-${person}`,
  }
}
