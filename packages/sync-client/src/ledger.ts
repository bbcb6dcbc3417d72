import * as Y from 'yjs'

/** One clientID this person has typed under on this device, and how far the server has acknowledged it. */
export type LedgerEntry = readonly [client: number, ackedClock: number]

/**
 * The clientIDs of one person in one study on this device. Kept beside the document, so that a later visit can tell the server
 * which earlier, unsent words are its own, and so that unsent words can be found again when the server can't take them.
 */
export class Ledger {
  readonly #acked = new Map<number, number>()

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

  /** Forgets what is wholly acknowledged, except `current`: later visits need not list it. */
  prune(doc: Y.Doc, current: number): void {
    for (const [client, acked] of this.#acked) if (client !== current && acked >= Y.getState(doc.store, client)) this.#acked.delete(client)
  }

  has(client: number): boolean {
    return this.#acked.has(client)
  }

  ackedClock(client: number): number {
    return this.#acked.get(client) ?? 0
  }

  get clients(): readonly number[] {
    return [...this.#acked.keys()]
  }

  get entries(): readonly LedgerEntry[] {
    return [...this.#acked]
  }

  /** How far each own clientID reaches in the document now. */
  clocks(doc: Y.Doc): readonly LedgerEntry[] {
    return this.clients.map((client) => [client, Y.getState(doc.store, client)])
  }

  /** True when the document holds insertions of this person that the server has not acknowledged. */
  hasUnacknowledged(doc: Y.Doc): boolean {
    return this.entries.some(([client, acked]) => Y.getState(doc.store, client) > acked)
  }
}
