import type { RejectCode, SourceNote } from '@samskriv/protocol/frames'
import { rejectCodes } from '@samskriv/protocol/frames'

interface Kept {
  readonly note: SourceNote
  /** As which counted message of this connection it went; null while it has not. */
  sentAs: number | null
}

/**
 * Where words of this visit came from, until the server has heard it. Each goes after the words it is about, and again on the next
 * connection when this one is lost.
 */
export class SourceNotes {
  #kept: Kept[] = []

  add(note: SourceNote): void {
    this.#kept.push({ note, sentAs: null })
  }

  /** Those that have not been sent on this connection. @param send - returns the number of the message */
  send(send: (note: SourceNote) => number): void {
    for (const kept of this.#kept) kept.sentAs ??= send(kept.note)
  }

  /** Nothing has been sent on the new connection. */
  connected(): void {
    for (const kept of this.#kept) kept.sentAs = null
  }

  acknowledged(messages: number): void {
    this.#kept = this.#kept.filter(({ sentAs }) => sentAs === null || sentAs > messages)
  }

  /** @returns whether the message was one of these: no words are refused with it */
  rejected(message: number, code: RejectCode): boolean {
    const kept = this.#kept.find(({ sentAs }) => sentAs === message)
    if (kept === undefined) return false
    // Its words have not arrived: it follows them again. Any other refusal would be the same again.
    if (rejectCodes[code] === 'resync') kept.sentAs = null
    else this.#kept.splice(this.#kept.indexOf(kept), 1)
    return true
  }
}
