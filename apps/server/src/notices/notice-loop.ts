import { claimJob, enqueue, failJob, finishJob, type Job, type Script, type Store } from '@samskriv/database'
import type { Log } from '../log.ts'
import { tellOfLate } from './late.ts'
import { mailingDigest, mailingNotices } from './mail-notices.ts'
import { digestJob, jobKinds, lateJob, mailJob } from './when.ts'

export interface NoticeLoopOptions {
  readonly store: Store
  /** What links are made from. */
  readonly secret: string
  readonly clock: () => number
  readonly log: Log
  /** Tells the mail loop that something waits in the outbox. */
  readonly wakeMail: () => void
}

const leaseMs = 60_000
const pollMs = 10_000
const lateEveryMs = 60 * 60_000

/**
 * Makes mails of notices, and reminds of what is late. A job is done in one transaction with its own end: what dies in between has not
 * happened, is claimed again, and nothing is told twice. Runs until stopped.
 */
export class NoticeLoop {
  readonly #options: NoticeLoopOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = false

  constructor(options: NoticeLoopOptions) {
    this.#options = options
  }

  start(): void {
    this.#timer = setInterval(() => void this.wake(), pollMs)
    this.#timer.unref()
    void this.wake()
  }

  /** Does what is due. Resolves when nothing is due any more. */
  async wake(): Promise<void> {
    if (this.#stopped) return
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    await this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    const { store, clock, log } = this.#options
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false
        await store.tx(enqueue(lateJob, 'all', clock()))
        for (;;) {
          const job = await store.tx(claimJob(jobKinds, clock(), leaseMs))
          if (job === undefined || this.#stopped) break
          await this.#do(job)
        }
      }
    } catch (error) {
      // The rows can't be read or written now; the next poll tries again.
      if (!this.#stopped) log.error('notice loop failed', { error })
    }
  }

  async #do(job: Job): Promise<void> {
    const { store, secret, clock, log, wakeMail } = this.#options
    try {
      const script: Script<boolean> = function* (ctx) {
        const hasMail = yield* work(job, secret)(ctx)
        yield* finishJob(job)(ctx)
        return hasMail
      }
      if (await store.tx(script)) wakeMail()
    } catch (error) {
      log.warn('job failed', { job: job.id, kind: job.kind, attempts: job.attempts, error })
      await store.tx(failJob(job, clock() + Math.min(10_000 * 4 ** job.attempts, lateEveryMs)))
    }
  }
}

/** @returns whether a mail waits to be sent */
const work = (job: Job, secret: string): Script<boolean> =>
  function* (ctx) {
    switch (job.kind) {
      case mailJob:
        return yield* mailingNotices(job.payload, secret)(ctx)
      case digestJob:
        return yield* mailingDigest(job.payload, secret)(ctx)
      case lateJob:
        yield* enqueue(lateJob, 'all', ctx.clock() + lateEveryMs)(ctx)
        yield* tellOfLate()(ctx)
        return false
      default:
        throw new Error('job-kind-unknown')
    }
  }
