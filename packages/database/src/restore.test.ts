import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backupTo } from './backup.ts'
import { openDatabase } from './data-directory.ts'
import { DatabaseDamaged, DataDirectoryNotEmpty, NoDatabase } from './errors.ts'
import { eventsOf } from './repositories/events.ts'
import { restoreStudy, trashStudy } from './repositories/studies.ts'
import { restoreFrom } from './restore.ts'
import { aCommit } from './testing/a-commit.ts'
import { aDatabase, aDirectory, restoreSources, someSources } from './testing/a-database.ts'
import { aWrittenStudy, typist } from './testing/a-written-study.ts'
import { verifyChain } from './verify-chain.ts'

function restored(file: string) {
  const dir = join(aDirectory(), 'data')
  const report = restoreFrom(file, dir, restoreSources())
  return { dir, report, database: aDatabase(dir) }
}

describe('restoring', () => {
  test('[BK4] is refused where something is, and changes nothing there', async () => {
    const { dir, file } = await aWrittenStudy()
    backupTo(dir, file)
    const taken = aDirectory()
    writeFileSync(join(taken, 'note.txt'), 'mine')
    expect(() => restoreFrom(file, taken, restoreSources())).toThrow(DataDirectoryNotEmpty)
    expect(readFileSync(join(taken, 'note.txt'), 'utf8')).toBe('mine')
  })

  test('[BK5] is refused from a file that is damaged, cut short, foreign or absent', async () => {
    const { dir, file } = await aWrittenStudy()
    backupTo(dir, file)
    const target = join(aDirectory(), 'data')
    const bytes = readFileSync(file)

    const cut = join(aDirectory(), 'cut.sqlite')
    writeFileSync(cut, bytes)
    truncateSync(cut, bytes.length - 8192)
    expect(() => restoreFrom(cut, target, restoreSources())).toThrow(DatabaseDamaged)

    const foreign = join(aDirectory(), 'foreign.sqlite')
    writeFileSync(foreign, 'this is a letter, not a database, and it is long enough to be looked at'.repeat(20))
    expect(() => restoreFrom(foreign, target, restoreSources())).toThrow(DatabaseDamaged)

    const empty = join(aDirectory(), 'empty.sqlite')
    writeFileSync(empty, '')
    expect(() => restoreFrom(empty, target, restoreSources())).toThrow(DatabaseDamaged)
    expect(() => restoreFrom(join(aDirectory(), 'absent.sqlite'), target, restoreSources())).toThrow(NoDatabase)

    mkdirSync(target)
    restoreFrom(file, target, restoreSources())
    openDatabase({ dir: target, ...someSources() }).close()
  })

  test('[BK4] leaves an empty directory behind when it fails half-way', async () => {
    const { dir, file } = await aWrittenStudy()
    backupTo(dir, file)
    const target = join(aDirectory(), 'data')
    const noNewId = () => {
      throw new Error('no more ids')
    }
    expect(() => restoreFrom(file, target, { ...restoreSources(), newId: noNewId })).toThrow('no more ids')
    expect(readdirSync(target)).toEqual([])
  })

  test('[BK6] begins a new epoch with the same words under other ids; the old ones stay known, and the chain holds', async () => {
    const { dir, database, study, file } = await aWrittenStudy()
    backupTo(dir, file)
    const before = await database.updates.load(study.id)
    const { database: copy } = restored(file)
    const after = await copy.updates.load(study.id)
    expect(after?.epoch).toBeGreaterThan(before?.epoch ?? 0)
    expect(Buffer.from(after?.snapshot?.state ?? []).includes('The walls were wet.')).toBe(true)
    expect(after?.bindings).toMatchObject([{ voice: 'voice-1', server: true }])
    expect(after?.retiredClients).toEqual([typist])
    expect(await verifyChain(copy, study.id)).toMatchObject({ ok: true })
    const events = await copy.store.read(eventsOf(study.id, 0))
    expect(events.at(-1)).toMatchObject({ kind: 'study.epoch', data: { from: 1, reason: 'restore' } })
  })

  test('[BK6] begins another epoch each time, also when the backup is the same and the clock stands still', async () => {
    const { dir, study, file } = await aWrittenStudy()
    backupTo(dir, file)
    const copies = await Promise.all([1, 2].map(() => restored(file).database.updates.load(study.id)))
    expect(new Set(copies.map((copy) => copy?.epoch)).size).toBe(2)
  })

  test('[BK6] reaches studies in the bin', async () => {
    const { dir, database, study, file } = await aWrittenStudy()
    await database.store.tx(trashStudy(study.id, 'system'))
    backupTo(dir, file)
    const { database: copy } = restored(file)
    await copy.store.tx(restoreStudy(study.id, 'system'))
    expect((await copy.updates.load(study.id))?.retiredClients).toEqual([typist])
  })

  test('[BK6] leaves a study that does not load as it was, says so, and restores the others', async () => {
    const { dir, database, study, log, file } = await aWrittenStudy()
    await database.updates.commit([aCommit(study, { updates: [log.next('not an update')] })])
    backupTo(dir, file)
    const { report, database: copy } = restored(file)
    expect(report).toMatchObject({ studies: 1, damaged: [study.id] })
    expect(await copy.updates.load(study.id)).toMatchObject({ epoch: 1, headSeq: 2 })
  })
})
