import { isUtf8 } from 'node:buffer'

import { Refused } from '../refused.ts'

/**
 * Reads the number and string encodings of lib0 from bytes that nobody has looked at. It is at least as strict as lib0: what it
 * reads, lib0 reads to the same value. Every read checks the end, and nothing is allocated from a number that was read.
 */
export class ByteReader {
  readonly bytes: Buffer
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get atEnd(): boolean {
    return this.at === this.bytes.length
  }

  byte(): number {
    const value = this.bytes[this.at]
    if (value === undefined) throw new Refused('malformed', 'ends early')
    this.at += 1
    return value
  }

  varUint(): number {
    let value = this.byte()
    if (value < 128) return value
    value &= 127
    for (let factor = 128; ; factor *= 128) {
      const next = this.byte()
      value += (next & 127) * factor
      if (value > Number.MAX_SAFE_INTEGER) throw new Refused('malformed', 'number over 2^53')
      if (next < 128) return value
    }
  }

  /** Signed, as `writeVarInt` of lib0: six bits and a sign in the first byte. */
  varInt(): number {
    const first = this.byte()
    const sign = (first & 64) > 0 ? -1 : 1
    let value = first & 63
    if (first < 128) return sign * value
    for (let factor = 64; ; factor *= 128) {
      const next = this.byte()
      value += (next & 127) * factor
      if (value > Number.MAX_SAFE_INTEGER) throw new Refused('malformed', 'number over 2^53')
      if (next < 128) return sign * value
    }
  }

  float32(): number {
    return this.bytes.readFloatBE(this.#skip(4))
  }

  float64(): number {
    return this.bytes.readDoubleBE(this.#skip(8))
  }

  /** @param limit - in bytes */
  string(limit: number): string {
    const length = this.varUint()
    if (length > limit) throw new Refused('too-large', `string of ${length} bytes`)
    const from = this.#skip(length)
    for (let index = from; index < this.at; index += 1) {
      if ((this.bytes[index] ?? 0) > 127) return this.#utf8(from)
    }
    return this.bytes.toString('latin1', from, this.at)
  }

  /** The UTF-16 length of the string here, which is not decoded. */
  skipString(): number {
    const from = this.#skip(this.varUint())
    let length = 0
    let isAscii = true
    for (let index = from; index < this.at; index += 1) {
      const byte = this.bytes[index] ?? 0
      if (byte < 128) length += 1
      else {
        isAscii = false
        if (byte >= 240) length += 2
        else if (byte >= 192) length += 1
      }
    }
    if (!isAscii && !isUtf8(this.bytes.subarray(from, this.at))) throw new Refused('malformed', 'not UTF-8')
    return length
  }

  #utf8(from: number): string {
    if (!isUtf8(this.bytes.subarray(from, this.at))) throw new Refused('malformed', 'not UTF-8')
    return this.bytes.toString('utf8', from, this.at)
  }

  #skip(length: number): number {
    const from = this.at
    if (length > this.bytes.length - from) throw new Refused('malformed', 'ends early')
    this.at = from + length
    return from
  }
}
