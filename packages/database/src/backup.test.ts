import { hash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { backupTo } from './backup.ts'
import { BackupFileExists, NoDatabase } from './errors.ts'
import { addFile } from './repositories/files.ts'
import { studyById } from './repositories/studies.ts'
import { restoreFrom } from './restore.ts'
import { studyFilesIn, type StudyFiles } from './study-files.ts'
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

  test('[BK8] brings the pictures along, each checked against its name; one that is lost is told of and stops nothing', async () => {
    const { dir, database, study, file } = await aWrittenStudy()
    const files = studyFilesIn(dir)
    const nameOf = (text: string): string => hash('sha256', text)
    const [whole, spoilt, gone] = [nameOf('whole'), nameOf('spoilt'), nameOf('gone')]
    for (const [name, text] of [
      [whole, 'whole'],
      [spoilt, 'something else'],
      [gone, null],
    ] as const) {
      if (text !== null) await keepPicture(files, study.id, name, text)
      const row = { hash: name, mediaType: 'image/png', length: 9, width: 1, height: 1 } as const
      expect(await database.store.tx(addFile(study, row, study.participant, 'system'))).toBe(true)
    }
    const lost = inOrder([gone, spoilt]).map((name) => ({ study: study.id, hash: name }))
    expect(backupTo(dir, file)).toMatchObject({ files: 1, lost })
    expect(statSync(`${file}.files`).mode & 0o777).toBe(0o700)
    expect(statSync(join(`${file}.files`, study.id, whole)).mode & 0o777).toBe(0o600)
    expect(() => backupTo(dir, file)).toThrow(BackupFileExists)

    const restored = join(aDirectory(), 'data')
    expect(restoreFrom(file, restored, restoreSources())).toMatchObject({ files: 1, lost })
    const again = studyFilesIn(restored)
    expect(String(await again.read(study.id, whole, 'full'))).toBe('whole')
    expect(String(await again.read(study.id, whole, 'small'))).toBe('small')
    expect((await aDatabase(restored).updates.load(study.id))?.files).toEqual(inOrder([whole, spoilt, gone]))
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

async function keepPicture(files: StudyFiles, study: StudyId, name: string, text: string): Promise<void> {
  const incoming = await files.incoming('one')
  const from = { full: join(incoming.dir, 'full'), small: join(incoming.dir, 'small') }
  writeFileSync(from.full, text, { mode: 0o600 })
  writeFileSync(from.small, 'small', { mode: 0o600 })
  await files.keep(study, name, from)
  await incoming.discard()
}

function inOrder(hashes: readonly string[]): readonly string[] {
  return hashes.toSorted((a, b) => (a < b ? -1 : 1))
}
