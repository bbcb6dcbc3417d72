import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  chmodSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { connectToRead, databaseFile, type SqliteConnection } from './connection.ts'
import { BackupFileExists, DatabaseDamaged, DataDirectoryNotEmpty, sqliteCode } from './errors.ts'
import { lockDirectory, lockFileName } from './lock.ts'
import { requireKnown, requireNewest } from './migrate.ts'
import { makePrivateDirectory } from './private-directory.ts'

export interface BackupReport {
  readonly studies: number
  readonly bytes: number
}

/**
 * Writes one consistent copy of the database to a new file, checks it, and only then gives it its name. Runs beside a server that
 * writes, in the process of the caller: a large copy takes time, so not in the server's.
 * @throws {@link BackupFileExists}, {@link NoDatabase}, {@link DatabaseDamaged}
 */
export function backupTo(dir: string, file: string): BackupReport {
  if (existsSync(file)) throw new BackupFileExists(file)
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
    nameOnce(partial, file)
    flush(dirname(file))
    return report
  } finally {
    source.close()
    rmSync(partial, { force: true })
  }
}

/**
 * Makes a data directory from a backup. The next start migrates it when the backup is older than the program.
 * @throws {@link DataDirectoryNotEmpty}, {@link DatabaseDamaged}, {@link SchemaMismatch} when it is newer
 */
export function restoreFrom(file: string, dir: string): BackupReport {
  const report = checkCopy(file)
  makePrivateDirectory(dir)
  if (readdirSync(dir).length > 0) throw new DataDirectoryNotEmpty(dir)
  const lock = lockDirectory(dir)
  const partial = join(dir, 'restore.partial')
  try {
    copyFileSync(file, partial)
    chmodSync(partial, 0o600)
    flush(partial)
    renameSync(partial, databaseFile(dir))
    flush(dir)
    lock.release()
  } catch (error) {
    // The directory is empty again, so that the next attempt finds it so.
    lock.release()
    for (const left of [partial, databaseFile(dir), join(dir, lockFileName)]) rmSync(left, { force: true })
    throw error
  }
  return report
}

/** Reads every page of a database file. @throws {@link DatabaseDamaged} */
function checkCopy(file: string): BackupReport {
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

function flush(path: string): void {
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
