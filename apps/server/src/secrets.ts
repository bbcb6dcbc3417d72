import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './env.ts'

/**
 * What sessions and sign-in codes are signed with: `AUTH_SECRET`, or on a loopback installation one that the first run writes into
 * `DATA_DIR/secrets`, readable by its owner alone. Call it under the data directory's lock, so that two first runs don't make two.
 */
export function authSecret(config: Pick<Config, 'authSecret' | 'dataDir'>): string {
  if (config.authSecret !== null) return config.authSecret
  const file = join(config.dataDir, 'secrets')
  const kept = readKept(file)
  if (kept !== undefined) return kept
  const made = randomBytes(32).toString('base64url')
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, `AUTH_SECRET=${made}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return made
}

function readKept(file: string): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const secret = /^AUTH_SECRET=(\S{32,})$/m.exec(text)?.[1]
  if (secret === undefined) throw new Error(`${file} holds no AUTH_SECRET. Delete it to sign everybody out and make a new one.`)
  return secret
}
