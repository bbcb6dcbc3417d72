import { nextEpochHash, stateHash, StoreUnavailable } from '@samskriv/sync-server'
import { describe, expect, test } from 'vitest'
import { renameStudy, studyById, trashStudy } from './repositories/studies.ts'
import { addImportedSource } from './repositories/imports.ts'
import { listParticipants } from './repositories/participants.ts'
import { restorePointById } from './repositories/restore-points.ts'
import { sectionsOf } from './repositories/sections.ts'
import type { Script } from './script.ts'
import { aCommit, aSnapshot, aVoice, Log } from './testing/a-commit.ts'
import { aDatabase, aDirectory, aStudy } from './testing/a-database.ts'
import { sectionKey } from './testing/new-study.ts'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import { verifyChain } from './verify-chain.ts'

const nowhere = 'nowhere' as StudyId

async function aWrittenStudy(options: Parameters<typeof aStudy>[1] = {}, database = aDatabase()) {
  const study = await aStudy(database, options)
  const voice = aVoice(study, `voice of ${study.id}`)
  const log = new Log(voice)
  return { database, updates: database.updates, study, voice, log }
}

describe('committing', () => {
  test('[US1] gives back everything that was written', async () => {
    const { database, updates, study, voice, log } = await aWrittenStudy()
    const rows = log.take(3)
    const binding = { client: 4_294_967_295, voice: voice.id, firstSeq: 1, lastClock: 30, server: false }
    const override = { client: 7, clock: 2, length: 9, voice: voice.id, movedBy: voice.id }
    const blocks = [{ type: 'paragraph', content: [{ type: 'text' as const, text: 'before 🌍', voice: voice.id }] }]
    const point = { id: 'point', section: sectionKey('summary'), seq: 2, at: 9, reason: 'edited' as const, by: voice.by, words: 2, blocks }
    const run = { text: 'gone 🌍', voices: [{ length: 7, voice: voice.id }], deletedAt: 5 }
    await updates.commit([
      aCommit(study, {
        voices: [voice],
        updates: rows,
        bindings: [binding],
        overrides: [{ ...override, seq: 2 }],
        graveyard: [{ ...run, seq: 3, expiresAt: Date.UTC(2026, 4, 1) }],
        digests: [{ key: sectionKey('summary'), words: 12, textHash: new Uint8Array([1, 2]), seq: 3 }],
        restorePoints: [point],
        wordCounts: [
          { section: sectionKey('summary'), at: 9, words: [[voice.id, 12]], changes: [{ hand: voice.id, of: voice.id, words: 12 }] },
        ],
      }),
    ])
    expect(await database.store.read(restorePointById(study.id, point.section, 'point'))).toStrictEqual(point)
    expect(await updates.load(study.id)).toStrictEqual({
      epoch: 1,
      headSeq: 3,
      headHash: log.hash,
      snapshot: null,
      updates: rows.map(({ seq, at, bytes }) => ({ seq, at, bytes })),
      voices: [voice],
      bindings: [binding],
      retiredClients: [],
      overrides: [override],
      graveyard: [run],
      restorePoints: [{ section: 'summary', at: 9 }],
      speakers: [],
      files: [],
      countedWords: [{ section: 'summary', words: [[voice.id, 12]] }],
      digestedSeq: 3,
      spells: { before: [], taken: [] },
      anchors: [],
      sections: [
        { key: 'summary', editing: 'open', openToContributors: false, wordsProtected: true },
        { key: 'barriers', editing: 'open', openToContributors: false, wordsProtected: true },
      ],
    })
  })

  test('[US1] keeps the word counts of sections for the list of studies', async () => {
    const { database, updates, study } = await aWrittenStudy()
    await updates.commit([aCommit(study, { digests: [{ key: sectionKey('summary'), words: 12, textHash: new Uint8Array(2), seq: 0 }] })])
    expect((await database.store.read(sectionsOf(study.id))).map(({ words }) => words)).toEqual([12, 0])
  })

  test('[US2] is all or nothing over all studies', async () => {
    const one = await aWrittenStudy({ email: 'one@example.org' })
    const two = await aWrittenStudy({ email: 'two@example.org' }, one.database)
    const good = aCommit(one.study, { voices: [one.voice], updates: one.log.take(2) })
    const stale = aCommit(two.study, { voices: [two.voice], updates: two.log.take(3).slice(1) })
    await expect(one.updates.commit([good, stale])).rejects.toThrow('stale-head')
    expect(await one.updates.load(one.study.id)).toMatchObject({ headSeq: 0, updates: [], voices: [] })

    const whole = aCommit(two.study, { voices: [two.voice], updates: new Log(two.voice).take(2) })
    await one.updates.commit([good, whole])
    expect(await one.updates.load(one.study.id)).toMatchObject({ headSeq: 2 })
    expect(await two.updates.load(two.study.id)).toMatchObject({ headSeq: 2 })
  })

  test('[US3] refuses a sequence that is taken, skipped, or of another epoch or study', async () => {
    const { updates, study, voice, log } = await aWrittenStudy()
    const [first, second, third] = log.take(3)
    if (first === undefined || second === undefined || third === undefined) throw new TypeError('three rows')
    await updates.commit([aCommit(study, { voices: [voice], updates: [first] })])

    await expect(updates.commit([aCommit(study, { updates: [first] })])).rejects.toMatchObject({ code: 'stale-head' })
    await expect(updates.commit([aCommit(study, { updates: [third] })])).rejects.toMatchObject({ code: 'stale-head' })
    await expect(updates.commit([aCommit(study, { updates: [second, second] })])).rejects.toMatchObject({ code: 'sequence-gap' })
    await expect(updates.commit([aCommit(study, { epoch: 2, updates: [second] })])).rejects.toMatchObject({ code: 'old-epoch' })
    const elsewhere = { ...study, id: nowhere }
    await expect(updates.commit([aCommit(elsewhere)])).rejects.toMatchObject({ code: 'unknown-study' })

    await updates.commit([aCommit(study, { updates: [second, third] })])
    expect(await updates.load(study.id)).toMatchObject({ headSeq: 3 })
  })

  test('[US4] binds a client to one voice for good, and only ever raises its clock', async () => {
    const { updates, study, voice } = await aWrittenStudy()
    const other = aVoice(study, 'another voice')
    const binding = { client: 7, voice: voice.id, firstSeq: 1, lastClock: 10, server: false }
    await updates.commit([aCommit(study, { voices: [voice, other], bindings: [binding] })])
    await updates.commit([aCommit(study, { bindings: [{ ...binding, lastClock: 25 }] })])

    const stolen = { ...binding, voice: other.id, lastClock: 30 }
    await expect(updates.commit([aCommit(study, { bindings: [stolen] })])).rejects.toMatchObject({ code: 'binding-taken' })
    await expect(updates.commit([aCommit(study, { bindings: [binding] })])).rejects.toMatchObject({ code: 'binding-taken' })
    expect(await updates.load(study.id)).toMatchObject({ bindings: [{ ...binding, lastClock: 25 }] })
  })

  test('[US5] runs the scripts of a study in the same transaction', async () => {
    const { database, updates, study, voice, log } = await aWrittenStudy()
    await updates.commit([
      aCommit(study, { voices: [voice], updates: log.take(1), also: [renameStudy(study.id, { title: 'Renamed' }, 'system')] }),
    ])
    expect(await database.store.read(studyById(study.id))).toMatchObject({ title: 'Renamed' })
    expect(await updates.load(study.id)).toMatchObject({ headSeq: 1 })

    // oxlint-disable-next-line require-yield
    const fails: Script<never> = function* () {
      throw new RangeError('no')
    }
    const also = [renameStudy(study.id, { title: 'Lost' }, 'system'), fails]
    await expect(updates.commit([aCommit(study, { updates: log.take(1), also })])).rejects.toThrow(RangeError)
    expect(await database.store.read(studyById(study.id))).toMatchObject({ title: 'Renamed' })
    expect(await updates.load(study.id)).toMatchObject({ headSeq: 1 })
  })

  test('[US5] makes the place of whoever speaks before their voice, in the same transaction', async () => {
    const { database, updates, study } = await aWrittenStudy()
    const source = { id: 'source' as ParticipantId, label: 'Imported: a report' }
    const voice = { ...aVoice(study), by: source.id }
    const named = async () => (await database.store.read(listParticipants(study.id))).map(({ name }) => name)
    const before = await named()
    const commit = aCommit(study, {
      voices: [voice],
      updates: new Log(voice).take(1),
      first: [addImportedSource(study.id, source, 'system')],
    })
    // oxlint-disable-next-line require-yield
    const fails: Script<never> = function* () {
      throw new RangeError('no')
    }
    await expect(updates.commit([{ ...commit, also: [fails] }])).rejects.toThrow(RangeError)
    expect(await named()).toEqual(before)
    await updates.commit([commit])
    expect(await named()).toEqual([...before, source.label])
  })

  test('[US6] says that nothing was written when the disk is full, and works again when there is room', async () => {
    const { database, updates, study, voice, log } = await aWrittenStudy()
    await updates.commit([aCommit(study, { voices: [voice], updates: log.take(1) })])
    const connection = database.auth.db.$client
    const pages = Number(connection.pragma('page_count', { simple: true }))
    connection.pragma(`max_page_count = ${pages}`)

    const big = aCommit(study, { updates: [log.next('x'.repeat(2_000_000))], also: [renameStudy(study.id, { title: 'Half' }, 'system')] })
    await expect(updates.commit([big])).rejects.toThrow(StoreUnavailable)
    await expect(updates.commit([big])).rejects.toThrow(StoreUnavailable)
    expect(await updates.load(study.id)).toMatchObject({ headSeq: 1 })
    expect(await database.store.read(studyById(study.id))).toMatchObject({ title: 'The Tuesday Door' })

    connection.pragma('max_page_count = 1000000')
    await updates.commit([big])
    expect(await updates.load(study.id)).toMatchObject({ headSeq: 2, headHash: log.hash })
  })
})

