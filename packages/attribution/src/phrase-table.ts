import { phraseHash, phraseLength } from './phrase.ts'

/** Every phrase of a text by its hash, in typed arrays: one update may delete a million characters. */
export class PhraseTable {
  readonly #heads: Int32Array
  readonly #next: Int32Array
  readonly #mask: number

  constructor(text: string) {
    const count = Math.max(text.length - phraseLength + 1, 0)
    const size = 1 << Math.min(Math.max(32 - Math.clz32(count), 4), 20)
    this.#mask = size - 1
    this.#heads = new Int32Array(size).fill(-1)
    this.#next = new Int32Array(count)
    // From the end, so that a phrase's places come out in document order.
    for (let offset = count - 1; offset >= 0; offset--) {
      const slot = phraseHash(text, offset) & this.#mask
      this.#next[offset] = this.#heads[slot] ?? -1
      this.#heads[slot] = offset
    }
  }

  /** The first place whose phrase may be the one at `at` of `text`, or -1; different phrases can share a hash. */
  first(text: string, at: number): number {
    return this.#heads[phraseHash(text, at) & this.#mask] ?? -1
  }

  next(offset: number): number {
    return this.#next[offset] ?? -1
  }
}
