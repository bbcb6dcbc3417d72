import type { Statement } from 'better-sqlite3'
import { drizzleOver, type SqliteConnection } from './connection.ts'
import { asStoreError, NestedTransaction } from './errors.ts'
import { schema } from './schema.ts'
import { runNow, type Ctx, type Script } from './script.ts'

export interface ReadStore {
  /** Runs a script on one consistent state of the database. A script that writes fails. */
  read<T>(script: Script<T>): Promise<T>
}

export interface Store extends ReadStore {
  /**
   * Runs a script as one transaction: all of it is on disk when the promise resolves, or none of it when it rejects.
   * @throws {@link StoreUnavailable} when nothing was written and the same call may succeed later
   */
  tx<T>(script: Script<T>): Promise<T>
}

export interface Sources {
  /** UTC milliseconds. */
  readonly clock: () => number
  /** A new row id (UUIDv7). */
  readonly newId: () => string
}

export function contextOver(connection: SqliteConnection, sources: Sources): Ctx {
  return { db: drizzleOver(connection), s: schema, clock: sources.clock, newId: sources.newId }
}

/**
 * Runs `work` between BEGIN and COMMIT in this very turn: nobody else's statement can fall into the transaction,
 * and a ROLLBACK can take nobody else's write with it.
 */
export function inTransaction<T>(connection: SqliteConnection, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
  if (connection.inTransaction) throw new NestedTransaction()
  const brackets = bracketsOf(connection)
  try {
    brackets[begin].run()
    const result = work()
    brackets.COMMIT.run()
    return result
  } catch (error) {
    // SQLite has already rolled back after some errors, a full disk among them.
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw asStoreError(error)
  }
}

type Brackets = Record<'BEGIN' | 'BEGIN IMMEDIATE' | 'COMMIT', Statement>

const prepared = new WeakMap<SqliteConnection, Brackets>()

/** Thirty times a second, so not parsed each time. */
function bracketsOf(connection: SqliteConnection): Brackets {
  const known = prepared.get(connection)
  if (known !== undefined) return known
  const statement = (sql: keyof Brackets): Statement => connection.prepare(sql)
  const brackets = { BEGIN: statement('BEGIN'), 'BEGIN IMMEDIATE': statement('BEGIN IMMEDIATE'), COMMIT: statement('COMMIT') }
  prepared.set(connection, brackets)
  return brackets
}

// Both are async functions so that an error always arrives as a rejection; neither contains an await.
export function readStore(connection: SqliteConnection, ctx: Ctx): ReadStore {
  return {
    async read(script) {
      return inTransaction(connection, 'BEGIN', () => runNow(script, ctx))
    },
  }
}

export function writeStore(connection: SqliteConnection, ctx: Ctx): Pick<Store, 'tx'> {
  return {
    async tx(script) {
      return inTransaction(connection, 'BEGIN IMMEDIATE', () => runNow(script, ctx))
    },
  }
}
