import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SqliteConnection } from './connection.ts'
import { flush } from './flush.ts'
import { makePrivateDirectory } from './private-directory.ts'
import { fileInDirectory } from './study-files.ts'

/** A picture that a row tells of, and that is not there, or is not what its name says. */
export interface LostFile {
  readonly study: string
  readonly hash: string
}

/**
 * Copies the pictures that a database tells of from one directory to another, each checked against its name. One that is lost stops
 * nothing: the words beside it are worth more.
 */
export function copyFiles(
  database: SqliteConnection,
  from: string,
  to: string,
): { readonly files: number; readonly lost: readonly LostFile[] } {
  const rows = database.prepare<[], LostFile>('SELECT study, hash FROM file ORDER BY study, hash').all()
  const lost: LostFile[] = []
  for (const { study, hash } of rows) {
    const full = fileInDirectory(from, study, hash, 'full')
    const small = fileInDirectory(from, study, hash, 'small')
    if (!existsSync(small) || !existsSync(full) || sha256(full) !== hash) {
      lost.push({ study, hash })
      continue
    }
    makePrivateDirectory(to)
    makePrivateDirectory(join(to, study))
    for (const size of ['full', 'small'] as const) {
      const copy = fileInDirectory(to, study, hash, size)
      copyFileSync(fileInDirectory(from, study, hash, size), copy)
      chmodSync(copy, 0o600)
      flush(copy)
    }
  }
  if (existsSync(to)) {
    for (const study of readdirSync(to)) flush(join(to, study))
    flush(to)
  }
  return { files: rows.length - lost.length, lost }
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
