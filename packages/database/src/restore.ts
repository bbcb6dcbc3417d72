import { chmodSync, copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import { newEpochAfterRestore, type EpochChange } from '@samskriv/sync-server'
import { checkCopy, flush, type BackupReport } from './backup.ts'
import { changeEpoch } from './change-epoch.ts'
import { connectToWrite, databaseFile, type SqliteConnection } from './connection.ts'
import { DataDirectoryNotEmpty } from './errors.ts'
import { loadStudy } from './load-study.ts'
import { lockDirectory, lockFileName } from './lock.ts'
import { migrateToNewest } from './migrate.ts'
import { makePrivateDirectory } from './private-directory.ts'
import { q, runNow, type Ctx, type Script } from './script.ts'
import { contextOver, inTransaction, type Sources } from './store.ts'

export interface RestoreReport extends BackupReport {
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
    const damaged = beginAnew(copy, sources)
    flush(copy)
    renameSync(copy, databaseFile(dir))
    rmSync(workshop, { recursive: true })
    flush(dir)
    lock.release()
    return { ...report, damaged }
  } catch (error) {
    // The directory is empty again, so that the next attempt finds it so.
    lock.release()
    for (const left of [workshop, databaseFile(dir), join(dir, lockFileName)]) rmSync(left, { recursive: true, force: true })
    throw error
  }
}

/** @returns the studies that do not load */
function beginAnew(copy: string, sources: RestoreSources): StudyId[] {
  const connection = connectToWrite(copy)
  try {
    migrateToNewest(connection)
    const ctx = contextOver(connection, sources)
    return idsOfStudies(connection, ctx).filter((study) => !beginStudyAnew(study, connection, ctx, sources))
  } finally {
    connection.close()
  }
}

function idsOfStudies(connection: SqliteConnection, ctx: Ctx): StudyId[] {
  const ids: Script<StudyId[]> = function* ({ db, s }) {
    return (yield* q(db.select({ id: s.study.id }).from(s.study))).map(({ id }) => id)
  }
  return inTransaction(connection, 'BEGIN', () => runNow(ids, ctx))
}

/** Those in the bin too: they may come back. @returns false when the study does not load */
function beginStudyAnew(study: StudyId, connection: SqliteConnection, ctx: Ctx, sources: RestoreSources): boolean {
  const stored = inTransaction(connection, 'BEGIN', () => runNow(loadStudy(study, { alsoInBin: true }), ctx))
  if (stored === undefined) return true
  let change: EpochChange
  try {
    change = newEpochAfterRestore(study, stored, sources)
  } catch {
    return false
  }
  inTransaction(connection, 'BEGIN IMMEDIATE', () => runNow(changeEpoch(change), ctx))
  return true
}
