import {
  type AnySQLiteColumn,
  customType,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text as sqliteText,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'

/**
 * The only column kinds a table may use. A PostgreSQL twin of this file exports the same names with the same TypeScript types,
 * so the schema and every repository stay the same for both.
 */
export const table = sqliteTable
export { index, primaryKey, uniqueIndex }
/** For a reference to a table that stands further down, which the compiler can't follow by itself. */
export type AnyColumn = AnySQLiteColumn

export const text = (name: string) => sqliteText(name)

/** A count or a Yjs clock or clientID (unsigned, up to 2^53 - 1). */
export const int = (name: string) => integer(name, { mode: 'number' })

export const bool = (name: string) => integer(name, { mode: 'boolean' })

/** A moment of the server's clock: UTC milliseconds as a number. */
export const time = (name: string) => integer(name, { mode: 'number' })

/** A moment as a `Date`, stored like {@link time}: only for the tables of the sign-in library, which insists on it. */
export const date = (name: string) => integer(name, { mode: 'timestamp_ms' })

/** A number that counts up by one within a study. */
export const seq = (name: string) => integer(name, { mode: 'number' })

export const json = <T>(name: string) => sqliteText(name, { mode: 'json' }).$type<T>()

// The driver hands out Node's Buffer; its `slice` shares memory where Uint8Array copies, so callers get the standard class.
const plainBytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
})

export const bytes = (name: string) => plainBytes(name)
