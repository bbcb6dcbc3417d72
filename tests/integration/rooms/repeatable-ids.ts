// Imported before anything that brings Yjs: it takes its source of clientIDs when it is loaded.
import { webcrypto } from 'node:crypto'
import * as prng from 'lib0/prng'

let chance = prng.create(1)

Object.defineProperty(webcrypto, 'getRandomValues', {
  value: <T extends ArrayBufferView>(array: T): T => {
    fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    return array
  },
})

/** From here on clientIDs, salts and ids come from this seed, so that a run can be repeated. */
export function seedIds(seed: number): void {
  chance = prng.create(seed)
}

export function repeatableBytes(size: number): Uint8Array {
  return fill(new Uint8Array(size))
}

export function repeatableId(): string {
  return Buffer.from(repeatableBytes(16)).toString('hex')
}

function fill(bytes: Uint8Array): Uint8Array {
  for (let index = 0; index < bytes.length; index++) bytes[index] = prng.uint32(chance, 0, 255)
  return bytes
}
