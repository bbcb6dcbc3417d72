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
  const inner = scratch(blockLength + bytes.length)
  pad(inner, salt, 0x36)
  inner.set(bytes, blockLength)
  const innerHash = sha256(inner)
  const outer = scratch(blockLength + hashLength)
  pad(outer, salt, 0x5c)
  outer.set(innerHash, blockLength)
  return sha256(outer)
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
  const nameLength = Buffer.byteLength(what, 'utf8')
  const link = scratch(hashLength + 20 + nameLength + digest.length)
  link.set(previous, 0)
  writeUint64(link, seq, hashLength)
  writeUint64(link, at, hashLength + 8)
  link.writeUInt32BE(nameLength, hashLength + 16)
  link.write(what, hashLength + 20, 'utf8')
  link.set(digest, hashLength + 20 + nameLength)
  return sha256(link)
}

/** A safe integer that is not negative. Without BigInt, which costs as much as the hash. */
function writeUint64(into: Buffer, value: number, at: number): void {
  into.writeUInt32BE(Math.floor(value / 2 ** 32), at)
  into.writeUInt32BE(value % 2 ** 32, at + 4)
}

function pad(into: Buffer, salt: Uint8Array, padding: number): void {
  into.fill(padding, 0, blockLength)
  for (let place = 0; place < salt.length; place += 1) into[place] = (salt[place] ?? 0) ^ padding
}

const small = Buffer.alloc(4_096)

/** Bytes to be written and hashed in this very turn: the same ones again and again when they are few. */
function scratch(length: number): Buffer {
  return length <= small.length ? small.subarray(0, length) : Buffer.allocUnsafe(length)
}

/** In one call, which costs a third of making a hash object and feeding it. */
function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer')
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
}
