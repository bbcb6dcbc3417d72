import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ExportFormat } from '@samskriv/domain'
import type { ExportFile, ExportTree, LayoutOptions } from '@samskriv/export'
import { RequestProblem } from '../http/problem.ts'
import type { Log } from '../log.ts'
import type { Bound, Order } from './binding.ts'
import { residentMb, watchMemory } from './resident-memory.ts'

/** Beyond so many that wait, whoever comes is asked to come again. */
const longestQueue = 20
/** A file that takes longer is given up. */
const patienceMs = 30_000
/** Then the memory goes back. */
const idleMs = 30_000
/** Of the binder's heap, in MB. */
const mostMemory = 600
/** Of all that the binder takes, in MB: what sets pages takes most of it beside the heap. One that grew beyond the first is not used again. */
const mostKeptMb = 400
const mostEverMb = 700

/** Where case studies become files, one after the other, beside the process that serves those who write. */
export interface Bindery {
  /**
   * @param how - `signal`: given up when it is aborted, also while the file is written; `onTurn`: nobody comes first any more
   * @throws {@link RequestProblem} `unavailable` when too many wait already, when it takes too long, or after the end
   */
  bind(tree: ExportTree, format: ExportFormat, options: LayoutOptions, how?: Binding): Promise<ExportFile>
  /** Null while nobody needs one. */
  readonly processId: number | null
  close(): void
}

interface Binding {
  readonly signal?: AbortSignal
  readonly onTurn?: () => void
}

export function openBindery(
  log: Pick<Log, 'warn' | 'error'>,
  { patience = patienceMs, idle = idleMs, mostKept = mostKeptMb, mostEver = mostEverMb } = {},
): Bindery {
  const waiting: (() => void)[] = []
  let binder: ChildProcess | null = null
  let leaving: NodeJS.Timeout | null = null
  let isBusy = false
  let isClosed = false
  let orders = 0

  async function turn(): Promise<void> {
    if (!isBusy) {
      isBusy = true
      return
    }
    if (waiting.length >= longestQueue) throw comeAgain()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function next(): void {
    const first = waiting.shift()
    if (first !== undefined) return first()
    isBusy = false
    leaving = setTimeout(dismiss, idle).unref()
  }

  function dismiss(): void {
    binder?.kill('SIGKILL')
    binder = null
  }

  function called(): ChildProcess {
    if (leaving !== null) clearTimeout(leaving)
    leaving = null
    if (binder !== null) return binder
    // No environment: it needs no secret, and can tell none.
    const child = fork(program, [], {
      env: {},
      execArgv: [`--max-old-space-size=${mostMemory}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    child.on('error', (error) => log.error('export process failed', { error }))
    child.once('close', () => {
      if (binder === child) binder = null
    })
    // What it holds open must not keep the server from ending.
    child.unref()
    child.channel?.unref()
    binder = child
    return child
  }

  function ordered(order: Order, signal: AbortSignal | undefined): Promise<ExportFile> {
    return new Promise((resolve, reject) => {
      const child = called()
      const over = (settle: () => void) => {
        clearTimeout(timer)
        unwatch()
        signal?.removeEventListener('abort', giveUp)
        child.off('message', heard)
        child.off('close', gone)
        child.off('error', failed)
        settle()
      }
      const heard = (message: unknown): void => {
        const bound = message as Bound
        if (bound.id !== order.id) return
        over(() => (bound.ok ? resolve(bound.file) : reject(problemOf(bound.why))))
        if (residentMb(child.pid) > mostKept && binder === child) dismiss()
      }
      const gone = (code: number | null, ended: NodeJS.Signals | null): void => {
        log.warn('export process ended', { code, signal: ended, format: order.format })
        over(() => reject(comeAgain()))
      }
      const failed = (): void => {
        // One that never began does not end either.
        if (child.pid !== undefined) return
        if (binder === child) binder = null
        over(() => reject(comeAgain()))
      }
      const giveUp = (): void => {
        if (binder === child) dismiss()
      }
      const timer = setTimeout(giveUp, patience)
      const unwatch = watchMemory(child.pid, mostEver, giveUp)
      child.on('message', heard)
      child.once('close', gone)
      child.on('error', failed)
      signal?.addEventListener('abort', giveUp, { once: true })
      if (child.pid !== undefined) child.send(order)
    })
  }

  return {
    async bind(tree, format, options, { signal, onTurn } = {}) {
      await turn()
      try {
        if (isClosed || signal?.aborted === true) throw comeAgain()
        onTurn?.()
        orders += 1
        return await ordered({ id: orders, tree, format, options }, signal)
      } finally {
        next()
      }
    },
    get processId() {
      return binder?.pid ?? null
    },
    close() {
      isClosed = true
      if (leaving !== null) clearTimeout(leaving)
      dismiss()
    },
  }
}

function problemOf(why: string): Error {
  return why === 'pdf-unavailable' ? new RequestProblem('pdf-unavailable') : new Error(why)
}

function comeAgain(): RequestProblem {
  return new RequestProblem('unavailable', { headers: { 'Retry-After': '10' } })
}

const program = fileURLToPath(new URL('binder-process.ts', import.meta.url))
