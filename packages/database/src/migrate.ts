import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzleOver, type SqliteConnection } from './connection.ts'
import { DatabaseDamaged, SchemaMismatch } from './errors.ts'
import { searchTextOf } from './repositories/studies.ts'

const migrationsFolder = join(import.meta.dirname, '../migrations/sqlite')

/** Brings the tables to this version, all or nothing; does nothing when they are. @throws {@link SchemaMismatch} when they are newer */
export function migrateToNewest(connection: SqliteConnection): void {
  if (schemaAge(connection) === 'newer') throw new SchemaMismatch('newer')
  // A migration that rebuilds a table would otherwise cascade its deletes; the references are checked afterwards instead.
  connection.pragma('foreign_keys = OFF')
  try {
    migrate(drizzleOver(connection), { migrationsFolder })
    fillSearchText(connection)
  } finally {
    connection.pragma('foreign_keys = ON')
  }
  const dangling = connection.pragma('foreign_key_check')
  if (Array.isArray(dangling) && dangling.length > 0) throw new DatabaseDamaged(connection.name, 'a row points at one that is gone')
}

/** Of studies from before there was a search. SQL has no way to leave accents away. */
function fillSearchText(connection: SqliteConnection): void {
  const rows = connection.prepare<[], { id: string; title: string; place: string }>(
    'SELECT id, title, place FROM study WHERE search_text IS NULL',
  )
  const fill = connection.prepare<[string, string]>('UPDATE study SET search_text = ? WHERE id = ?')
  connection.transaction(() => {
    for (const { id, ...names } of rows.all()) fill.run(searchTextOf(names), id)
  })()
}

/** @throws {@link SchemaMismatch} unless the tables are exactly those of this version */
export function requireNewest(connection: SqliteConnection): void {
  const age = schemaAge(connection)
  if (age !== 'same') throw new SchemaMismatch(age)
}

/** @throws {@link SchemaMismatch} when a newer version wrote the tables; {@link DatabaseDamaged} when they are not ours at all */
export function requireKnown(connection: SqliteConnection): void {
  if (newestApplied(connection) === null) throw new DatabaseDamaged(connection.name, 'it was not written by this program')
  if (schemaAge(connection) === 'newer') throw new SchemaMismatch('newer')
}

function schemaAge(connection: SqliteConnection): 'older' | 'same' | 'newer' {
  const known = readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis)
  const applied = newestApplied(connection)
  const newest = Math.max(...known)
  if (applied === newest) return 'same'
  return applied !== null && applied > newest ? 'newer' : 'older'
}

function newestApplied(connection: SqliteConnection): number | null {
  const table = connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'").get()
  if (table === undefined) return null
  const newest: unknown = connection.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get()
  return newest === null ? null : Number(newest)
}
