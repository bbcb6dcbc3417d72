import { join } from 'node:path'
import Connection from 'better-sqlite3'
import { DataDirectoryInUse, sqliteCode } from './errors.ts'

export const lockFileName = 'lock.sqlite'

export interface Lock {
  release(): void
}

/**
 * Makes this process the only one that writes in the directory. The lock is an open EXCLUSIVE transaction, which the operating system
 * gives back when the process ends in any way, kill -9 included; so no stale lock file can keep a server from starting.
 *
 * Nothing else may open `lock.sqlite` in this process: closing any handle of it would drop the lock (POSIX).
 * @throws {@link DataDirectoryInUse}
 */
export function lockDirectory(dir: string): Lock {
  const connection = new Connection(join(dir, lockFileName), { timeout: 0 })
  try {
    connection.pragma('journal_mode = DELETE')
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw new DataDirectoryInUse(dir, { cause: error })
    throw error
  }
  return { release: () => connection.close() }
}
