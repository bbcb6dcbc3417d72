import type { HttpBindings } from '@hono/node-server'
import type { ExportFiles, KnownKeys, Script, Sign, Store, StudyFiles } from '@samskriv/database'
import type { Language, StudyId } from '@samskriv/domain'
import type { Rooms } from '@samskriv/sync-server'
import type { Auth } from './auth/auth.ts'
import type { OidcProvider } from './auth/oidc-provider.ts'
import type { Visitor } from './auth/visitor.ts'
import type { Config } from './env.ts'
import type { Bindery } from './exports/bindery.ts'
import type { ExportJobs } from './exports/jobs.ts'
import type { RateLimits } from './http/rate-limits.ts'
import type { KeptImports } from './imports/kept-imports.ts'
import type { ReadingRoom } from './imports/reading-room.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { StaticFiles } from './pages/static-files.ts'
import type { Workshop } from './pictures/workshop.ts'
import type { Look } from './preferences/look.ts'
import type { HttpSockets } from './sync/http-sockets.ts'
import type { OpenSockets } from './sync/open-sockets.ts'

/** What the routes work with, made once at start. */
export interface Services {
  readonly config: Config
  readonly log: Log
  readonly store: Store
  readonly rooms: Rooms<Script<unknown>>
  readonly auth: Auth
  readonly oidc: OidcProvider | null
  readonly limits: RateLimits
  readonly metrics: Metrics
  readonly sockets: OpenSockets
  readonly httpSockets: HttpSockets
  readonly files: StaticFiles
  /** The bytes of the pictures of studies. */
  readonly studyFiles: StudyFiles
  readonly workshop: Workshop
  readonly bindery: Bindery
  readonly readingRoom: ReadingRoom
  /** Files that were understood and wait to be brought in. */
  readonly keptImports: KeptImports
  /** Files that wait to be fetched. */
  readonly exportFiles: ExportFiles
  readonly exportJobs: ExportJobs
  /** What the installation states is signed with, and checked. */
  readonly sign: Sign
  readonly keys: KnownKeys
  /** What links are made from. */
  readonly secret: string
  readonly clock: () => number
  readonly newId: () => string
  /** Sees to it that what was deleted in a study is in no file any more, nor in one that was made of it and waits. */
  readonly forgetDeleted: (study: StudyId) => Promise<void>
  /** Tells the mail loop that something waits in the outbox. */
  readonly wakeMail: () => void
  /** True from the moment the process was told to stop. */
  readonly isStopping: () => boolean
}

export interface AppEnv {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    visitor: Visitor
    /** Of pages and problem titles; the language of a study's text is another thing. */
    language: Language
    /** Of pages. */
    look: Look
  }
}
