import type { RoomSocket } from './room-socket.ts'

/** Where the messages of an {@link HttpSocket} go: an open stream, or a poll that waits for its answer. */
export interface Downstream {
  /** @param first - the number of the first of them */
  deliver(messages: readonly Buffer[], first: number): void
  /** Asks whether somebody is there: whoever reads this makes a request at once. */
  ping(): void
  /** Nothing follows. */
  close(code: number, reason: string): void
  /** The client has another one now, or the connection is gone. */
  end(): void
}

export interface HttpSocketOptions {
  /** So long after messages went out, others are gathered and go out together. */
  readonly gatherMs?: number
  /** Without anybody to send to for so long, it counts as gone: a WebSocket would be, at once. */
  readonly absentMs?: number
  /** What can't be read now is waited with for so long; then its sender is told to send it again. */
  readonly patienceMs?: number
}

/** What a closed connection may keep for its client, to be read once more. */
const maxKeptBytes = 262_144

interface Listeners {
  message: ((data: Buffer, isBinary: boolean) => void)[]
  close: (() => void)[]
  pong: (() => void)[]
}

/**
 * A socket whose other side comes and goes with HTTP requests. Messages are numbered from 1, each way. Those to the client are kept
 * until it has said that it has them, so a stream that breaks off loses nothing; those from the client count once, however often they
 * come.
 */
export class HttpSocket implements RoomSocket {
  readonly #gatherMs: number
  readonly #patienceMs: number
  readonly #absentMs: number
  readonly #listeners: Listeners = { message: [], close: [], pong: [] }
  /** Not known to have arrived; the first of them is number `#confirmed + 1`. */
  #kept: Buffer[] = []
  #keptBytes = 0
  #confirmed = 0
  /** The last one handed to the present downstream. */
  #given = 0
  #downstream: Downstream | null = null
  #flushTimer: NodeJS.Timeout | NodeJS.Immediate | null = null
  #flushedAt = 0
  #absence: NodeJS.Timeout | null = null
  #isPingDue = false
  #end: { readonly code: number; readonly reason: string } | null = null
  #isGone = false
  #taken = 0
  /** Which POST is being read: a newer one takes over. */
  #turn = 0
  #isPaused = false
  #onReadable = new Set<() => void>()

  constructor({ gatherMs = 30, absentMs = 20_000, patienceMs = 10_000 }: HttpSocketOptions = {}) {
    this.#gatherMs = gatherMs
    this.#absentMs = absentMs
    this.#patienceMs = patienceMs
    this.#waitForClient()
  }

  // ── as the room sees it ──

  /** What the client has not said it has. */
  get bufferedAmount(): number {
    return this.#keptBytes
  }

