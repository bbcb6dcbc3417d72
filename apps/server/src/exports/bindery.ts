import type { ExportFormat } from '@samskriv/domain'
import type { ExportTree, LayoutOptions } from '@samskriv/export'
import { openBeside, TooHeavy, WorkFailed, type Asking } from '../beside/beside.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Log } from '../log.ts'
import type { BindingOrder, BoundFile } from './binding.ts'

/** A file that takes longer is given up. */
const patienceMs = 30_000
/** Then the memory goes back. */
const idleMs = 30_000
/** Of the binder's heap, in MB. */
const heapMb = 600
/** Of all that the binder takes, in MB: what sets pages takes most of it beside the heap. */
const mostKeptMb = 400
const mostEverMb = 700

/** Where case studies become files, one after the other, beside the process that serves those who write. */
export interface Bindery {
  /** @throws {@link RequestProblem} as {@link Beside} says, `export-too-heavy` and `pdf-unavailable` */
  bind(tree: ExportTree, format: ExportFormat, options: LayoutOptions, how?: Asking): Promise<BoundFile>
  /** Null while nobody needs one. */
  readonly processId: number | null
  close(): void
}

interface BinderyLimits {
  readonly patience: number
  readonly idle: number
  readonly mostKept: number
  readonly mostEver: number
  /** For Node, before the program. */
  readonly flags: readonly string[]
}

export function openBindery(
  log: Pick<Log, 'warn' | 'error'>,
  { patience = patienceMs, idle = idleMs, mostKept = mostKeptMb, mostEver = mostEverMb, flags = [] }: Partial<BinderyLimits> = {},
): Bindery {
  const beside = openBeside<BindingOrder, BoundFile>({
    log,
    what: 'export process',
    program: new URL('binder-process.ts', import.meta.url),
    heapMb,
    mostKeptMb: mostKept,
    mostEverMb: mostEver,
    patienceMs: patience,
    idleMs: idle,
    flags,
  })
  return {
    async bind(tree, format, options, how) {
      try {
        return await beside.ask({ tree, format, options }, how)
      } catch (error) {
        if (error instanceof TooHeavy) throw new RequestProblem('export-too-heavy', { cause: error })
        throw error instanceof WorkFailed && error.message === 'pdf-unavailable' ? new RequestProblem('pdf-unavailable') : error
      }
    },
    get processId() {
      return beside.processId
    },
    close: () => beside.close(),
  }
}