describe('loading', () => {
  test('[US7] knows no study that does not exist or is in the bin', async () => {
    const { database, updates, study } = await aWrittenStudy()
    expect(await updates.load(nowhere)).toBeUndefined()
    await database.store.tx(trashStudy(study.id, 'system'))
    expect(await updates.load(study.id)).toBeUndefined()
  })

  test('[US7] leaves out deleted runs whose time is over', async () => {
    const { updates, study, voice } = await aWrittenStudy()
    const run = { text: 'old', voices: [{ length: 3, voice: voice.id }], deletedAt: 5, seq: 1 }
    await updates.commit([aCommit(study, { voices: [voice], graveyard: [{ ...run, expiresAt: 6 }] })])
    expect(await updates.load(study.id)).toMatchObject({ graveyard: [] })
  })

  test('[US8] starts from the newest snapshot; the one before it and the updates since stay for an accident', async () => {
    const { database, updates, study, voice, log } = await aWrittenStudy()
    for (const _ of [1, 2, 3]) {
      await updates.commit([aCommit(study, { voices: log.seq === 0 ? [voice] : [], updates: log.take(10), snapshot: aSnapshot(log) })])
    }
    await updates.commit([aCommit(study, { updates: log.take(2) })])
    const stored = await updates.load(study.id)
    expect(stored?.snapshot).toEqual({ uptoSeq: 30, state: new TextEncoder().encode('state 30'), isWhole: true })
    expect(stored?.updates.map(({ seq }) => seq)).toEqual([31, 32])

    const rows = (sql: string) => database.auth.db.$client.prepare(sql).pluck().all()
    expect(rows('SELECT upto_seq FROM doc_snapshot')).toEqual([20, 30])
    expect(rows('SELECT min(seq) FROM doc_update')).toEqual([21])
    expect(rows('SELECT to_seq FROM doc_segment')).toEqual([10, 20, 30])
  })
})

