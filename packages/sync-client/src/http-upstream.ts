import { encodeMessages } from '@samskriv/protocol/frames'

import type { HttpConnection } from './http-connection.ts'

/** Messages that wait are sent together, at most so often. */
const gapMs = 150
/** As many as fit go in one request. */
const maxBatchBytes = 262_144
/** So long an answer may take: the server gives one after ten seconds even when it can take nothing. */
const answerWithinMs = 25_000
const longestRestMs = 1_000
/** The server hears from us at least so often. */
const confirmEveryMs = 10_000
/** So much may have come that the server keeps for us, because it does not know that we have it. */
const maxUnconfirmedBytes = 131_072
/** What browsers still send for a page that is gone. */
const maxLastBytes = 60_000

/** The way to the server: one POST at a time, each message with its number until the server has said that it has it. */
export class HttpUpstream {
  readonly #connection: HttpConnection
  /** Not known to be taken; the first is number `#taken + 1`. */
  #waiting: Uint8Array[] = []
  #bytes = 0
  #taken = 0
  #received = 0
  #unconfirmedBytes = 0
  #isConfirmDue = false
  #isPosting = false
  #timer: ReturnType<typeof setTimeout> | null = null
  #postedAt = -Infinity
  #failures = 0
  #isOver = false

  constructor(connection: HttpConnection) {
    this.#connection = connection
  }

  get bufferedAmount(): number {
    return this.#bytes
  }

  send(message: Uint8Array): void {
    if (this.#isOver) return
    // Its sender may use the bytes again.
    this.#waiting.push(message.slice())
    this.#bytes += message.length
    this.#postSoon()
  }

  /** So many messages have come from the server. No timer: those of a page in the background are late. */
  confirm(received: number, bytes: number): void {
    this.#received = received
    this.#unconfirmedBytes += bytes
    if (this.#unconfirmedBytes >= maxUnconfirmedBytes || performance.now() - this.#postedAt >= confirmEveryMs) this.answer()
  }

  /** Shows the server that somebody is here. */
  answer(): void {
    this.#isConfirmDue = true
    this.#postSoon()
  }

  /** Sends what is left, with the word that nothing follows; also from a page that is being closed. */
  finish(): void {
    if (this.#isOver) return
    this.stop()
    const body = encodeMessages(this.#waiting)
    // What is too large for that is kept on this device; who is gone is noticed after a while.
    if (body.length <= maxLastBytes) this.#connection.last(this.#query({ close: '' }), body)
  }

  stop(): void {
    this.#isOver = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #postSoon(): void {
    if (this.#isPosting || this.#isOver) return
    const rest = this.#failures === 0 ? gapMs : Math.min(longestRestMs, gapMs * 2 ** this.#failures)
    const waitMs = this.#postedAt + rest - performance.now()
    if (waitMs <= 0 && this.#failures === 0) {
      if (this.#timer !== null) clearTimeout(this.#timer)
      this.#timer = null
      // With what else is said in this turn: a hello, a step 1 and a presence come together.
      this.#isPosting = true
      queueMicrotask(() => void this.#post())
      return
    }
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null
        if (this.#isPosting || this.#isOver) return
        this.#isPosting = true
        void this.#post()
      },
      Math.max(0, waitMs),
    )
  }

  async #post(): Promise<void> {
    if (this.#isOver) return
    const batch = this.#nextBatch()
    const unconfirmed = this.#unconfirmedBytes
    this.#isConfirmDue = false
    this.#postedAt = performance.now()
    const taken = await this.#connection.post(this.#query(), encodeMessages(batch), answerWithinMs)
    this.#isPosting = false
    if (this.#isOver) return
    if (taken === null) {
      this.#failures += 1
      this.#isConfirmDue = true
    } else {
      this.#unconfirmedBytes -= unconfirmed
      // Nothing taken of what was sent: the server reads nothing now, or the connection is over, which the other way tells.
      this.#failures = batch.length > 0 && taken <= this.#taken ? this.#failures + 1 : 0
      this.#drop(taken)
    }
    if (this.#waiting.length > 0 || this.#isConfirmDue) this.#postSoon()
  }

  #nextBatch(): readonly Uint8Array[] {
    let bytes = 0
    const end = this.#waiting.findIndex((message, place) => (bytes += message.length) > maxBatchBytes && place > 0)
    return end < 0 ? this.#waiting.slice() : this.#waiting.slice(0, end)
  }

  #drop(taken: number): void {
    const count = Math.max(0, taken - this.#taken)
    for (const message of this.#waiting.splice(0, count)) this.#bytes -= message.length
    this.#taken += count
  }

  #query(more: Readonly<Record<string, string>> = {}): string {
    return new URLSearchParams({ first: String(this.#taken + 1), received: String(this.#received), ...more }).toString()
  }
}
