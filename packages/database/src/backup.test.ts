import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backupTo, restoreFrom } from './backup.ts'
import { openDatabase } from './data-directory.ts'
import { BackupFileExists, DatabaseDamaged, DataDirectoryNotEmpty, NoDatabase } from './errors.ts'
import { studyById } from './repositories/studies.ts'
import { aCommit, aVoice, Log } from './testing/a-commit.ts'
import { aDatabase, aDirectory, aStudy, someSources } from './testing/a-database.ts'
import { verifyChain } from './verify-chain.ts'

async function aBackedUpStudy() {
  const dir = aDirectory()
  const database = aDatabase(dir)
  const study = await aStudy(database)
  const voice = aVoice(study)
  const log = new Log(voice)
  await database.updates.commit([aCommit(study, { voices: [voice], updates: log.take(20) })])
  return { dir, database, study, log, file: join(aDirectory(), 'backup.sqlite') }
}

describe('a backup', () => {
  test('[BK1] taken beside a server that goes on writing is a whole study when restored', async () => {
    const { dir, database, study, log, file } = await aBackedUpStudy()
    expect(backupTo(dir, file)).toMatchObject({ studies: 1 })
    await database.updates.commit([aCommit(study, { updates: log.take(5) })])

    const restored = join(aDirectory(), 'data')
    expect(restoreFrom(file, restored)).toMatchObject({ studies: 1 })
    const copy = aDatabase(restored)
    expect(await copy.updates.load(study.id)).toMatchObject({ headSeq: 20 })
    expect(await verifyChain(copy, study.id)).toMatchObject({ ok: true, checked: 20 })
    expect(await copy.store.read(studyById(study.id))).toMatchObject({ title: 'The Tuesday Door' })
  })

  test('[BK2] is for its owner alone, and leaves nothing half-made behind', async () => {
    const { dir, file } = await aBackedUpStudy()
    backupTo(dir, file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(() => statSync(`${file}.partial`)).toThrow()
  })

  test('[BK3] never overwrites', async () => {
    const { dir, file } = await aBackedUpStudy()
    writeFileSync(file, 'something dear')
    expect(() => backupTo(dir, file)).toThrow(BackupFileExists)
    expect(readFileSync(file, 'utf8')).toBe('something dear')
  })

  test('says so when there is nothing to back up', () => {
    expect(() => backupTo(aDirectory(), join(aDirectory(), 'backup.sqlite'))).toThrow(NoDatabase)
  })
})

describe('restoring', () => {
  test('[BK4] is refused where something is, and changes nothing there', async () => {
    const { dir, file } = await aBackedUpStudy()
    backupTo(dir, file)
    const taken = aDirectory()
    writeFileSync(join(taken, 'note.txt'), 'mine')
    expect(() => restoreFrom(file, taken)).toThrow(DataDirectoryNotEmpty)
    expect(readFileSync(join(taken, 'note.txt'), 'utf8')).toBe('mine')
  })

  test('[BK5] is refused from a file that is damaged, cut short, foreign or absent', async () => {
    const { dir, file } = await aBackedUpStudy()
    backupTo(dir, file)
    const target = join(aDirectory(), 'data')
    const bytes = readFileSync(file)

    const cut = join(aDirectory(), 'cut.sqlite')
    writeFileSync(cut, bytes)
    truncateSync(cut, bytes.length - 8192)
    expect(() => restoreFrom(cut, target)).toThrow(DatabaseDamaged)

    const foreign = join(aDirectory(), 'foreign.sqlite')
    writeFileSync(foreign, 'this is a letter, not a database, and it is long enough to be looked at'.repeat(20))
    expect(() => restoreFrom(foreign, target)).toThrow(DatabaseDamaged)

    const empty = join(aDirectory(), 'empty.sqlite')
    writeFileSync(empty, '')
    expect(() => restoreFrom(empty, target)).toThrow(DatabaseDamaged)
    expect(() => restoreFrom(join(aDirectory(), 'absent.sqlite'), target)).toThrow(NoDatabase)

    mkdirSync(target)
    restoreFrom(file, target)
    openDatabase({ dir: target, ...someSources() }).close()
  })
})
