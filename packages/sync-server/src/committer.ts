import type { RoomLog, RoomMetrics } from './observing.ts'
import type { RoomLimits } from './room-limits.ts'
import { StoreUnavailable, type StudyCommit, type UpdateStore } from './update-store.ts'

/** A room, as far as storing goes. */
export interface Committable<Also> {
  /** How many sockets hear of what it commits. */
  readonly listeners: number
  /**
   * Deals with what has arrived, and takes what is to be stored; until it hears the outcome, the room changes nothing more.
   *
   * @param until - as `performance.now()`: what is not dealt with by then waits for the next commit
   * @returns null when there is nothing to store
   */
  seal(until: number): StudyCommit<Also> | null
  committed(): void
  /** Nothing of it was stored and it never can be. */
  refused(error: unknown): void
}

interface Ports<Also> {
  readonly store: UpdateStore<Also>
  readonly limits: RoomLimits
  readonly log: RoomLog
  readonly metrics: RoomMetrics
  readonly onStorage: (state: 'unavailable' | 'available') => void
}

interface Sealed<Also> {
  readonly room: Committable<Also>
  readonly commit: StudyCommit<Also>
}

const firstRetryMs = 100
const lastRetryMs = 2_000
/** How long the rooms together may judge and apply before the event loop gets its turn. */
const turnMs = 30
/** Deliveries a second at which the window is widest. */
const busyDeliveries = 1_200

/**
 * The one writer of the process: all rooms' changes of a window in one durable transaction. Alone at the keyboard one waits for
 * nothing; the busier it gets, the longer the window and the fewer commits and frames.
 */
export class Committer<Also> {
  readonly #ports: Ports<Also>
  readonly #dirty = new Set<Committable<Also>>()
  #isArmed = false
  #isRunning = false
  #isAbandoned = false
  #wake: (() => void) | null = null
  #isUnavailable = false
  #lastAt = 0
  #workMs = 0
  #deliveries = 0
  #rate = 0
  #idle: (() => void)[] = []
  #writingSince: number | null = null
  #watcher: NodeJS.Timeout | null = null

  constructor(ports: Ports<Also>) {
    this.#ports = ports
  }

  get isUnavailable(): boolean {
    return this.#isUnavailable
  }

  /** Says that a room has something to store. */
  schedule(room: Committable<Also>): void {
    this.#deliveries += 1 + room.listeners
    this.#dirty.add(room)
    this.#arm()
  }

  /** Resolves when everything scheduled so far is stored, or given up. */
  settled(): Promise<void> {
    if (!this.#isRunning && this.#dirty.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  /** Stops trying. What is not stored was never acknowledged: its senders still have it. */
  abandon(): void {
    this.#isAbandoned = true
    this.#wake?.()
  }

  /** How far apart two commits begin, the time for the work included. */
  get windowMs(): number {
    const { minWindowMs, maxWindowMs } = this.#ports.limits
    return minWindowMs + (maxWindowMs - minWindowMs) * Math.min(1, this.#rate / busyDeliveries)
  }

  #arm(): void {
    if (this.#isArmed || this.#isRunning) return
    this.#isArmed = true
    // The time that the next one takes is part of what its words wait.
    const wait = this.windowMs - this.#workMs - (performance.now() - this.#lastAt)
    const run = (): void => {
      this.#isArmed = false
      void this.#run()
    }
    if (wait <= 0) setImmediate(run)
    else setTimeout(run, wait)
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    this.#measure()
    const rooms = [...this.#dirty]
    this.#dirty.clear()
    const until = performance.now() + turnMs
    const sealed: Sealed<Also>[] = []
    for (const room of rooms) {
      const commit = room.seal(until)
      if (commit !== null) sealed.push({ room, commit })
    }
    if (sealed.length > 0) await this.#write(sealed)
    this.#workMs = Math.min(performance.now() - this.#lastAt, turnMs)
    this.#isRunning = false
    if (this.#dirty.size > 0 && !this.#isAbandoned) {
      this.#arm()
      return
    }
    const idle = this.#idle
    this.#idle = []
    for (const resolve of idle) resolve()
  }

  #measure(): void {
    const now = performance.now()
    const seconds = Math.max(now - this.#lastAt, 1) / 1_000
    // About the last half second counts.
    const weight = Math.min(1, seconds * 2)
    this.#rate += (this.#deliveries / seconds - this.#rate) * weight
    this.#deliveries = 0
    this.#lastAt = now
  }

  async #write(sealed: readonly Sealed<Also>[]): Promise<void> {
    const { store, metrics, log } = this.#ports
    this.#watch()
    try {
      for (let wait = firstRetryMs; ; wait = Math.min(2 * wait, lastRetryMs)) {
        const from = performance.now()
        const failure = await failureOf(store.commit(sealed.map(({ commit }) => commit)))
        if (failure === null) {
          metrics.observe('commit', performance.now() - from)
          metrics.count('commits')
          this.#say('available')
          for (const { room } of sealed) room.committed()
          return
        }
        metrics.count('commit-failures')
        if (!(failure.error instanceof StoreUnavailable)) {
          await this.#writeApart(sealed, failure.error)
          return
        }
        log.warn('commit waits', { retryMs: wait, error: failure.error.message })
        if (this.#isAbandoned) return
        await this.#sleep(wait)
      }
    } finally {
      this.#writingSince = null
    }
  }

  /** Says so when this write takes too long. One timer for all writes: making and clearing one for each costs as much as a send. */
  #watch(): void {
    this.#writingSince = performance.now()
    if (this.#watcher !== null) {
      this.#watcher.refresh()
      return
    }
    const { outageNoticeMs } = this.#ports.limits
    this.#watcher = setTimeout(() => {
      if (this.#writingSince !== null && performance.now() - this.#writingSince >= outageNoticeMs - 1) this.#say('unavailable')
    }, outageNoticeMs).unref()
  }

  /** One study's bad row must not keep the others from being stored. */
  async #writeApart(sealed: readonly Sealed<Also>[], error: unknown): Promise<void> {
    const [first] = sealed
    if (first !== undefined && sealed.length === 1) {
      first.room.refused(error)
      return
    }
    for (const one of sealed) await this.#write([one])
  }

  #say(state: 'unavailable' | 'available'): void {
    const isUnavailable = state === 'unavailable'
    if (isUnavailable === this.#isUnavailable) return
    this.#isUnavailable = isUnavailable
    this.#ports.onStorage(state)
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#wake = null
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#wake = wake
    })
  }
}

async function failureOf(done: Promise<void>): Promise<{ readonly error: unknown } | null> {
  try {
    await done
    return null
  } catch (error) {
    return { error }
  }
}