describe('a snapshot on disk', () => {
  const state = new TextEncoder().encode('words that are said again and again, '.repeat(2_000))

  async function aPackedStudy() {
    const written = await aWrittenStudy()
    const { database, updates, study, voice, log } = written
    for (const _ of [1, 2]) {
      const voices = log.seq === 0 ? [voice] : []
      const rows = log.take(10)
      await updates.commit([aCommit(study, { voices, updates: rows, snapshot: { uptoSeq: log.seq, state, hash: stateHash(state) } })])
    }
    const { $client } = database.auth.db
    return { ...written, $client, verified: async () => await verifyChain(database, study.id) }
  }

  test('[US8] is packed, and comes back as it was', async () => {
    const { updates, study, $client, verified } = await aPackedStudy()
    expect($client.prepare('SELECT max(length(state)) FROM doc_snapshot').pluck().get()).toBeLessThan(state.length / 10)
    expect((await updates.load(study.id))?.snapshot).toEqual({ uptoSeq: 20, state, isWhole: true })
    expect(await verified()).toMatchObject({ ok: true })
  })

  test('[US8] that was written before they were packed is read as it is', async () => {
    const { updates, study, $client, verified } = await aPackedStudy()
    $client.prepare("UPDATE doc_snapshot SET state = ?, packing = 'none'").run(state)
    expect((await updates.load(study.id))?.snapshot).toEqual({ uptoSeq: 20, state, isWhole: true })
    expect(await verified()).toMatchObject({ ok: true })
  })

  test('[US8] that was damaged while it was packed is passed over', async () => {
    const { updates, study, $client, verified } = await aPackedStudy()
    const damage = "UPDATE doc_snapshot SET state = CAST(substr(state, 1, 20) || x'ff' || substr(state, 22) AS BLOB) WHERE upto_seq = ?"
    $client.prepare(damage).run(20)
    expect((await updates.load(study.id))?.snapshot).toEqual({ uptoSeq: 10, state, isWhole: true })
    expect(await verified()).toMatchObject({ ok: false, firstBad: { seq: 20, problem: 'snapshot-differs' } })
  })
})

