import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { describe, expect, test } from 'vitest'
import { connectToWrite, databaseFile, drizzleOver } from './connection.ts'
import { answersIn } from './repositories/answers.ts'
import { threadById } from './repositories/threads.ts'
import { schema } from './schema.ts'
import { aDatabase, aDirectory } from './testing/a-database.ts'

const folder = join(import.meta.dirname, '../migrations/sqlite')
// drizzle-kit gives every array a property that loops meet. Files that run after this one share what is loaded, and some refuse to.
Reflect.deleteProperty(Array.prototype, 'random')

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

describe('a database from before answers had an organisation of their own', () => {
  test('[AN19] has each answer as one of the organisation that its author is of now', async () => {
    const { store } = aDatabase(anOlderDirectory(23, before))
    expect((await store.read(answersIn('asked-by-nora'))).map(({ id, organisationName }) => [id, organisationName])).toEqual([
      ['by-kjell', 'Falun kommun'],
      ['by-siri', null],
    ])
  })

  test('[AN13] leaves to the stewards what somebody asked who was to answer it, and everything else with its owner', async () => {
    const { store } = aDatabase(anOlderDirectory(23, before))
    const owners = ['asked-by-nora', 'asked-by-kjell'].map((id) => store.read(threadById('study' as StudyId, id)))
    expect((await Promise.all(owners)).map((thread) => thread?.owner)).toEqual(['kjell', null])
  })
})

const study = {
  ...{ id: 'study', partnership: 'partnership', title: '', place: '', lang: 'en', template: '', template_version: 1, status: 'draft' },
  ...{ epoch: 1, head_seq: 0, head_hash: Buffer.alloc(0), event_seq: 0, created_at: 0, updated_at: 0 },
}
const participant = { study: 'study', role: 'editor', public_label: '', identity_mode: 'named', created_at: 0 }
const thread = { study: 'study', kind: 'question', audience: 'everyone', lang: 'en', state: 'answered', owner: 'kjell' }
const answer = { thread: 'asked-by-nora', state: 'given', outcome: 'done', body: 'Yes.', at: 0 }

const before: readonly (readonly [table: string, row: Readonly<Record<string, unknown>>])[] = [
  ['partnership', { id: 'partnership', name: '', created_at: 0 }],
  ['organisation', { id: 'falun', partnership: 'partnership', name: 'Falun kommun', sector: 'public' }],
  ['study', study],
  ['participant', { ...participant, id: 'nora' }],
  ['participant', { ...participant, id: 'siri' }],
  ['participant', { ...participant, id: 'kjell', organisation: 'falun' }],
  ['thread', { ...thread, id: 'asked-by-nora', asker: 'nora' }],
  ['thread', { ...thread, id: 'asked-by-kjell', asker: 'kjell' }],
  ['answer', { ...answer, id: 'by-kjell', by: 'kjell' }],
  ['answer', { ...answer, id: 'by-siri', by: 'siri' }],
]

/** A data directory as it was when there were so many migrations. */
function anOlderDirectory(migrations: number, rows: typeof before): string {
  const [dir, migrationsFolder] = [aDirectory(), aDirectory()]
  cpSync(folder, migrationsFolder, { recursive: true })
  const journal = join(migrationsFolder, 'meta/_journal.json')
  const firstOnes = (key: string, value: unknown): unknown =>
    key === 'entries' && Array.isArray(value) ? value.slice(0, migrations) : value
  writeFileSync(journal, JSON.stringify(JSON.parse(readFileSync(journal, 'utf8'), firstOnes)))
  const connection = connectToWrite(databaseFile(dir))
  migrate(drizzleOver(connection), { migrationsFolder })
  for (const [table, row] of rows) {
    const columns = Object.keys(row).map((column) => `"${column}"`)
    connection.prepare(`INSERT INTO "${table}" (${columns.join()}) VALUES (${columns.map(() => '?').join()})`).run(Object.values(row))
  }
  connection.close()
  return dir
}
