import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Connection from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { NoDatabase } from './errors.ts'
import { schema, type Schema } from './schema.ts'

export type SqliteConnection = Connection.Database

/** Waiting for a lock stops the whole process, so it must be short; what could not be written is tried again later. */
const busyTimeoutMs = 50

/** Keeps the log beside the database from staying as large as it once was. */
const walSizeLimitBytes = 64 * 1024 * 1024

export function databaseFile(dir: string): string {
  return join(dir, 'samskriv.sqlite')
}

/** The one connection that writes. Call it under the directory's lock only. */
export function connectToWrite(file: string): SqliteConnection {
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600))
  const connection = new Connection(file, { timeout: busyTimeoutMs })
  connection.pragma('journal_mode = WAL')
  // FULL: a commit has reached the disk before anybody is told that their words are saved.
  connection.pragma('synchronous = FULL')
  // Deleted words are overwritten with zeros, not just unlinked.
  connection.pragma('secure_delete = ON')
  connection.pragma('foreign_keys = ON')
  // Sorting must not leave words in temporary files.
  connection.pragma('temp_store = MEMORY')
  // A page is written to the log by every commit that touches it, and once by a checkpoint: fewer checkpoints, fewer of the latter.
  connection.pragma('wal_autocheckpoint = 4000')
  connection.pragma(`journal_size_limit = ${walSizeLimitBytes}`)
  connection.pragma('cache_size = -16000')
  return connection
}

/** Reads only, also beside a server that writes. @throws {@link NoDatabase} */
export function connectToRead(file: string): SqliteConnection {
  if (!existsSync(file)) throw new NoDatabase(file)
  const connection = new Connection(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  connection.pragma('temp_store = MEMORY')
  return connection
}

export type Drizzle = BetterSQLite3Database<Schema> & { readonly $client: SqliteConnection }

export function drizzleOver(connection: SqliteConnection): Drizzle {
  return drizzle(connection, { schema })
}
