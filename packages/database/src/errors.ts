import { StoreUnavailable } from '@samskriv/sync-server'

/** Another process works in the data directory. */
export class DataDirectoryInUse extends Error {
  readonly code = 'data-directory-in-use'
  constructor(dir: string, options?: ErrorOptions) {
    super(`The data directory ${dir} is in use by another process. Stop that one first, or use a command that works beside it.`, options)
    this.name = 'DataDirectoryInUse'
  }
}

/** A restore was asked to write where something already is. */
export class DataDirectoryNotEmpty extends Error {
  readonly code = 'data-directory-not-empty'
  constructor(dir: string) {
    super(`The data directory ${dir} is not empty. Restore into a new one, then point DATA_DIR at it.`)
    this.name = 'DataDirectoryNotEmpty'
  }
}

export class NoDatabase extends Error {
  readonly code = 'no-database'
  constructor(path: string, options?: ErrorOptions) {
    super(`There is no database at ${path}.`, options)
    this.name = 'NoDatabase'
  }
}

/** The database was written by a version of the program whose tables this one does not know, or has not got yet. */
export class SchemaMismatch extends Error {
  readonly code = 'schema-mismatch'
  constructor(found: 'newer' | 'older') {
    super(
      found === 'newer'
        ? 'The database was written by a newer version of this program. Install that version again.'
        : 'The database was written by an older version of this program. Start the server once, or run migrate.',
    )
    this.name = 'SchemaMismatch'
  }
}

export class BackupFileExists extends Error {
  readonly code = 'backup-file-exists'
  constructor(file: string) {
    super(`${file} exists already; a backup never overwrites. Choose another name.`)
    this.name = 'BackupFileExists'
  }
}

/** A file that should hold a sound database does not. */
export class DatabaseDamaged extends Error {
  readonly code = 'database-damaged'
  constructor(file: string, detail: string, options?: ErrorOptions) {
    super(`${file} is not a sound database: ${detail}`, options)
    this.name = 'DatabaseDamaged'
  }
}

export class NestedTransaction extends Error {
  readonly code = 'nested-transaction'
  constructor() {
    super('A transaction is already open on this connection. Compose the scripts with yield* instead.')
    this.name = 'NestedTransaction'
  }
}

/** A row the store must not take: its writer no longer knows what is stored and has to load again. */
export class RowRefused extends Error {
  readonly code: 'stale-head' | 'sequence-gap' | 'binding-taken' | 'old-epoch' | 'unknown-study' | 'unknown-section'
  constructor(code: RowRefused['code']) {
    super(`The store refused a row (${code}). Drop the state in memory and load again.`)
    this.name = 'RowRefused'
    this.code = code
  }
}

// Nothing is wrong with the data behind these: space returns, a lock is released, a disk comes back.
const passing = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_NOMEM', 'SQLITE_CANTOPEN']

/** The SQLite result code (such as `SQLITE_BUSY`) of an error or of what caused it. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_')) return error.code
  return sqliteCode(error.cause)
}

/** Turns an error that may pass by itself into {@link StoreUnavailable}; leaves every other one as it is. */
export function asStoreError(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === undefined) return error
  const passes = passing.some((prefix) => code === prefix || code.startsWith(`${prefix}_`))
  return passes ? new StoreUnavailable(`nothing was written: ${code}`, { cause: error }) : error
}
