import { randomBytes } from 'node:crypto'
import {
  ensurePersonForEmail,
  exportFilesIn,
  findPersonByAuthUser,
  openDatabase,
  queueMail,
  studyFilesIn,
  type Database,
  type ExportFiles,
  type Script,
  type StudyFiles,
} from '@samskriv/database'
import { createRooms, type Rooms } from '@samskriv/sync-server'
import { v7 as uuidv7 } from 'uuid'
import { notedVisits, type NotedVisits } from './activity/visits.ts'
import { createAuth, type Auth } from './auth/auth.ts'
import { accountOfIdentity } from './auth/oidc-account.ts'
import { createOidcProvider, type OidcProvider } from './auth/oidc-provider.ts'
import type { Config } from './env.ts'
import { claim } from './guests/claim.ts'
import type { Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { roomMetrics } from './metrics/room-metrics.ts'
import { openBindery, type Bindery } from './exports/bindery.ts'
import { KeptImports } from './imports/kept-imports.ts'
import { openReadingRoom, type ReadingRoom } from './imports/reading-room.ts'
import { openWorkshop, type Workshop } from './pictures/workshop.ts'
import { authSecret } from './secrets.ts'
import { tellAuthors } from './softenings/tell.ts'
import { keepSuggestions } from './suggestions/keep.ts'
import { HttpSockets } from './sync/http-sockets.ts'
import { OpenSockets } from './sync/open-sockets.ts'

/** A data directory opened for work, with everything that keeps its promises: the server's, and that of commands that write. */
export interface House {
  readonly config: Config
  readonly log: Log
  readonly clock: () => number
  readonly newId: () => string
  readonly database: Database
  /** The bytes of the pictures of studies. */
  readonly studyFiles: StudyFiles
  readonly workshop: Workshop
  readonly bindery: Bindery
  readonly readingRoom: ReadingRoom
  /** Files that were understood and wait to be brought in. */
  readonly keptImports: KeptImports
  /** Files that wait to be fetched. */
  readonly exportFiles: ExportFiles
  readonly rooms: Rooms<Script<unknown>>
  readonly auth: Auth
  /** Who else says who people are; null where nobody does. */
  readonly oidc: OidcProvider | null
  readonly metrics: Metrics
  readonly sockets: OpenSockets
  /** Those of them that are open over HTTP. */
  readonly httpSockets: HttpSockets
  readonly visits: NotedVisits
  /** What links are made from; whoever has it can make anybody's. */
  readonly secret: string
  /** Set by the server; commands leave mail to it. */
  onMail: () => void
  close(): void
}

export function openHouse(config: Config, log: Log): House {
  const clock = Date.now
  const newId = (): string => uuidv7()
  const database = openDatabase({ dir: config.dataDir, clock, newId })
  try {
    const studyFiles = studyFilesIn(config.dataDir)
    studyFiles.forgetArrivals()
    const workshop = openWorkshop(log)
    const bindery = openBindery(log)
    const readingRoom = openReadingRoom(log)
    const keptImports = new KeptImports(clock)
    const exportFiles = exportFilesIn(config.dataDir)
    const sockets = new OpenSockets()
    const httpSockets = new HttpSockets()
    const secret = authSecret(config)
    const oidc = config.oidc === null ? null : createOidcProvider({ settings: config.oidc, publicUrl: config.publicUrls[0], clock, log })
    const metrics: Metrics = createMetrics({
      rooms: () => rooms.stats().rooms,
      sockets: () => sockets.size,
      httpSockets: () => httpSockets.size,
      ...(oidc === null ? {} : { signInProvider: () => oidc.isReachable() }),
    })
    const visits = notedVisits({ store: database.store, log, count: (study) => rooms.count(study) })
    const rooms: Rooms<Script<unknown>> = createRooms<Script<unknown>>({
      store: database.updates,
      clock,
      newId,
      randomBytes,
      log,
      metrics: roomMetrics(metrics),
      softened: tellAuthors,
      suggested: keepSuggestions,
      visits,
    })
    const house: House = {
      config,
      log,
      clock,
      newId,
      database,
      studyFiles,
      workshop,
      bindery,
      readingRoom,
      keptImports,
      exportFiles,
      rooms,
      sockets,
      httpSockets,
      visits,
      secret,
      metrics,
      oidc,
      auth: createAuth({
        config,
        oidc: {
          provider: oidc,
          accountOfIdentity: (identity, language) => database.store.tx(accountOfIdentity(identity, language)),
        },
        secret,
        database: database.auth,
        newId,
        log,
        clock,
        sendCode: async ({ email, challenge, code, language }) => {
          await database.store.tx(queueMail({ to: `email:${email}`, kind: 'sign-in-code', payload: { challenge, code, language } }))
          house.onMail()
        },
        accountOf: async (email, language) => {
          const { authUser } = await database.store.tx(ensurePersonForEmail(email, '', language))
          if (authUser === null) throw new Error('account-missing')
          return authUser
        },
        claim: (guest, account) => claim({ store: database.store, rooms }, guest, account),
        isNamed: async (account) => (await database.store.read(findPersonByAuthUser(account)))?.name !== '',
      }),
      onMail: () => {},
      close: () => {
        metrics.stop()
        workshop.close()
        bindery.close()
        readingRoom.close()
        database.close()
      },
    }
    return house
  } catch (error) {
    database.close()
    throw error
  }
}
