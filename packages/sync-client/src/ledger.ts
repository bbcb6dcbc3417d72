import * as Y from 'yjs'

/** One clientID this person has typed under on this device, and how far the server has acknowledged it. */
export type LedgerEntry = readonly [client: number, ackedClock: number]

/**
 * The clientIDs of one person in one study on this device. Kept beside the document, so that a later visit can tell the server
 * which earlier, unsent words are its own, and so that words can be found again when the server can't take them, or when it has
 * lost them.
 */
export class Ledger {
  readonly #acked = new Map<number, number>()
  /** Those of earlier visits with nothing unsent: no longer spoken of, and still this person's. */
  readonly #settled = new Map<number, number>()

  constructor(entries: Iterable<LedgerEntry> = []) {
    this.merge(entries)
  }

  /** Notes a clientID as this person's. */
  own(client: number): void {
    if (!this.#acked.has(client)) this.#acked.set(client, 0)
  }

  acknowledge(client: number, clock: number): void {
    if (clock > (this.#acked.get(client) ?? -1)) this.#acked.set(client, clock)
  }

  merge(entries: Iterable<LedgerEntry>): void {
    for (const [client, clock] of entries) this.acknowledge(client, clock)
  }

  /** Puts aside what is wholly acknowledged, except `current`: later visits need not list it. */
  settle(doc: Y.Doc, current: number): void {
    for (const [client, acked] of this.#acked) {
      if (client === current || acked < Y.getState(doc.store, client)) continue
      this.#acked.delete(client)
      this.#settled.set(client, acked)
    }
  }

  /** Whether this person typed under it on this device. */
  has(client: number): boolean {
    return this.#acked.has(client) || this.#settled.has(client)
  }

  /** Infinity for one that is settled: what comes under it later comes from another tab, by way of the server. */
  ackedClock(client: number): number {
    return this.#acked.get(client) ?? (this.#settled.has(client) ? Infinity : 0)
  }

  copy(): Ledger {
    const copy = new Ledger(this.#acked)
    for (const [client, acked] of this.#settled) copy.#settled.set(client, acked)
    return copy
  }

  /** Those that may have unsent words, and the current one. */
  get clients(): readonly number[] {
    return [...this.#acked.keys()]
  }

  get entries(): readonly LedgerEntry[] {
    return [...this.#settled, ...this.#acked]
  }

  /** How far each of {@link clients} reaches in the document now. */
  clocks(doc: Y.Doc): readonly LedgerEntry[] {
    return this.clients.map((client) => [client, Y.getState(doc.store, client)])
  }

  /** True when the document holds insertions of this person that the server has not acknowledged. */
  hasUnacknowledged(doc: Y.Doc): boolean {
    return [...this.#acked].some(([client, acked]) => Y.getState(doc.store, client) > acked)
  }
}
