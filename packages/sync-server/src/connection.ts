import type { VoiceId } from '@samskriv/domain'
import { closeCodes, encodeAck, encodeReject, limits, type CloseReason, type RejectCode } from '@samskriv/protocol/frames'

import type { Admission } from './admission.ts'
import type { RoomLimits } from './room-limits.ts'
import type { RoomSocket } from './room-socket.ts'
import type { WorkBudget } from './work-budget.ts'

/** What goes on at one socket: what it has sent, what of it is settled, and whether it is being read. */
export class Connection {
  readonly id: string
  readonly socket: RoomSocket
  readonly admission: Admission
  readonly limits: RoomLimits
  /** The current clientID: the one that presence speaks for. */
  client: number | null = null
  saidHello = false
  /** The voice of what it writes, once it has written. */
  voice: VoiceId | null = null
  /** ClientIDs that it was refused to write with for somebody. */
  readonly disowned = new Set<number>()
  isClosed = false
  /** Closed from this side: nothing more of it is taken. */
  isBarred = false
  /** Counted messages received, and those the room has dealt with. */
  received = 0
  processed = 0
  waitingBytes = 0
  awaitsResync = false
  lastHeardAt: number
  lastSentAt: number
  readonly #budgets: readonly WorkBudget[]
  readonly #clock: () => number
  readonly #pauses = new Set<string>()
  readonly #probes = new Set<() => void>()
  #held: Buffer[] | null = []
  /** What has arrived and is read by nobody yet. */
  heldBytes = 0
  #onHeld: (() => void) | null = null
  #read: ((bytes: Buffer) => void) | null = null
  #acked = 0
  /** How far everything is settled, as soon as there is something to send it with. */
  #owed = 0
  #refusedAt: number[] = []
  #resumeTimer: NodeJS.Timeout | null = null

  constructor(
    id: string,
    socket: RoomSocket,
    admission: Admission,
    budgets: readonly WorkBudget[],
    limits_: RoomLimits,
    clock: () => number,
  ) {
    this.id = id
    this.socket = socket
    this.admission = admission
    this.limits = limits_
    this.#budgets = budgets
    this.#clock = clock
    this.lastHeardAt = clock()
    this.lastSentAt = this.lastHeardAt
  }

  /** Begins to read: `read` is called with each message, those that came before first. */
  open(read: (bytes: Buffer) => void): void {
    this.#read = read
    this.release()
  }

  receive(bytes: Buffer): void {
    this.heard()
    if (this.isClosed) return
    if (this.#held !== null) {
      this.#held.push(bytes)
      this.heldBytes += bytes.length
      if (this.heldBytes > this.limits.maxWaitingBytesPerSocket) this.pause('held')
      this.#onHeld?.()
    } else this.#read?.(bytes)
  }

