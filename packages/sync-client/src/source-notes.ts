import type { RejectCode, SourceNote } from '@samskriv/protocol/frames'
import { rejectCodes } from '@samskriv/protocol/frames'

/** A note under the key it has on this device: in the order of the keys the server must hear them. */
export interface KeptNote {
  readonly key: SourceKey
  readonly note: SourceNote
}

/** With the clientID of the visit that made it. */
export type SourceKey = readonly ['source', client: number, place: number]

interface Waiting extends KeptNote {
  /** As which counted message of this connection it went; null while it has not. */
  sentAs: number | null
}

/**
 * Where words of this visit came from, until the server has heard it. Each goes after the words it is about, and again on the next
 * connection when this one is lost, or in the next visit.
 */
export class SourceNotes {
  readonly #client: number
  readonly #changed: () => void
  #waiting: Waiting[] = []
  #made = 0

  /** @param changed - is called when there is one more, or one less */
  constructor(client: number, changed: () => void) {
    this.#client = client
    this.#changed = changed
  }

  add(note: SourceNote): void {
    this.#waiting.push({ key: ['source', this.#client, this.#made++], note, sentAs: null })
    this.#changed()
  }

  /** Those of earlier visits, which the server hears first. */
  addEarlier(notes: readonly KeptNote[]): void {
    this.#waiting.unshift(...notes.map((note) => ({ ...note, sentAs: null })))
  }

  get waiting(): readonly KeptNote[] {
    return this.#waiting
  }

  /** Those that have not been sent on this connection. @param send - returns the number of the message */
  send(send: (note: SourceNote) => number): void {
    for (const waiting of this.#waiting) waiting.sentAs ??= send(waiting.note)
  }

  /** Nothing has been sent on the new connection. */
  connected(): void {
    for (const waiting of this.#waiting) waiting.sentAs = null
  }

  acknowledged(messages: number): void {
    this.#keepOnly(({ sentAs }) => sentAs === null || sentAs > messages)
  }

  /** @returns whether the message was one of these: no words are refused with it */
  rejected(message: number, code: RejectCode): boolean {
    const refused = this.#waiting.find(({ sentAs }) => sentAs === message)
    if (refused === undefined) return false
    // Its words have not arrived: it follows them again. Any other refusal would be the same again.
    if (rejectCodes[code] === 'resync') refused.sentAs = null
    else this.#keepOnly((waiting) => waiting !== refused)
    return true
  }

  #keepOnly(isWanted: (waiting: Waiting) => boolean): void {
    const before = this.#waiting
    this.#waiting = before.filter(isWanted)
    if (this.#waiting.length < before.length) this.#changed()
  }
}
