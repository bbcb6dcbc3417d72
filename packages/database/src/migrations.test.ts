import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import { expect, test } from 'vitest'
import { schema } from './schema.ts'

const folder = join(import.meta.dirname, '../migrations/sqlite')

test('[DB4] the migrations make exactly the tables of the schema', async () => {
  const snapshots = readdirSync(join(folder, 'meta')).filter((name) => name.endsWith('_snapshot.json'))
  const newest: unknown = JSON.parse(readFileSync(join(folder, 'meta', snapshots.sort().at(-1) ?? ''), 'utf8'))
  const wanted = await generateSQLiteDrizzleJson(schema)
  expect(await generateSQLiteMigration(newest as typeof wanted, wanted), 'run the generate script of this package').toEqual([])
})

test('[DB4] every migration is named for its purpose', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) expect(name).toMatch(/^\d{4}_[a-z_]+\.sql$/)
})
