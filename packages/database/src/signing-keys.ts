import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Signs what the installation states: the id of the key (8 bytes), then the Ed25519 signature (64 bytes). */
export type Sign = (message: Uint8Array) => Uint8Array

export interface PublicKey {
  /** 16 hexadecimal digits: the beginning of the SHA-256 of the key. */
  readonly id: string
  /** SPKI in base64. */
  readonly publicKey: string
}

/** The public halves of the installation's keys, those that sign no more among them. */
export interface KnownKeys {
  readonly all: readonly PublicKey[]
  check(message: Uint8Array, signature: Uint8Array): 'good' | 'bad' | 'unknown-key'
}

interface KeyOnDisk extends PublicKey {
  /** PKCS#8 in base64; null when it signs no more. */
  readonly privateKey: string | null
}

const idLength = 8

/**
 * Makes the installation's key when it has none. Call it under the lock of the directory, so that two first runs don't make two.
 * One line for each key, `id public private`; the newest that has its private half signs. Taking that half away makes the next start sign with a new key.
 */
export function openSigningKeys(dir: string): Sign {
  return signingWith(dir) ?? signBy(addKey(signingKeysFile(dir)))
}

/** The same without making any. @returns null when there is none that signs */
export function signingWith(dir: string): Sign | null {
  const signing = readKeys(signingKeysFile(dir)).findLast(({ privateKey }) => privateKey !== null)
  return signing === undefined ? null : signBy(signing)
}

function signBy(signing: KeyOnDisk): Sign {
  const key = createPrivateKey({ key: Buffer.from(signing.privateKey ?? '', 'base64'), format: 'der', type: 'pkcs8' })
  const id = Buffer.from(signing.id, 'hex')
  return (message) => Buffer.concat([id, sign(null, message, key)])
}

export function readKnownKeys(dir: string): KnownKeys {
  const keys = readKeys(signingKeysFile(dir))
  const byId = new Map<string, KeyObject>(
    keys.map(({ id, publicKey }) => [id, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })]),
  )
  return {
    all: keys.map(({ id, publicKey }) => ({ id, publicKey })),
    check(message, signature) {
      const key = byId.get(Buffer.from(signature.subarray(0, idLength)).toString('hex'))
      if (key === undefined) return 'unknown-key'
      return verify(null, message, key, signature.subarray(idLength)) ? 'good' : 'bad'
    },
  }
}

/** Writes the keys to a new file, for a backup. Without the private halves it tells who signed, and lets nobody sign. */
export function copySigningKeys(from: string, to: string, { withPrivate }: { readonly withPrivate: boolean }): void {
  const keys = readKeys(from)
  if (keys.length > 0) write(to, 'wx', keys.map((key) => lineOf(withPrivate ? key : { ...key, privateKey: null })).join(''))
}

export function signingKeysFile(dir: string): string {
  return join(dir, 'signing-keys')
}

function readKeys(file: string): readonly KeyOnDisk[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [, id, publicKey, privateKey] = /^([0-9a-f]{16}) (\S+)(?: (\S+))?$/.exec(line) ?? []
      if (id === undefined || publicKey === undefined) throw new Error(`${file} holds a line that is no key. Take it from a backup.`)
      return { id, publicKey, privateKey: privateKey ?? null }
    })
}

function addKey(file: string): KeyOnDisk {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' })
  const id = hash('sha256', publicKey, 'hex').slice(0, idLength * 2)
  const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  const key = { id, publicKey: publicKey.toString('base64'), privateKey }
  write(file, 'a', lineOf(key))
  return key
}

function lineOf({ id, publicKey, privateKey }: KeyOnDisk): string {
  return `${[id, publicKey, ...(privateKey === null ? [] : [privateKey])].join(' ')}\n`
}

function write(file: string, flags: 'a' | 'wx', text: string): void {
  const handle = openSync(file, flags, 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
