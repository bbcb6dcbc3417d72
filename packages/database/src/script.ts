import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Schema } from './schema.ts'

/** What a script works with. Time and ids come from outside, so that a test decides both. */
export interface Ctx {
  readonly db: BetterSQLite3Database<Schema>
  readonly s: Schema
  /** UTC milliseconds. */
  readonly clock: () => number
  readonly newId: () => string
}

/**
 * A piece of a transaction: it yields queries and gets their rows. On SQLite all of it runs in one synchronous turn, on PostgreSQL
 * each query is awaited; so it may do nothing but query and compute, and may not use `.get()`, `.all()`, `.run()` or `db.transaction`.
 */
export type Script<T> = (ctx: Ctx) => Generator<Query, T, unknown>

/** What a script may yield: a query of drizzle's, or one run of a prepared one. */
export type Query = PromiseLike<unknown> | PreparedRun

/** Runs one query of a script: `const rows = yield* q(db.select()…)`. */
export function* q<T>(query: PromiseLike<T>): Generator<PromiseLike<unknown>, T, unknown> {
  // A generator's answer has one type for all its yields, so the type of this query's rows can only be stated here.
  return (yield query) as T
}

/**
 * A query that is built once for each database and run with other values each time: for what every request and every socket asks,
 * because building a query takes drizzle ten times as long as running it takes SQLite.
 *
 * @param build - its values are `sql.placeholder(name)`
 */
export function prepared<Rows>(
  build: (ctx: Ctx) => PromiseLike<Rows>,
): (ctx: Ctx, values: Readonly<Record<string, unknown>>) => Generator<Query, Rows, unknown> {
  const built = new WeakMap<Ctx['db'], Prepared>()
  return function* (ctx, values) {
    let query = built.get(ctx.db)
    if (query === undefined) {
      const fresh = build(ctx)
      if (!isDrizzleQuery(fresh)) throw new TypeError('Only a query can be prepared.')
      query = fresh.prepare()
      built.set(ctx.db, query)
    }
    return (yield new PreparedRun(query, values)) as Rows
  }
}

interface Prepared {
  execute(values?: Readonly<Record<string, unknown>>): { sync(): unknown }
}

/** One run of a prepared query, which a script yields like any other. */
class PreparedRun {
  readonly #query: Prepared
  readonly #values: Readonly<Record<string, unknown>>

  constructor(query: Prepared, values: Readonly<Record<string, unknown>>) {
    this.#query = query
    this.#values = values
  }

  prepare(): Prepared {
    return { execute: () => this.#query.execute(this.#values) }
  }
}

/** Runs a script to its end in this turn. An error of a query is thrown into the script, which may let it pass. */
export function runNow<T>(script: Script<T>, ctx: Ctx): T {
  const steps = script(ctx)
  let step = steps.next()
  while (!step.done) {
    let rows: unknown
    try {
      rows = rowsNow(step.value)
    } catch (error) {
      step = steps.throw(error)
      continue
    }
    step = steps.next(rows)
  }
  return step.value
}

interface DrizzleQuery {
  prepare(): Prepared
}

function rowsNow(query: Query): unknown {
  if (!isDrizzleQuery(query)) throw new TypeError('A script yielded something that is not a query; it may do nothing else.')
  return query.prepare().execute().sync()
}

function isDrizzleQuery(query: unknown): query is DrizzleQuery {
  return typeof query === 'object' && query !== null && 'prepare' in query && typeof query.prepare === 'function'
}
