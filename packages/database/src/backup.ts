import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { connectToRead, databaseFile, type SqliteConnection } from './connection.ts'
import { copyFiles, type LostFile } from './copy-files.ts'
import { BackupFileExists, DatabaseDamaged, sqliteCode } from './errors.ts'
import { flush } from './flush.ts'
import { requireKnown, requireNewest } from './migrate.ts'
import { copySigningKeys, signingKeysFile } from './signing-keys.ts'
import { filesDirectory } from './study-files.ts'

export interface BackupReport {
  readonly studies: number
  readonly bytes: number
}

export interface FilesReport {
  /** Pictures that came along. */
  readonly files: number
  /** Those that the database tells of and that are not there any more. */
  readonly lost: readonly LostFile[]
}

/**
 * Writes one consistent copy of the database to a new file, checks it, and only then gives it its name. Runs beside a server that
 * writes, in the process of the caller: a large copy takes time, so not in the server's. The keys that segments are signed with go
 * beside it, without their private halves unless secrets are asked for, and so do the pictures.
 * @throws {@link BackupFileExists}, {@link NoDatabase}, {@link DatabaseDamaged}
 */
export function backupTo(dir: string, file: string, { withSecrets = false } = {}): BackupReport & FilesReport {
  for (const taken of [file, keysBeside(file), filesBeside(file)]) if (existsSync(taken)) throw new BackupFileExists(taken)
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
    const pictures = copyFilesOf(partial, filesDirectory(dir), filesBeside(file))
    nameOnce(partial, file)
    flush(dirname(file))
    return { ...report, ...pictures }
  } finally {
    source.close()
    rmSync(partial, { force: true })
  }
}

export function keysBeside(file: string): string {
  return `${file}.keys`
}

/** A directory, and only where there are pictures. */
export function filesBeside(file: string): string {
  return `${file}.files`
}

/** The pictures that the database in `database` tells of. */
export function copyFilesOf(database: string, from: string, to: string): FilesReport {
  const connection = connectToRead(database)
  try {
    return copyFiles(connection, from, to)
  } finally {
    connection.close()
  }
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
