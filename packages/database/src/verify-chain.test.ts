import { nextEpochHash } from '@samskriv/sync-server'
import type { StudyId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { aCommit, aSnapshot, aVoice, Log } from './testing/a-commit.ts'
import { aDatabase, aStudy } from './testing/a-database.ts'
import { sectionKey } from './testing/new-study.ts'
import { verifyChain } from './verify-chain.ts'

const nowhere = 'nowhere' as StudyId

/** Three sealed segments of ten updates, the first without its rows, two updates after them, a new epoch, and three in that. */
async function aLongStudy() {
  const database = aDatabase()
  const study = await aStudy(database)
  const voice = aVoice(study)
  const log = new Log(voice)
  for (const _ of [1, 2, 3]) {
    await database.updates.commit([
      aCommit(study, { voices: log.seq === 0 ? [voice] : [], updates: log.take(10), snapshot: aSnapshot(log) }),
    ])
  }
  const digests = [{ key: sectionKey('summary'), words: 2, textHash: new Uint8Array(32), seq: 32 }]
  await database.updates.commit([aCommit(study, { updates: log.take(2), digests })])
  const run = (sql: string) => database.auth.db.$client.prepare(sql).run()
  const newEpoch = async () => {
    const change = { seq: log.seq + 1, at: 9000, to: 2, reason: 'client-ids' as const }
    const endHash = nextEpochHash(log.hash, change)
    const nothing = { bindings: [], overrides: [], graveyard: [], anchors: [], state: new Uint8Array(2) }
    await database.updates.changeEpoch({ ...change, ...nothing, study: study.id, from: 1, endHash })
    Object.assign(log, { seq: change.seq, hash: endHash })
    await database.updates.commit([aCommit(study, { epoch: 2, updates: log.take(3) })])
  }
  return { study, log, run, newEpoch, verify: () => verifyChain(database, study.id), database }
}

describe('verifying a study', () => {
  test('[CH1] follows rows, sealed segments and epochs to the head', async () => {
    const { verify, newEpoch } = await aLongStudy()
    expect(await verify()).toEqual({ ok: true, checked: 12, sealed: 20, segments: 3, unsigned: 0, epochs: 1 })
    await newEpoch()
    expect(await verify()).toEqual({ ok: true, checked: 4, sealed: 32, segments: 4, unsigned: 0, epochs: 2 })
  })

  test('[CH1] knows no study that does not exist', async () => {
    expect(await verifyChain(aDatabase(), nowhere)).toBeUndefined()
  })

  test('[CH2] still holds after the words and salts of updates are erased', async () => {
    const { verify, run } = await aLongStudy()
    run('UPDATE doc_update SET bytes = NULL, salt = NULL')
    expect(await verify()).toMatchObject({ ok: true })
  })

  test('[CH1] follows updates that are newer than the stored head', async () => {
    const { verify, database, study, log } = await aLongStudy()
    await database.updates.commit([aCommit(study, { updates: log.take(2) })])
    expect(await verify()).toMatchObject({ ok: true, checked: 14, sealed: 20 })
  })

  const tampering = [
    ['changed words', "UPDATE doc_update SET bytes = x'00' WHERE seq = 31", { seq: 31, problem: 'content-differs' }],
    ['another author', "UPDATE doc_update SET voice = 'somebody else' WHERE seq = 24", { seq: 24, problem: 'hash-differs' }],
    ['another time', 'UPDATE doc_update SET at = at + 1 WHERE seq = 25', { seq: 25, problem: 'hash-differs' }],
    ['an update taken out', 'DELETE FROM doc_update WHERE seq = 27', { seq: 27, problem: 'missing' }],
    ['the first of a segment taken out', 'DELETE FROM doc_update WHERE seq = 21', { seq: 21, problem: 'missing' }],
    ['the newest update taken out', 'DELETE FROM doc_update WHERE seq = 32', { seq: 32, problem: 'missing' }],
    ['a newest update forgotten by the head too', 'UPDATE study SET head_seq = 31', { seq: 31, problem: 'head-differs' }],
    ['a segment taken out', 'DELETE FROM doc_segment WHERE from_seq = 1', { seq: 1, problem: 'missing' }],
    [
      'a segment taken out while its rows are there',
      'DELETE FROM doc_segment WHERE from_seq = 21',
      { seq: 30, problem: 'segment-missing' },
    ],
    [
      'a changed end of an open segment',
      "UPDATE doc_segment SET h_end = x'00' WHERE from_seq = 21",
      { seq: 21, problem: 'signature-differs' },
    ],
    [
      'a changed end of a closed segment',
      "UPDATE doc_segment SET h_end = x'00' WHERE from_seq = 11",
      { seq: 11, problem: 'signature-differs' },
    ],
    [
      'changed counts of an open segment',
      "UPDATE doc_segment SET counts = json_set(counts, '$.voices[0][1]', 9) WHERE from_seq = 21",
      { seq: 21, problem: 'counts-differ' },
    ],
    [
      'changed counts of a closed segment',
      "UPDATE doc_segment SET counts = json_set(counts, '$.updates', 9) WHERE from_seq = 1",
      { seq: 1, problem: 'signature-differs' },
    ],
    [
      'another signature',
      'UPDATE doc_segment SET signature = CAST(substr(signature, 1, 8) || zeroblob(64) AS BLOB) WHERE from_seq = 11',
      { seq: 11, problem: 'signature-differs' },
    ],
    [
      'a signature by another key',
      'UPDATE doc_segment SET signature = zeroblob(72) WHERE from_seq = 11',
      { seq: 11, problem: 'unknown-key' },
    ],
    [
      'a signature that was taken away',
      'UPDATE doc_segment SET signature = NULL WHERE from_seq = 11',
      { seq: 11, problem: 'signature-missing' },
    ],
    [
      'a segment that reaches into the next',
      'UPDATE doc_segment SET to_seq = 12, signature = NULL WHERE from_seq = 1',
      { seq: 11, problem: 'segment-overlaps' },
    ],
    ['another head', "UPDATE study SET head_hash = x'00'", { seq: 32, problem: 'head-differs' }],
    ['a head within a closed segment', 'UPDATE study SET head_seq = 15', { seq: 15, problem: 'head-differs' }],
    ['a changed snapshot', "UPDATE doc_snapshot SET state = x'00' WHERE upto_seq = 30", { seq: 30, problem: 'snapshot-differs' }],
    [
      'a changed end of an open segment, and no signature anywhere',
      "UPDATE doc_segment SET signature = NULL, h_end = CASE from_seq WHEN 21 THEN x'00' ELSE h_end END",
      { seq: 30, problem: 'segment-differs' },
    ],
    [
      'an update of an epoch that never was',
      'INSERT INTO doc_update SELECT study, 7, seq, voice, conn, at, bytes, salt, digest, h FROM doc_update WHERE seq = 32',
      { seq: 32, problem: 'stray-row' },
    ],
    ['another epoch of the study', 'UPDATE study SET epoch = 2', { seq: 32, problem: 'epoch-differs' }],
  ] as const

  test.each(tampering)('[CH3] names the first bad link: %s', async (_, sql, firstBad) => {
    const { verify, run } = await aLongStudy()
    run(sql)
    expect(await verify()).toMatchObject({ ok: false, firstBad })
  })

  test('[CH3] names a changed epoch', async () => {
    const { verify, run, newEpoch } = await aLongStudy()
    await newEpoch()
    run("UPDATE study_epoch SET reason = 'erasure'")
    expect(await verify()).toMatchObject({ ok: false, firstBad: { seq: 33, problem: 'epoch-differs' } })
  })

  test('[CH3] names two rows that changed places', async () => {
    const { verify, run } = await aLongStudy()
    for (const [from, to] of [
      [24, 1000],
      [25, 24],
      [1000, 25],
    ])
      run(`UPDATE doc_update SET seq = ${to} WHERE seq = ${from}`)
    expect(await verify()).toMatchObject({ ok: false, firstBad: { epoch: 1, seq: 24, problem: 'hash-differs' } })
  })

  test('[CH4] counts segments without a signature, and calls them sound', async () => {
    const { verify, run } = await aLongStudy()
    run("UPDATE doc_segment SET signature = NULL, counts = json_remove(counts, '$.voices')")
    expect(await verify()).toMatchObject({ ok: true, segments: 3, unsigned: 3 })
  })
})
