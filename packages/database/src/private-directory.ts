import { chmodSync, mkdirSync, statSync } from 'node:fs'

/**
 * Makes a directory that only its owner can read. One that exists is narrowed; one that belongs to somebody else, such as a mounted
 * volume, keeps the rights that its owner gave it.
 */
export function makePrivateDirectory(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (statSync(dir).uid === process.getuid?.()) chmodSync(dir, 0o700)
}
