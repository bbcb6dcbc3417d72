import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Connection from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase, openReadOnly } from './data-directory.ts'
import { DataDirectoryInUse, NoDatabase, SchemaMismatch } from './errors.ts'
import { installationId } from './repositories/installation.ts'
import { setPersonName } from './repositories/people.ts'
import { listStudiesOf } from './repositories/study-list.ts'
import { aDatabase, aDirectory, aStudy, someSources } from './testing/a-database.ts'

describe('opening a data directory', () => {
  test('[DB1] makes it for its owner alone', () => {
    const dir = join(aDirectory(), 'data')
    aDatabase(dir)
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    for (const name of ['samskriv.sqlite', 'samskriv.sqlite-wal']) expect(statSync(join(dir, name)).mode & 0o077, name).toBe(0)
  })

  test('[DB2] makes commits wait for the disk and overwrites what is deleted', () => {
    const { db } = aDatabase().auth
    expect(db.$client.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.$client.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.$client.pragma('secure_delete', { simple: true })).toBe(1)
    expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(Number(db.$client.pragma('busy_timeout', { simple: true }))).toBeLessThanOrEqual(100)
  })

  test('[DB3] is refused while it is open, also within one process, and the lock survives the refusal', () => {
    const dir = aDirectory()
    aDatabase(dir)
    for (const _ of [1, 2]) expect(() => openDatabase({ dir, ...someSources() })).toThrow(DataDirectoryInUse)
  })

  test('[DB3] is refused while another process has it open, and works as soon as that one was killed', async () => {
    const dir = aDirectory()
    const other = spawn(process.execPath, [fileURLToPath(new URL('./testing/hold-directory.ts', import.meta.url)), dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other.stdout, 'data')
    expect(() => openDatabase({ dir, ...someSources() })).toThrow(DataDirectoryInUse)

    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(aDatabase(dir).updates).toBeDefined()
  })

  test('[DB4] migrates once, and keeps everything when opened again', async () => {
    const dir = aDirectory()
    const first = openDatabase({ dir, ...someSources() })
    const study = await aStudy(first)
    const installation = await first.store.read(installationId())
    first.close()

    const second = aDatabase(dir)
    expect(await second.store.read(installationId())).toBe(installation)
    expect(await second.store.read(listStudiesOf(study.person))).toHaveLength(1)
    expect(second.auth.db.$client.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get()).toBe(
      readdirSync(join(import.meta.dirname, '../migrations/sqlite')).filter((name) => name.endsWith('.sql')).length,
    )
  })

  test('[DB4] is refused when a newer version wrote it, and nothing is changed', () => {
    const dir = aDirectory()
    openDatabase({ dir, ...someSources() }).close()
    const raw = new Connection(join(dir, 'samskriv.sqlite'))
    raw.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run('from the future', Date.UTC(2100, 0))
    raw.close()
    expect(() => openDatabase({ dir, ...someSources() })).toThrow(SchemaMismatch)
    expect(() => openReadOnly(dir)).toThrow(SchemaMismatch)
  })
})

describe('reading beside a server', () => {
  test('[DB5] sees what is committed, and can write nothing', async () => {
    const dir = aDirectory()
    const database = aDatabase(dir)
    const reader = openReadOnly(dir)
    onTestFinished(() => reader.close())

    const study = await aStudy(database)
    expect(await reader.store.read(listStudiesOf(study.person))).toHaveLength(1)
    await expect(reader.store.read(setPersonName(study.person, 'Somebody else'))).rejects.toThrow()
    expect(await reader.updates.load(study.id)).toMatchObject({ epoch: 1, headSeq: 0 })
  })

  test('[DB5] works after the server has stopped', async () => {
    const dir = aDirectory()
    const database = openDatabase({ dir, ...someSources() })
    const study = await aStudy(database)
    database.close()
    const reader = openReadOnly(dir)
    expect(await reader.store.read(listStudiesOf(study.person))).toHaveLength(1)
    reader.close()
  })

  test('says so when there is no database', () => {
    expect(() => openReadOnly(aDirectory())).toThrow(NoDatabase)
  })
})
