import { existsSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReadDocument } from '@samskriv/import'
import { openBeside, TooHeavy, type Asking } from '../beside/beside.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Log } from '../log.ts'
import type { ReadCaseStudy, ReadingAnswer, ReadingOrder } from './reading.ts'

/** A file that takes longer to read was made to. */
export const readingSeconds = 30
const patienceMs = readingSeconds * 1000
/** Then the memory goes back. */
const idleMs = 30_000
/** Of the reader's heap, in MB. */
const heapMb = 500
/** Of all that the reader takes, in MB. */
const mostKeptMb = 350
const mostEverMb = 700

/** Where files from outside are read, one after the other, by a process that has no environment, no network and no files but its program. */
export interface ReadingRoom {
  /** @throws {@link RequestProblem} `unavailable` as {@link Beside} says, `import-too-slow` and `import-too-heavy` */
  read(bytes: Uint8Array, name: string, how?: Asking): Promise<ReadDocument>
  /**
   * Reads a case study that was given out as a file.
   *
   * @throws {@link RequestProblem} `unavailable`, `case-study-too-slow` and `case-study-too-heavy`
   */
  readCaseStudy(bytes: Uint8Array, how?: Asking & { readonly whole?: boolean }): Promise<ReadCaseStudy>
  /** Null while nobody needs one. */
  readonly processId: number | null
  close(): void
}

export function openReadingRoom(
  log: Pick<Log, 'warn' | 'error'>,
  { patience = patienceMs, idle = idleMs, heap = heapMb, mostEver = mostEverMb } = {},
): ReadingRoom {
  const beside = openBeside<ReadingOrder, ReadingAnswer>({
    log,
    what: 'reading process',
    program: new URL('reader-process.ts', import.meta.url),
    heapMb: heap,
    mostKeptMb,
    mostEverMb: mostEver,
    patienceMs: patience,
    idleMs: idle,
    flags: closedIn,
  })
  return {
    async read(bytes, name, how) {
      const answer = await beside.ask({ kind: 'document', bytes, name }, how).catch(saying('import'))
      if (answer.kind !== 'document') throw new Error('reader-answered-otherwise')
      return answer.read
    },
    async readCaseStudy(bytes, { whole = false, ...how } = {}) {
      const answer = await beside.ask({ kind: 'case-study', bytes, whole }, how).catch(saying('case-study'))
      if (answer.kind !== 'case-study') throw new Error('reader-answered-otherwise')
      return answer.read
    },
    get processId() {
      return beside.processId
    },
    close: () => beside.close(),
  }
}

function saying(what: 'import' | 'case-study'): (error: unknown) => never {
  return (error) => {
    if (error instanceof TooHeavy) throw new RequestProblem(`${what}-too-${error.took === 'time' ? 'slow' : 'heavy'}`, { cause: error })
    throw error
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