  /** Resolves when what has arrived and is held satisfies `enough`, or when the time is up. */
  saysEnough(enough: (held: readonly Buffer[]) => boolean, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        this.#onHeld = null
        resolve()
      }
      const timer = setTimeout(finish, withinMs)
      this.#onHeld = () => {
        if (this.#held === null || enough(this.#held)) finish()
      }
      this.#onHeld()
    })
  }

  /** Takes one message out of those that are held. @param choose - returns its place, or -1 @returns whether there was one */
  dropHeld(choose: (held: readonly Buffer[]) => number): boolean {
    const place = this.#held === null ? -1 : choose(this.#held)
    if (place >= 0) for (const { length } of this.#held?.splice(place, 1) ?? []) this.heldBytes -= length
    return place >= 0
  }

  /** Keeps what arrives until `release`: something about this connection is not decided yet. */
  hold(): void {
    this.#held ??= []
    this.pause('held')
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = null
    for (const [index, bytes] of held.entries()) {
      if (this.isClosed) return
      this.heldBytes -= bytes.length
      this.#read?.(bytes)
      if (this.#isHeldAgain()) {
        this.#held = held.slice(index + 1)
        return
      }
    }
    this.resume('held')
  }

  heard(): void {
    this.lastHeardAt = this.#clock()
    for (const found of this.#probes) found()
  }

  /** Whether somebody is still there. */
  probe(timeoutMs: number, done: (isAlive: boolean) => void): void {
    const finish = (isAlive: boolean): void => {
      clearTimeout(timer)
      this.#probes.delete(found)
      done(isAlive)
    }
    const found = (): void => finish(true)
    const timer = setTimeout(() => finish(false), timeoutMs)
    this.#probes.add(found)
    this.socket.ping()
  }

  #isHeldAgain(): boolean {
    return this.#held !== null
  }

  /** @param frame - a Buffer, so that the same bytes go to every socket without a copy. An ack that is owed goes along. */
  send(frame: Buffer): void {
    if (this.isClosed) return
    if (this.socket.bufferedAmount > limits.maxBufferedBytes) {
      this.close('slowReader')
      return
    }
    this.lastSentAt = this.#clock()
    if (this.owesAck) this.socket.send(frame, this.#takeAck())
    else this.socket.send(frame)
  }

  get owesAck(): boolean {
    return this.#owed > this.#acked
  }

  /** Notes that everything dealt with so far is settled. Only after a hello. @returns whether there is something to say about it */
  owe(): boolean {
    if (!this.saidHello) return false
    this.#owed = this.processed
    return this.owesAck
  }

  /** Sends what is owed without waiting for something to send it with. */
  payAck(): void {
    if (this.isClosed || !this.owesAck) return
    this.lastSentAt = this.#clock()
    this.socket.send(this.#takeAck())
  }

  #takeAck(): Buffer {
    this.#acked = this.#owed
    return Buffer.from(encodeAck(this.#owed))
  }

  /** Answers a counted message that was not applied. @returns false when that was one refusal too many */
  refuse(message: number, code: RejectCode, isRepeated: boolean): boolean {
    if (this.saidHello) this.send(Buffer.from(encodeReject(message, code)))
    if (isRepeated) return true
    const now = this.#clock()
    this.#refusedAt.push(now)
    if (this.#refusedAt.length <= this.limits.maxRefusals) return true
    const oldest = this.#refusedAt.shift() ?? 0
    return now - oldest > this.limits.refusalWindowMs
  }

  /** The socket is gone, by whichever side. */
  closed(): void {
    this.isClosed = true
    if (this.#resumeTimer !== null) clearTimeout(this.#resumeTimer)
    this.#pauses.clear()
  }

  close(reason: CloseReason): void {
    if (this.isClosed) return
    this.payAck()
    this.closed()
    this.isBarred = true
    // Read on, or the other side's answer to the close would never be seen.
    this.socket.resume()
    this.socket.close(closeCodes[reason], reason)
    // A peer that reads nothing would keep what is buffered for it.
    setTimeout(() => this.socket.terminate(), 5_000).unref()
  }

  /** Charges what was read. Beyond the rate, the socket is not read for a while: nothing is lost. @returns that while, in milliseconds */
  charge(messages: number, bytes: number): number {
    let wait = 0
    for (const budget of this.#budgets) wait = Math.max(wait, budget.spend(messages, bytes))
    if (wait > 0) this.#rest(wait)
    return wait
  }

  pause(why: string): void {
    if (this.isClosed) return
    if (this.#pauses.size === 0) this.socket.pause()
    this.#pauses.add(why)
  }

  resume(why: string): void {
    if (this.#pauses.delete(why) && this.#pauses.size === 0 && !this.isClosed) this.socket.resume()
  }

  #rest(ms: number): void {
    this.pause('rate')
    if (this.#resumeTimer !== null) clearTimeout(this.#resumeTimer)
    this.#resumeTimer = setTimeout(() => {
      this.#resumeTimer = null
      this.resume('rate')
    }, ms)
  }
}