describe('a damaged snapshot', () => {
  test('[US8] is passed over, and nothing is missing', async () => {
    const { database, updates, study, voice, log } = await aWrittenStudy()
    for (const _ of [1, 2]) {
      await updates.commit([aCommit(study, { voices: log.seq === 0 ? [voice] : [], updates: log.take(10), snapshot: aSnapshot(log) })])
    }
    const damage = (upto: number) => database.auth.db.$client.prepare("UPDATE doc_snapshot SET state = x'00' WHERE upto_seq = ?").run(upto)
    damage(20)
    const stored = await updates.load(study.id)
    expect(stored?.snapshot).toEqual({ uptoSeq: 10, state: new TextEncoder().encode('state 10'), isWhole: true })
    expect(stored?.updates.map(({ seq }) => seq)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])

    damage(10)
    expect(await updates.load(study.id)).toMatchObject({ snapshot: { uptoSeq: 20, isWhole: false }, updates: [], headSeq: 20 })
  })
})

describe('a new epoch', () => {
  test('[US9] takes the place of everything that was keyed by the old ids', async () => {
    const { database, updates, study, voice, log } = await aWrittenStudy()
    const binding = { client: 7, voice: voice.id, firstSeq: 1, lastClock: 10, server: false }
    await updates.commit([aCommit(study, { voices: [voice], updates: log.take(5), bindings: [binding] })])

    const change = { seq: 6, at: 9000, to: 2, reason: 'client-ids' as const }
    const endHash = nextEpochHash(log.hash, change)
    const fresh = { client: 1, voice: voice.id, firstSeq: 6, lastClock: 4, server: true }
    const run = { text: 'kept', voices: [{ length: 4, voice: voice.id }], deletedAt: Date.UTC(2026, 2, 30) }
    const state = new TextEncoder().encode('rebased')
    await updates.changeEpoch({
      ...change,
      study: study.id,
      from: 1,
      state,
      bindings: [fresh],
      overrides: [],
      graveyard: [run],
      anchors: [],
      endHash,
    })

    expect(await updates.load(study.id)).toMatchObject({
      epoch: 2,
      headSeq: 6,
      headHash: endHash,
      snapshot: { uptoSeq: 6, state },
      updates: [],
      bindings: [fresh],
      retiredClients: [7],
      graveyard: [run],
    })
    for (const table of ['doc_update', 'doc_snapshot', 'override', 'graveyard']) {
      expect(database.auth.db.$client.prepare(`SELECT count(*) FROM ${table} WHERE epoch = 1`).pluck().get(), table).toBe(0)
    }
    await expect(updates.commit([aCommit(study, { updates: [log.next()] })])).rejects.toMatchObject({ code: 'old-epoch' })
  })

  test('[US9] is refused when the study has moved on meanwhile', async () => {
    const { updates, study, voice, log } = await aWrittenStudy()
    await updates.commit([aCommit(study, { voices: [voice], updates: log.take(5) })])
    const change = { study: study.id, to: 2, reason: 'erasure' as const, state: new Uint8Array(2), at: 0, endHash: new Uint8Array(32) }
    const nothing = { bindings: [], overrides: [], graveyard: [], anchors: [] }
    await expect(updates.changeEpoch({ ...change, ...nothing, from: 1, seq: 4 })).rejects.toMatchObject({ code: 'stale-head' })
    await expect(updates.changeEpoch({ ...change, ...nothing, from: 3, seq: 6 })).rejects.toMatchObject({ code: 'old-epoch' })
  })
})

test('[US10] a study that can’t be loaded is marked, and the mark can be taken off; its rows stay', async () => {
  const { database, updates, study, voice, log } = await aWrittenStudy({}, aDatabase(aDirectory()))
  await updates.commit([aCommit(study, { voices: [voice], updates: log.take(2) })])
  await updates.quarantine(study.id, 'unreadable-update')
  expect(await database.store.read(studyById(study.id))).toMatchObject({ quarantine: 'unreadable-update' })
  expect((await updates.load(study.id))?.updates).toHaveLength(2)
  await updates.quarantine(study.id, null)
  expect(await database.store.read(studyById(study.id))).toMatchObject({ quarantine: null })
  await expect(updates.quarantine(nowhere, 'x')).rejects.toMatchObject({ code: 'unknown-study' })
})
