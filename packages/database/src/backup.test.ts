import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backupTo } from './backup.ts'
import { BackupFileExists, NoDatabase } from './errors.ts'
import { studyById } from './repositories/studies.ts'
import { restoreFrom } from './restore.ts'
import { aCommit } from './testing/a-commit.ts'
import { aDatabase, aDirectory, restoreSources } from './testing/a-database.ts'
import { aWrittenStudy } from './testing/a-written-study.ts'
import { verifyChain } from './verify-chain.ts'

describe('a backup', () => {
  test('[BK1] taken beside a server that goes on writing is a whole study when restored', async () => {
    const { dir, database, study, log, file } = await aWrittenStudy()
    expect(backupTo(dir, file)).toMatchObject({ studies: 1 })
    await database.updates.commit([aCommit(study, { updates: [log.next(new Uint8Array([0, 0]))] })])

    const restored = join(aDirectory(), 'data')
    expect(restoreFrom(file, restored, restoreSources())).toMatchObject({ studies: 1, damaged: [] })
    const copy = aDatabase(restored)
    // One more than was written: the restore is itself a link of the chain.
    expect(await copy.updates.load(study.id)).toMatchObject({ headSeq: log.seq })
    expect(await verifyChain(copy, study.id)).toMatchObject({ ok: true, checked: 1, sealed: log.seq - 1 })
    expect(await copy.store.read(studyById(study.id))).toMatchObject({ title: 'The Tuesday Door' })
  })

  test('[BK2] is for its owner alone, and leaves nothing half-made behind', async () => {
    const { dir, file } = await aWrittenStudy()
    backupTo(dir, file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(() => statSync(`${file}.partial`)).toThrow()
  })

  test('[BK7] brings the keys along that signed, and lets nobody sign with them unless secrets were asked for', async () => {
    const { dir, database, file } = await aWrittenStudy()
    const keyOf = (at: string) => readFileSync(at, 'utf8').trim().split(' ')
    const [id, publicKey, privateKey] = keyOf(join(dir, 'signing-keys'))
    backupTo(dir, file)
    expect(keyOf(`${file}.keys`)).toEqual([id, publicKey])
    const [restored, withSecrets] = [join(aDirectory(), 'data'), `${file}-with-secrets`]
    restoreFrom(file, restored, restoreSources())
    const keys = aDatabase(restored).keys.all
    expect(keys).toHaveLength(2)
    expect(keys[0]).toEqual(database.keys.all[0])

    backupTo(dir, withSecrets, { withSecrets: true })
    expect(keyOf(`${withSecrets}.keys`)).toEqual([id, publicKey, privateKey])
    for (const each of [join(dir, 'signing-keys'), `${file}.keys`, `${withSecrets}.keys`]) expect(statSync(each).mode & 0o777).toBe(0o600)
  })

  test('[BK3] never overwrites', async () => {
    const { dir, file } = await aWrittenStudy()
    writeFileSync(file, 'something dear')
    expect(() => backupTo(dir, file)).toThrow(BackupFileExists)
    expect(readFileSync(file, 'utf8')).toBe('something dear')
  })

  test('says so when there is nothing to back up', () => {
    expect(() => backupTo(aDirectory(), join(aDirectory(), 'backup.sqlite'))).toThrow(NoDatabase)
  })
})
