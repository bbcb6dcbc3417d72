import { stateHash } from '@samskriv/sync-server'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** How the state of a snapshot lies in the database. What was stored before it was packed stays as it is until the next snapshots. */
export type Packing = 'none' | 'brotli'

export interface Packed {
  readonly state: Uint8Array
  readonly packing: Packing
}

/** Higher ones take twice as long and make nothing smaller; lower ones leave more than 40 bytes for each run of words, twice. */
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
const compress = promisify(brotliCompress)

/** Makes a snapshot small for the disk, where two of each study are kept. People type on meanwhile. */
export async function packState(state: Uint8Array): Promise<Packed> {
  return smaller(state, await compress(state, options))
}

/** The same where nothing can be waited for. */
export function packStateNow(state: Uint8Array): Packed {
  return smaller(state, brotliCompressSync(state, options))
}

/**
 * The state as it was before it was packed.
 *
 * @param stored - with the hash of the state before it was packed
 * @returns `isWhole` false when its bytes are not what was written; `state` is then what can be had of it
 */
export function unpackState({ state, packing, hash }: Packed & { readonly hash: Uint8Array }): { state: Uint8Array; isWhole: boolean } {
  const unpacked = packing === 'none' ? state : decompressed(state)
  if (unpacked === null) return { state, isWhole: false }
  return { state: unpacked, isWhole: Buffer.compare(stateHash(unpacked), hash) === 0 }
}

function smaller(state: Uint8Array, packed: Buffer): Packed {
  return packed.length < state.length ? { state: packed, packing: 'brotli' } : { state, packing: 'none' }
}

function decompressed(packed: Uint8Array): Uint8Array | null {
  try {
    // Not Node's Buffer, whose `slice` shares memory where Uint8Array copies.
    const { buffer, byteOffset, length } = brotliDecompressSync(packed)
    return new Uint8Array(buffer, byteOffset, length)
  } catch {
    // Damage shows as bytes that can't be unpacked; the hash says the same of those that can.
    return null
  }
}
