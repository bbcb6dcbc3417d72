import type { UpdateStore } from '@samskriv/sync-server'
import { connectToRead, connectToWrite, databaseFile, drizzleOver, type Drizzle } from './connection.ts'
import { loadStudy } from './load-study.ts'
import { lockDirectory } from './lock.ts'
import { makePrivateDirectory } from './private-directory.ts'
import { migrateToNewest, requireNewest } from './migrate.ts'
import { ensureInstallation } from './repositories/installation.ts'
import { authSchema } from './schema.ts'
import { runNow, type Script } from './script.ts'
import { contextOver, inTransaction, readStore, writeStore, type ReadStore, type Sources, type Store } from './store.ts'
import { openSigningKeys, readKnownKeys, signingWith, type KnownKeys, type Sign } from './signing-keys.ts'
import { sqliteUpdateStore } from './update-store.ts'

export interface Database {
  readonly store: Store
  readonly updates: UpdateStore<Script<unknown>>
  /** What sealed segments, and statements about files that were taken away, are signed with. */
  readonly sign: Sign
  /** What both are checked with. */
  readonly keys: KnownKeys
  /**
   * For the sign-in library's drizzle adapter, on the same connection that everything is written through. The adapter awaits between
   * its statements but opens no transaction: leave its `transaction` option off.
   */
  readonly auth: { readonly db: Drizzle; readonly schema: typeof authSchema }
  /**
   * Empties the log beside the database, so that what was deleted is in no file any more.
   * @returns false when a reader in another process holds on to it: call again later
   */
  forgetDeleted(): boolean
  close(): void
}

export interface ReadOnlyDatabase {
  readonly store: ReadStore
  readonly updates: Pick<UpdateStore, 'load'>
  /** Null where there is no key that signs. */
  readonly sign: Sign | null
  readonly keys: KnownKeys
  close(): void
}

/**
 * Opens the data directory for the one process that works in it, making and migrating what is missing.
 * @throws {@link DataDirectoryInUse} and {@link SchemaMismatch}
 */
export function openDatabase(options: Sources & { readonly dir: string }): Database {
  const { dir } = options
  makePrivateDirectory(dir)
  const lock = lockDirectory(dir)
  try {
    return openLocked(dir, options, () => lock.release())
  } catch (error) {
    lock.release()
    throw error
  }
}

function openLocked(dir: string, sources: Sources, release: () => void): Database {
  const file = databaseFile(dir)
  const writer = connectToWrite(file)
  try {
    migrateToNewest(writer)
    const reader = connectToRead(file)
    const sign = openSigningKeys(dir)
    const ctx = contextOver(writer, sources)
    const store: Store = { ...writeStore(writer, ctx), ...readStore(reader, contextOver(reader, sources)) }
    inTransaction(writer, 'BEGIN IMMEDIATE', () => runNow(ensureInstallation(), ctx))
    return {
      store,
      updates: sqliteUpdateStore(writer, ctx, store, sign),
      sign,
      keys: readKnownKeys(dir),
      auth: { db: drizzleOver(writer), schema: authSchema },
      forgetDeleted: () => {
        const [result] = writer.prepare<[], { busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').all()
        return result?.busy === 0
      },
      close: () => {
        // The writer last: the connection that closes last empties the log into the database.
        reader.close()
        writer.close()
        release()
      },
    }
  } catch (error) {
    writer.close()
    throw error
  }
}

/** Reads a data directory beside a running server, or without one. @throws {@link NoDatabase} and {@link SchemaMismatch} */
export function openReadOnly(dir: string): ReadOnlyDatabase {
  const reader = connectToRead(databaseFile(dir))
  try {
    requireNewest(reader)
  } catch (error) {
    reader.close()
    throw error
  }
  const noNewId = () => {
    throw new TypeError('Nothing is made in a database that is only read.')
  }
  const store = readStore(reader, contextOver(reader, { clock: Date.now, newId: noNewId }))
  return {
    store,
    updates: { load: (study) => store.read(loadStudy(study)) },
    sign: signingWith(dir),
    keys: readKnownKeys(dir),
    close: () => reader.close(),
  }
}
