import { rejectCodes, type RejectCode } from '@samskriv/protocol/frames'
import type * as Y from 'yjs'

import type { Ledger, LedgerEntry } from './ledger.ts'

/**
 * What one connection has sent and what the server has answered. A deletion has no clock, so only counting messages tells
 * whether everything arrived.
 */
export class Delivery {
  readonly #ledger: Ledger
  #sent = 0
  #acked = 0
  /** How far this person's clientIDs reached when each message was sent; the first belongs to message `acked + 1`. */
  #clocks: (readonly LedgerEntry[])[] = []
  readonly #rejected = new Set<number>()
  /** The message whose acknowledgement shows that the server has all this browser has; null until it has been sent. */
  #settling: number | null = null
  #settled = false

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** Nothing sent on this connection is waiting, and the exchange of states has been committed. */
  get isSettled(): boolean {
    return this.#settled && this.#acked === this.#sent
  }

  /** Updates before the first step 2 are not sent: step 2 holds them, and without it they would build on a gap. */
  get mayUpdate(): boolean {
    return this.#settling !== null
  }

  /** @returns the number of the message */
  sent(kind: 'step2' | 'update', doc: Y.Doc): number {
    this.#sent += 1
    this.#clocks.push(this.#ledger.clocks(doc))
    if (kind === 'step2') this.#settling = this.#sent
    return this.#sent
  }

  /** @param messages - how many of this connection are committed or rejected, in the order they were sent */
  acknowledged(messages: number): void {
    while (this.#acked < messages && this.#clocks.length > 0) {
      this.#acked += 1
      const clocks = this.#clocks.shift()
      if (this.#rejected.delete(this.#acked)) continue
      if (clocks !== undefined) this.#ledger.merge(clocks)
      if (this.#acked === this.#settling) this.#settled = true
    }
  }

  rejected(message: number, code: RejectCode): void {
    if (message > this.#acked) this.#rejected.add(message)
    this.#settled = false
    // The server sends its step 1 again; until it is answered, further updates would only be refused for the same gap.
    if (rejectCodes[code] === 'resync') this.#settling = null
  }
}
