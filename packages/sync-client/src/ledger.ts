import * as Y from 'yjs'

/** One clientID this person has typed under on this device, how far the server has acknowledged it, and for whom, when for somebody else. */
export type LedgerEntry = readonly [client: number, ackedClock: number, speaker?: string]

/**
 * The clientIDs of one person in one study on this device. Kept beside the document, so that a later visit can tell the server
 * which earlier, unsent words are its own, and so that words can be found again when the server can't take them, or when it has
 * lost them.
 */
export class Ledger {
  readonly #acked = new Map<number, number>()
  /** Those of earlier visits with nothing unsent: no longer spoken of, and still this person's. */
  readonly #settled = new Map<number, number>()
  readonly #speakers = new Map<number, string>()

  constructor(entries: Iterable<LedgerEntry> = []) {
    this.merge(entries)
  }

  /** Notes a clientID as this person's. @param speaker - whose words it writes down, when not their own */
  own(client: number, speaker?: string): void {
    if (!this.#acked.has(client)) this.#acked.set(client, this.#settled.get(client) ?? 0)
    if (speaker !== undefined) this.#speakers.set(client, speaker)
  }

  /** Undefined for what this person says themselves. */
  speakerOf(client: number): string | undefined {
    return this.#speakers.get(client)
  }

  /** Of those that may have unsent words, and the current ones, which write down what somebody else says. */
  get declared(): readonly (readonly [client: number, speaker: string])[] {
    return this.clients.flatMap((client) => {
      const speaker = this.#speakers.get(client)
      return speaker === undefined ? [] : [[client, speaker] as const]
    })
  }

  acknowledge(client: number, clock: number): void {
    if (clock > (this.#acked.get(client) ?? -1)) this.#acked.set(client, clock)
  }

  merge(entries: Iterable<LedgerEntry>): void {
    for (const [client, clock, speaker] of entries) {
      this.acknowledge(client, clock)
      if (speaker !== undefined) this.#speakers.set(client, speaker)
    }
  }

  /** Puts aside what is wholly acknowledged, except what is in use: later visits need not list it. */
  settle(doc: Y.Doc, inUse: ReadonlySet<number>): void {
    for (const [client, acked] of this.#acked) {
      if (inUse.has(client) || acked < Y.getState(doc.store, client)) continue
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
    for (const [client, speaker] of this.#speakers) copy.#speakers.set(client, speaker)
    return copy
  }

  /** Those that may have unsent words, and the current one. */
  get clients(): readonly number[] {
    return [...this.#acked.keys()]
  }

  get entries(): readonly LedgerEntry[] {
    return [...this.#settled, ...this.#acked].map(([client, acked]) => {
      const speaker = this.#speakers.get(client)
      return speaker === undefined ? [client, acked] : [client, acked, speaker]
    })
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
