import { existsSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReadDocument } from '@samskriv/import'
import { openBeside, type Asking } from '../beside/beside.ts'
import type { Log } from '../log.ts'
import type { ReadingOrder } from './reading.ts'

/** A file that takes longer to read was made to. */
const patienceMs = 30_000
/** Then the memory goes back. */
const idleMs = 30_000
/** Of the reader's heap, in MB. */
const heapMb = 500
/** Of all that the reader takes, in MB. */
const mostKeptMb = 350
const mostEverMb = 700

/** Where files from outside are read, one after the other, by a process that has no environment, no network and no files but its program. */
export interface ReadingRoom {
  /** @throws {@link RequestProblem} `unavailable` as {@link Beside} says */
  read(bytes: Uint8Array, name: string, how?: Asking): Promise<ReadDocument>
  /** Null while nobody needs one. */
  readonly processId: number | null
  close(): void
}

export function openReadingRoom(
  log: Pick<Log, 'warn' | 'error'>,
  { patience = patienceMs, idle = idleMs, mostEver = mostEverMb } = {},
): ReadingRoom {
  const beside = openBeside<ReadingOrder, ReadDocument>({
    log,
    what: 'reading process',
    program: new URL('reader-process.ts', import.meta.url),
    heapMb,
    mostKeptMb,
    mostEverMb: mostEver,
    patienceMs: patience,
    idleMs: idle,
    flags: closedIn,
  })
  return {
    read: (bytes, name, how) => beside.ask({ bytes, name }, how),
    get processId() {
      return beside.processId
    },
    close: () => beside.close(),
  }
}

const top = fileURLToPath(new URL('../../../../', import.meta.url))
/** Where its program lies; never the data directory, wherever that is. */
const readable = ['package.json', 'node_modules', 'packages', 'apps/server/package.json', 'apps/server/src', 'apps/server/node_modules']

/** What Node is told to keep from it. */
export const closedIn: readonly string[] = [
  '--permission',
  ...readable.flatMap((path) => (existsSync(`${top}${path}`) ? [`--allow-fs-read=${realpathSync(`${top}${path}`)}`] : [])),
  '--disallow-code-generation-from-strings',
  `--import=${new URL('../beside/no-network.ts', import.meta.url).href}`,
]
