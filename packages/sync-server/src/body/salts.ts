const saltLength = 16

/** Salts cut from a larger draw, because asking the system for sixteen bytes at a time costs more than hashing the update. */
export class Salts {
  readonly #randomBytes: (size: number) => Uint8Array
  #pool: Uint8Array = new Uint8Array(0)
  #at = 0

  constructor(randomBytes: (size: number) => Uint8Array) {
    this.#randomBytes = randomBytes
  }

  next(): Uint8Array {
    if (this.#at + saltLength > this.#pool.length) {
      this.#pool = this.#randomBytes(saltLength * 256)
      this.#at = 0
    }
    this.#at += saltLength
    return this.#pool.subarray(this.#at - saltLength, this.#at)
  }
}
