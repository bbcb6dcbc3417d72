import { hash } from 'node:crypto'
import type { EpochChange, UpdateRow } from './update-store.ts'

/** What is chained of one update: everything that must not be changed afterwards. */
export type ChainLink = Pick<UpdateRow, 'seq' | 'voice' | 'at' | 'digest'>

const hashLength = 32
/** Of SHA-256, in bytes. */
const blockLength = 64

/** The chain before its first link. */
export const chainStart: Uint8Array = new Uint8Array(hashLength)

/**
 * The chain after one more link. Fixed widths and a stated length keep two different links from ever reading the same:
 * `SHA-256(previous ‖ seq u64 ‖ at u64 ‖ length of voice u32 ‖ voice in UTF-8 ‖ digest)`, integers big endian.
 */
export function nextHash(previous: Uint8Array, link: ChainLink): Uint8Array {
  return hashOf(previous, link.seq, link.at, link.voice, link.digest)
}

/**
 * Says what the bytes were without giving them away once the salt is gone: `HMAC-SHA-256(salt, bytes)`, salts of at most 64 bytes.
 * Written out after RFC 2104, because `createHmac` makes a key object each time and costs four times as much as the two hashes.
 */
export function digestOf(salt: Uint8Array, bytes: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([padded(salt, 0x5c), sha256(Buffer.concat([padded(salt, 0x36), bytes]))]))
}

/** A new epoch is itself a link of the chain: it takes the sequence after the last update of the old one. */
export function nextEpochHash(previous: Uint8Array, change: Pick<EpochChange, 'seq' | 'at' | 'to' | 'reason'>): Uint8Array {
  return hashOf(previous, change.seq, change.at, `epoch ${change.to} ${change.reason}`, new Uint8Array(0))
}

/** Tells a whole snapshot from a damaged one: `SHA-256(state)`. It goes when the snapshot goes. */
export function stateHash(state: Uint8Array): Uint8Array {
  return sha256(state)
}

function hashOf(previous: Uint8Array, seq: number, at: number, what: string, digest: Uint8Array): Uint8Array {
  const name = Buffer.from(what, 'utf8')
  const numbers = Buffer.allocUnsafe(20)
  numbers.writeBigUInt64BE(BigInt(seq), 0)
  numbers.writeBigUInt64BE(BigInt(at), 8)
  numbers.writeUInt32BE(name.length, 16)
  return sha256(Buffer.concat([previous, numbers, name, digest]))
}

function padded(salt: Uint8Array, pad: number): Uint8Array {
  const block = new Uint8Array(blockLength).fill(pad)
  for (const [place, byte] of salt.entries()) block[place] = byte ^ pad
  return block
}

/** In one call, which costs a third of making a hash object and feeding it. */
function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer')
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
}
