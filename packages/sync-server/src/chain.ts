import { createHash, createHmac } from 'node:crypto'
import type { EpochChange, UpdateRow } from './update-store.ts'

/** What is chained of one update: everything that must not be changed afterwards. */
export type ChainLink = Pick<UpdateRow, 'seq' | 'voice' | 'at' | 'digest'>

const hashLength = 32

/** The chain before its first link. */
export const chainStart: Uint8Array = new Uint8Array(hashLength)

/**
 * The chain after one more link. Fixed widths and a stated length keep two different links from ever reading the same:
 * `SHA-256(previous ‖ seq u64 ‖ at u64 ‖ length of voice u32 ‖ voice in UTF-8 ‖ digest)`, integers big endian.
 */
export function nextHash(previous: Uint8Array, link: ChainLink): Uint8Array {
  return hashOf(previous, link.seq, link.at, link.voice, link.digest)
}

/** Says what the bytes were without giving them away once the salt is gone: `HMAC-SHA-256(salt, bytes)`. */
export function digestOf(salt: Uint8Array, bytes: Uint8Array): Uint8Array {
  return plain(createHmac('sha256', salt).update(bytes).digest())
}

/** A new epoch is itself a link of the chain: it takes the sequence after the last update of the old one. */
export function nextEpochHash(previous: Uint8Array, change: Pick<EpochChange, 'seq' | 'at' | 'to' | 'reason'>): Uint8Array {
  return hashOf(previous, change.seq, change.at, `epoch ${change.to} ${change.reason}`, new Uint8Array(0))
}

/** Tells a whole snapshot from a damaged one: `SHA-256(state)`. It goes when the snapshot goes. */
export function stateHash(state: Uint8Array): Uint8Array {
  return plain(createHash('sha256').update(state).digest())
}

function hashOf(previous: Uint8Array, seq: number, at: number, what: string, digest: Uint8Array): Uint8Array {
  const name = Buffer.from(what, 'utf8')
  const numbers = Buffer.allocUnsafe(20)
  numbers.writeBigUInt64BE(BigInt(seq), 0)
  numbers.writeBigUInt64BE(BigInt(at), 8)
  numbers.writeUInt32BE(name.length, 16)
  return plain(createHash('sha256').update(previous).update(numbers).update(name).update(digest).digest())
}

function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}
