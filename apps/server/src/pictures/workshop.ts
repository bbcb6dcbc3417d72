import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { pictureLimits } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import type { Log } from '../log.ts'
import type { Outcome, Task } from './workbench.ts'

/** Pictures at the same time: the rest of the machine is for words. */
const benches = 2
/** Beyond so many that wait, whoever comes is asked to come again. */
const longestQueue = 20
/** A picture that takes longer was made to. */
const patienceMs = 45_000

/** Where pictures are drawn anew, each in a process of its own that knows nothing and is ended when it takes too long. */
export interface Workshop {
  /** @throws {@link RequestProblem} `unavailable` when too many wait already, when the machine begins no process, or after the end */
  reencode(dir: string, keepsClean?: boolean): Promise<Outcome>
  close(): void
}

export function openWorkshop(log: Pick<Log, 'warn' | 'error'>): Workshop {
  const waiting: (() => void)[] = []
  const running = new Set<{ kill(): void }>()
  let busy = 0
  let isClosed = false

  async function turn(): Promise<void> {
    if (busy < benches) {
      busy += 1
      return
    }
    if (waiting.length >= longestQueue) throw comeAgain()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function next(): void {
    const first = waiting.shift()
    if (first === undefined) busy -= 1
    else first()
  }

  function work(dir: string, keepsClean: boolean): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      // No environment: it needs no secret, and can tell none.
      const child = fork(program, [], { env: {}, execArgv: ['--max-old-space-size=256'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
      const bench = { kill: () => child.kill('SIGKILL') }
      running.add(bench)
      const timer = setTimeout(bench.kill, patienceMs)
      let outcome: Outcome = { ok: false, why: 'broken' }
      child.once('message', (message) => {
        outcome = message as Outcome
      })
      const over = (): void => {
        clearTimeout(timer)
        running.delete(bench)
      }
      // Not once: one that has died already can't be sent anything either.
      child.on('error', (error) => {
        log.error('picture process failed', { error })
        if (child.pid !== undefined) return
        over()
        reject(comeAgain(error))
      })
      child.once('close', (code, signal) => {
        over()
        if (signal !== null) log.warn('picture process ended', { signal })
        resolve(outcome)
      })
      const { maxPixels, maxWidth, maxHeight } = pictureLimits
      if (child.pid !== undefined) child.send({ dir, keepsClean, limits: { maxPixels, maxWidth, maxHeight } } satisfies Task)
    })
  }

  return {
    async reencode(dir, keepsClean = false) {
      await turn()
      try {
        if (isClosed) throw comeAgain()
        return await work(dir, keepsClean)
      } finally {
        next()
      }
    },
    close() {
      isClosed = true
      for (const bench of running) bench.kill()
    },
  }
}

function comeAgain(cause?: Error): RequestProblem {
  return new RequestProblem('unavailable', { headers: { 'Retry-After': '10' }, cause })
}

const program = fileURLToPath(new URL('reencode-process.ts', import.meta.url))
