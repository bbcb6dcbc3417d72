import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { RequestProblem } from '../http/problem.ts'
import type { Log } from '../log.ts'
import type { Answered, Ordered } from './ordered.ts'
import { residentMb, watchMemory } from './resident-memory.ts'

/** Beyond so many that wait, whoever comes is asked to come again. */
const longestQueue = 20

/** Work that is done one after the other in a process of its own, beside the one that serves those who write. */
export interface Beside<Order, Answer> {
  /**
   * @param how - `signal`: given up when it is aborted, also while it is worked on; `onTurn`: nobody comes first any more
   * @throws {@link RequestProblem} `unavailable` when too many wait already, when it is called off, or after the end
   * @throws {@link TooHeavy} when it takes too long or too much: asked once more, it would do so once more
   * @throws {@link WorkFailed} what went wrong over there
   */
  ask(order: Order, how?: Asking): Promise<Answer>
  /** Null while nobody needs one. */
  readonly processId: number | null
  close(): void
}

export interface Asking {
  readonly signal?: AbortSignal
  readonly onTurn?: () => void
}

/** The work itself failed; the message is what its error said. */
export class WorkFailed extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'WorkFailed'
  }
}

/** The work was given up, because of what it was. */
export class TooHeavy extends Error {
  readonly took: 'time' | 'memory'
  constructor(took: 'time' | 'memory') {
    super(`too-much-${took}`)
    this.name = 'TooHeavy'
    this.took = took
  }
}

export interface BesideOptions {
  readonly log: Pick<Log, 'warn' | 'error'>
  /** What it is called in the log. */
  readonly what: string
  /** The file that it runs; it answers with {@link answerOrders}. */
  readonly program: URL
  /** Of its heap, in MB. */
  readonly heapMb: number
  /** Of all that it takes, in MB. One that grew beyond the first is not used again. */
  readonly mostKeptMb: number
  readonly mostEverMb: number
  /** Work that takes longer is given up. */
  readonly patienceMs: number
  /** Without work for so long, its memory goes back. */
  readonly idleMs: number
  /** For Node, before the file. */
  readonly flags?: readonly string[]
}

export function openBeside<Order, Answer>(options: BesideOptions): Beside<Order, Answer> {
  const { log, what, heapMb, mostKeptMb, mostEverMb, patienceMs, idleMs, flags = [] } = options
  const program = fileURLToPath(options.program)
  const waiting: (() => void)[] = []
  let worker: ChildProcess | null = null
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
    leaving = setTimeout(dismiss, idleMs).unref()
  }

  function dismiss(): void {
    worker?.kill('SIGKILL')
    worker = null
  }

  function called(): ChildProcess {
    if (leaving !== null) clearTimeout(leaving)
    leaving = null
    if (worker !== null) return worker
    // No environment: it needs no secret, and can tell none.
    const child = fork(program, [], {
      env: {},
      execArgv: [`--max-old-space-size=${heapMb}`, ...flags],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    child.on('error', (error) => log.error(`${what} failed`, { error }))
    child.once('close', () => {
      if (worker === child) worker = null
    })
    // What it holds open must not keep the server from ending.
    child.unref()
    child.channel?.unref()
    worker = child
    return child
  }

  function ordered({ id, order }: Ordered<Order>, signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const child = called()
      let tooMuch: TooHeavy['took'] | null = null
      const over = (settle: () => void) => {
        clearTimeout(timer)
        unwatch()
        signal?.removeEventListener('abort', leave)
        child.off('message', heard)
        child.off('close', gone)
        child.off('error', failed)
        settle()
      }
      const heard = (message: unknown): void => {
        const answered = message as Answered<Answer>
        if (answered.id !== id) return
        over(() => (answered.ok ? resolve(answered.answer) : reject(new WorkFailed(answered.why))))
        if (residentMb(child.pid) > mostKeptMb && worker === child) dismiss()
      }
      const gone = (code: number | null, ended: NodeJS.Signals | null): void => {
        // Node ends itself so when its heap is full.
        if (ended === 'SIGABRT' || code === 134) tooMuch ??= 'memory'
        log.warn(`${what} ended`, { code, signal: ended, tooMuch })
        over(() => reject(tooMuch === null ? comeAgain() : new TooHeavy(tooMuch)))
      }
      const failed = (): void => {
        // One that never began does not end either.
        if (child.pid !== undefined) return
        if (worker === child) worker = null
        over(() => reject(comeAgain()))
      }
      const leave = (): void => {
        if (worker === child) dismiss()
      }
      const giveUp = (took: TooHeavy['took']): void => {
        tooMuch ??= took
        leave()
      }
      const timer = setTimeout(() => giveUp('time'), patienceMs)
      const unwatch = watchMemory(child.pid, mostEverMb, () => giveUp('memory'))
      child.on('message', heard)
      child.once('close', gone)
      child.on('error', failed)
      signal?.addEventListener('abort', leave, { once: true })
      if (child.pid !== undefined) child.send({ id, order } satisfies Ordered<unknown>)
    })
  }

  return {
    async ask(order, { signal, onTurn } = {}) {
      await turn()
      try {
        if (isClosed || signal?.aborted === true) throw comeAgain()
        onTurn?.()
        orders += 1
        return await ordered({ id: orders, order }, signal)
      } finally {
        next()
      }
    },
    get processId() {
      return worker?.pid ?? null
    },
    close() {
      isClosed = true
      if (leaving !== null) clearTimeout(leaving)
      dismiss()
    },
  }
}

function comeAgain(): RequestProblem {
  return new RequestProblem('unavailable', { headers: { 'Retry-After': '10' } })
}