  send(message: Buffer, next?: Buffer): void {
    if (this.#isOver) return
    this.#keep(message)
    if (next !== undefined) this.#keep(next)
    this.#flushSoon()
  }

  close(code: number, reason = ''): void {
    if (this.#isOver) return
    this.#end = { code, reason }
    this.#flush()
    if (this.#keptBytes > maxKeptBytes) this.#forgetKept()
    this.#over()
  }

  terminate(): void {
    this.#detach()?.end()
    if (this.#isOver) return
    this.#isGone = true
    this.#forgetKept()
    this.#over()
  }

  ping(): void {
    if (this.#isOver) return
    this.#isPingDue = true
    this.#flushSoon()
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#wakeReaders()
  }

  on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): void
  on(event: 'close' | 'pong', listener: () => void): void
  on(event: 'error', listener: (error: Error) => void): void
  on(event: keyof Listeners | 'error', listener: never): void {
    // What goes wrong with one request is no error of the connection.
    if (event !== 'error') this.#listeners[event].push(listener)
  }

  // ── as HTTP sees it ──

  /** Whether there is nothing to be had of it, not even how it ended. */
  get isGone(): boolean {
    return this.#isGone
  }

  get hasDownstream(): boolean {
    return this.#downstream !== null
  }

  /** The number of the last message that was taken from the client. */
  get taken(): number {
    return this.#taken
  }

  /** Whether a client that has everything up to this number can be sent what follows, or how it ended. */
  canSendFrom(received: number): boolean {
    if (this.#isGone) return false
    return this.#end !== null || this.#holds(received)
  }

  /** The client has everything up to this number. */
  confirm(received: number): void {
    const count = Math.min(received, this.#given) - this.#confirmed
    if (count <= 0) return
    for (const message of this.#kept.splice(0, count)) this.#keptBytes -= message.length
    this.#confirmed += count
  }

  /**
   * Sends on from the message after `received`; what was sent to before is ended.
   *
   * @returns false when that can't be done: the messages are gone, or were never sent
   */
  attach(downstream: Downstream, received: number): boolean {
    if (!this.canSendFrom(received)) return false
    if (this.#end !== null && !this.#holds(received)) {
      downstream.close(this.#end.code, this.#end.reason)
      return true
    }
    this.#downstream?.end()
    this.#given = Math.max(this.#given, received)
    this.confirm(received)
    this.#given = received
    this.#downstream = downstream
    this.#stopWaiting()
    this.#emitPong()
    if (this.#end !== null || this.#kept.length > 0 || this.#isPingDue) this.#flush()
    return true
  }

  /** This one can be sent to no more. */
  detach(downstream: Downstream): void {
    if (this.#downstream === downstream) this.#detach()
  }

  /**
   * Hands on what the client has sent, each message once and in order. While the room reads nothing it waits, for a while.
   *
   * @param first - the number of the first of them
   * @returns the number of the last message that was taken, of these or of earlier ones: what is behind it has to be sent again
   */
  async take(first: number, messages: readonly Buffer[]): Promise<number> {
    this.#turn += 1
    const turn = this.#turn
    // Whoever sends again has given the request before up.
    this.#wakeReaders()
    if (this.#downstream === null) this.#waitForClient()
    this.#emitPong()
    const until = performance.now() + this.#patienceMs
    for (const [place, message] of messages.entries()) {
      const number = first + place
      if (number > this.#taken + 1) break
      while (this.#isPaused && !this.#isOver && turn === this.#turn && performance.now() < until)
        await this.#readable(until - performance.now())
      if (this.#isPaused || this.#isOver || turn !== this.#turn) break
      if (number !== this.#taken + 1) continue
      this.#taken = number
      for (const hear of this.#listeners.message) hear(message, true)
    }
    return this.#taken
  }

  get #isOver(): boolean {
    return this.#end !== null || this.#isGone
  }

  /** Whether everything behind this number is here. */
  #holds(received: number): boolean {
    return received >= this.#confirmed && received <= this.#confirmed + this.#kept.length
  }

  #keep(message: Buffer): void {
    this.#kept.push(message)
    this.#keptBytes += message.length
  }

  #forgetKept(): void {
    this.#confirmed += this.#kept.length
    this.#given = this.#confirmed
    this.#kept = []
    this.#keptBytes = 0
  }

  /** At once when nothing went out lately, in one piece with what else is sent in this turn of the event loop. */
  #flushSoon(): void {
    if (this.#flushTimer !== null || this.#downstream === null) return
    const restMs = this.#flushedAt + this.#gatherMs - performance.now()
    const flush = (): void => this.#flush()
    this.#flushTimer = restMs > 0 ? setTimeout(flush, restMs) : setImmediate(flush)
  }

  #flush(): void {
    this.#stopFlushTimer()
    const downstream = this.#downstream
    if (downstream === null) return
    const skipped = this.#given - this.#confirmed
    const messages = skipped === 0 ? [...this.#kept] : this.#kept.slice(skipped)
    if (messages.length > 0) {
      const first = this.#given + 1
      this.#given += messages.length
      this.#flushedAt = performance.now()
      downstream.deliver(messages, first)
    }
    if (this.#end !== null) {
      downstream.close(this.#end.code, this.#end.reason)
      this.#detach()
    } else if (this.#isPingDue) {
      this.#isPingDue = false
      downstream.ping()
    }
  }

  #stopFlushTimer(): void {
    if (this.#flushTimer === null) return
    clearTimeout(this.#flushTimer as NodeJS.Timeout)
    clearImmediate(this.#flushTimer as NodeJS.Immediate)
    this.#flushTimer = null
  }

  #detach(): Downstream | null {
    const downstream = this.#downstream
    this.#downstream = null
    this.#stopFlushTimer()
    this.#waitForClient()
    return downstream
  }

  #waitForClient(): void {
    this.#stopWaiting()
    if (!this.#isOver) this.#absence = setTimeout(() => this.terminate(), this.#absentMs).unref()
  }

  #stopWaiting(): void {
    if (this.#absence !== null) clearTimeout(this.#absence)
    this.#absence = null
  }

  #over(): void {
    this.#stopWaiting()
    this.#stopFlushTimer()
    this.#wakeReaders()
    // As a WebSocket tells it: not to the one who closes, while they are at it.
    setImmediate(() => {
      for (const hear of this.#listeners.close) hear()
    })
  }

  #emitPong(): void {
    if (!this.#isOver) for (const hear of this.#listeners.pong) hear()
  }

  #wakeReaders(): void {
    for (const wake of this.#onReadable) wake()
  }

  /** Resolves when it is read again, when it is over, when a newer POST has come, or when the time is up. */
  #readable(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#onReadable.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, withinMs)
      this.#onReadable.add(wake)
    })
  }
}
