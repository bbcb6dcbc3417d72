import { chmodSync, copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import { newEpochAfterRestore, type EpochChange } from '@samskriv/sync-server'
import { checkCopy, copyFilesOf, filesBeside, keysBeside, type BackupReport, type FilesReport } from './backup.ts'
import { changeEpoch } from './change-epoch.ts'
import { connectToWrite, databaseFile, type SqliteConnection } from './connection.ts'
import { DataDirectoryNotEmpty } from './errors.ts'
import { flush } from './flush.ts'
import { loadStudy } from './load-study.ts'
import { lockDirectory, lockFileName } from './lock.ts'
import { migrateToNewest } from './migrate.ts'
import { makePrivateDirectory } from './private-directory.ts'
import { copySigningKeys, openSigningKeys, signingKeysFile, type Sign } from './signing-keys.ts'
import { allStudyIds } from './repositories/studies.ts'
import { runNow, type Ctx } from './script.ts'
import { filesDirectory } from './study-files.ts'
import { contextOver, inTransaction, type Sources } from './store.ts'

export interface RestoreReport extends BackupReport, FilesReport {
  /** They do not load, here as in the backup: they are as they were, and open for reading only. */
  readonly damaged: readonly StudyId[]
}

interface RestoreSources extends Sources {
  readonly randomBytes: (size: number) => Uint8Array
}

/**
 * Makes a data directory from a backup, of this version and with a new epoch for every study: pages that saw what came after
 * the backup was taken must not go on as if the server still had it.
 * @throws {@link DataDirectoryNotEmpty}, {@link DatabaseDamaged}, {@link SchemaMismatch} when the backup is newer than the program
 */
export function restoreFrom(file: string, dir: string, sources: RestoreSources): RestoreReport {
  const report = checkCopy(file)
  makePrivateDirectory(dir)
  if (readdirSync(dir).length > 0) throw new DataDirectoryNotEmpty(dir)
  const lock = lockDirectory(dir)
  // Gets its name when it is whole: nobody can start a server on a study that is still in its old epoch.
  const workshop = join(dir, 'restore.partial')
  try {
    makePrivateDirectory(workshop)
    const copy = databaseFile(workshop)
    copyFileSync(file, copy)
    chmodSync(copy, 0o600)
    copySigningKeys(keysBeside(file), signingKeysFile(dir), { withPrivate: true })
    const damaged = beginAnew(copy, sources, openSigningKeys(dir))
    flush(copy)
    const pictures = copyFilesOf(copy, filesBeside(file), filesDirectory(dir))
    renameSync(copy, databaseFile(dir))
    rmSync(workshop, { recursive: true })
    flush(dir)
    lock.release()
    return { ...report, ...pictures, damaged }
  } catch (error) {
    // The directory is empty again, so that the next attempt finds it so.
    lock.release()
    for (const left of [workshop, databaseFile(dir), filesDirectory(dir), signingKeysFile(dir), join(dir, lockFileName)])
      rmSync(left, { recursive: true, force: true })
    throw error
  }
}

/** @returns the studies that do not load */
function beginAnew(copy: string, sources: RestoreSources, sign: Sign): StudyId[] {
  const connection = connectToWrite(copy)
  try {
    migrateToNewest(connection)
    const ctx = contextOver(connection, sources)
    const studies = inTransaction(connection, 'BEGIN', () => runNow(allStudyIds(), ctx))
    return studies.filter((study) => !beginStudyAnew(study, connection, ctx, { ...sources, sign }))
  } finally {
    connection.close()
  }
}

/** Those in the bin too: they may come back. @returns false when the study does not load */
function beginStudyAnew(study: StudyId, connection: SqliteConnection, ctx: Ctx, sources: RestoreSources & { sign: Sign }): boolean {
  const stored = inTransaction(connection, 'BEGIN', () => runNow(loadStudy(study, { alsoInBin: true }), ctx))
  if (stored === undefined) return true
  let change: EpochChange
  try {
    change = newEpochAfterRestore(study, stored, sources)
  } catch {
    return false
  }
  inTransaction(connection, 'BEGIN IMMEDIATE', () => runNow(changeEpoch(change, sources.sign), ctx))
  return true
}
