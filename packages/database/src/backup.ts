import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { connectToRead, databaseFile, type SqliteConnection } from './connection.ts'
import { BackupFileExists, DatabaseDamaged, sqliteCode } from './errors.ts'
import { requireKnown, requireNewest } from './migrate.ts'
import { copySigningKeys, signingKeysFile } from './signing-keys.ts'

export interface BackupReport {
  readonly studies: number
  readonly bytes: number
}

/**
 * Writes one consistent copy of the database to a new file, checks it, and only then gives it its name. Runs beside a server that
 * writes, in the process of the caller: a large copy takes time, so not in the server's. The keys that segments are signed with go
 * beside it, without their private halves unless secrets are asked for.
 * @throws {@link BackupFileExists}, {@link NoDatabase}, {@link DatabaseDamaged}
 */
export function backupTo(dir: string, file: string, { withSecrets = false } = {}): BackupReport {
  for (const taken of [file, keysBeside(file)]) if (existsSync(taken)) throw new BackupFileExists(taken)
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  const source = connectToRead(databaseFile(dir))
  try {
    requireNewest(source)
    // Created first, so that nobody else may read it at any moment. VACUUM INTO accepts an empty file.
    closeSync(openSync(partial, 'wx', 0o600))
    source.prepare('VACUUM INTO ?').run(partial)
    const report = checkCopy(partial)
    flush(partial)
    // The keys first: a backup that has its name has everything.
    copySigningKeys(signingKeysFile(dir), keysBeside(file), { withPrivate: withSecrets })
    nameOnce(partial, file)
    flush(dirname(file))
    return report
  } finally {
    source.close()
    rmSync(partial, { force: true })
  }
}

export function keysBeside(file: string): string {
  return `${file}.keys`
}

/** Reads every page of a database file. @throws {@link DatabaseDamaged} */
export function checkCopy(file: string): BackupReport {
  const copy = connectToRead(file)
  try {
    const verdict: unknown = copy.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw new DatabaseDamaged(file, String(verdict))
    const dangling = copy.pragma('foreign_key_check')
    if (Array.isArray(dangling) && dangling.length > 0) throw new DatabaseDamaged(file, 'a row points at one that is gone')
    requireKnown(copy)
    return { studies: countStudies(copy), bytes: statSync(file).size }
  } catch (error) {
    const code = sqliteCode(error)
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT')) throw new DatabaseDamaged(file, code, { cause: error })
    throw error
  } finally {
    copy.close()
  }
}

function countStudies(copy: SqliteConnection): number {
  return Number(copy.prepare('SELECT count(*) FROM study').pluck().get())
}

/** Waits until a file, or the names in a directory, are on disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Like a rename, but refuses to replace a file that came to be meanwhile. */
function nameOnce(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    if (existsSync(to)) throw new BackupFileExists(to)
    // Not every file system has hard links; there, the check just made has to do.
    renameSync(from, to)
  }
}
