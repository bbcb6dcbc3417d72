import type { StudyId } from '@samskriv/domain'
import type { StudyCommit } from '@samskriv/sync-server'
import type { SqliteConnection } from './connection.ts'
import { RowRefused } from './errors.ts'
import type { Packed } from './packed-state.ts'

/*
 * The rows of a group commit, through statements prepared once. Every keystroke of every study passes here, and drizzle's builder
 * would spend more time on making the SQL than SQLite on running it. Everything else in this package goes through drizzle.
 */

export type RowsOfCommit = Omit<StudyCommit<never>, 'first' | 'also'>

export interface RowWriter {
  /**
   * Writes the rows of one study. Call it inside a transaction.
   *
   * @param packed - the state of its snapshot, if it has one
   * @throws {@link RowRefused}
   */
  write(commit: RowsOfCommit, packed: Packed | null): void
  /** Call it when a transaction was rolled back, or something else moved a head: they are read anew. */
  forgetHeads(): void
}

interface Head {
  readonly epoch: number
  readonly seq: number
}

/** Seals the updates that are in no segment yet, up to and including `upto`, in the transaction that is open. */
type Seal = (study: StudyId, epoch: number, upto: number) => void

/**
 * The heads are kept in memory, which this process alone may do (rule DB2), and reach the `study` row with digests and snapshots: a
 * page of `study` and one of `client_binding` for each keystroke would be most of what a commit writes.
 */
export function prepareRowWriter(connection: SqliteConnection, seal: Seal): RowWriter {
  const heads = new Map<string, Head>()
  const readHead = connection.prepare<[string], Head>(
    `SELECT epoch, max(head_seq, coalesce((SELECT max(seq) FROM doc_update WHERE study = s.id AND epoch = s.epoch), 0)) AS seq
     FROM study s WHERE id = ?`,
  )
  const advance = connection.prepare('UPDATE study SET head_seq = ?, head_hash = ?, updated_at = ? WHERE id = ?')
  const newest = connection.prepare<[string, number], { seq: number; at: number; h: Uint8Array }>(
    'SELECT seq, at, h FROM doc_update WHERE study = ? AND epoch = ? ORDER BY seq DESC LIMIT 1',
  )
  const addVoice = connection.prepare(
    'INSERT INTO voice (id, study, "by", typed_by, sector, mode, confirmation, placed, copied) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const addUpdate = connection.prepare(
    'INSERT INTO doc_update (study, epoch, seq, voice, conn, at, bytes, salt, digest, h) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const moveBinding = connection.prepare(
    `INSERT INTO client_binding (study, epoch, client, voice, first_seq, last_clock, server) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (study, epoch, client) DO UPDATE SET last_clock = excluded.last_clock
     WHERE voice = excluded.voice AND last_clock <= excluded.last_clock`,
  )
  const addOverride = connection.prepare(
    'INSERT INTO override (study, epoch, seq, client, clock, len, voice, moved_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const bury = connection.prepare(
    'INSERT INTO graveyard (study, epoch, seq, position, voices, text, deleted_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const addRestorePoint = connection.prepare(
    'INSERT INTO restore_point (id, study, section, epoch, seq, at, reason, "by", words, blocks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const addBefore = connection.prepare(
    `INSERT INTO paragraph_before (id, study, epoch, section, "by", sector, at, client, clock, place, block, ids, told)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  )
  const addTaken = connection.prepare(
    'INSERT INTO words_taken (study, epoch, section, "by", at, client, clock, len) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const tellBefore = connection.prepare('UPDATE paragraph_before SET told = 1 WHERE id = ?')
  const dropBefore = connection.prepare('DELETE FROM paragraph_before WHERE id = ?')
  const endBefore = connection.prepare('DELETE FROM paragraph_before WHERE study = ? AND section = ? AND "by" = ?')
  const endTaken = connection.prepare('DELETE FROM words_taken WHERE study = ? AND section = ? AND "by" = ?')
  const keepAnchor = connection.prepare(
    `INSERT INTO anchor (id, study, epoch, section, start_client, start_clock, end_client, end_clock, quote, prefix, suffix, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, section = excluded.section,
       start_client = excluded.start_client, start_clock = excluded.start_clock, end_client = excluded.end_client,
       end_clock = excluded.end_clock, prefix = excluded.prefix, suffix = excluded.suffix, state = excluded.state
     WHERE study = excluded.study`,
  )
  const forgetAnchor = connection.prepare('DELETE FROM anchor WHERE id = ? AND study = ?')
  const setDigest = connection.prepare('UPDATE section SET words = ?, text_hash = ?, text_seq = ? WHERE study = ? AND key = ?')
  const setCounted = connection.prepare('UPDATE section SET voice_words = ? WHERE study = ? AND key = ?')
  const addChange = connection.prepare(
    `INSERT INTO word_change (study, section, after, hand, "of", words, at)
     VALUES (@study, @section, (SELECT coalesce(max(at), 0) FROM seen WHERE study = @study), @hand, @of, @words, @at)
     ON CONFLICT DO UPDATE SET words = words + excluded.words, at = excluded.at`,
  )
  const addSnapshot = connection.prepare(
    'INSERT INTO doc_snapshot (study, epoch, upto_seq, state, packing, hash) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const previousSnapshot = connection
    .prepare<[string, number, number], number | null>(
      'SELECT max(upto_seq) FROM doc_snapshot WHERE study = ? AND epoch = ? AND upto_seq < ?',
    )
    .pluck()
  const dropSnapshots = connection.prepare('DELETE FROM doc_snapshot WHERE study = ? AND epoch = ? AND upto_seq < ?')
  const lastSealed = connection
    .prepare<[string, number, number], number | null>('SELECT max(to_seq) FROM doc_segment WHERE study = ? AND epoch = ? AND to_seq <= ?')
    .pluck()
  const dropSealedRows = connection.prepare('DELETE FROM doc_update WHERE study = ? AND epoch = ? AND seq <= ?')

  /** The new updates have to follow the head one by one. */
  function moveHead({ study, epoch, updates }: RowsOfCommit): void {
    const head = heads.get(study) ?? readHead.get(study)
    if (head === undefined) throw new RowRefused('unknown-study')
    if (head.epoch !== epoch) throw new RowRefused('old-epoch')
    for (const [place, { seq }] of updates.entries()) {
      if (seq !== head.seq + 1 + place) throw new RowRefused(place === 0 ? 'stale-head' : 'sequence-gap')
    }
    heads.set(study, { epoch, seq: head.seq + updates.length })
  }

  function storeHead(study: string, epoch: number): void {
    const last = newest.get(study, epoch)
    if (last !== undefined) advance.run(last.seq, last.h, last.at, study)
  }

  /** Keeps the snapshot before the new one and the updates after it, so that one damaged row never costs a study its words. */
  function compact(study: StudyId, epoch: number, { uptoSeq, hash }: NonNullable<RowsOfCommit['snapshot']>, packed: Packed): void {
    addSnapshot.run(study, epoch, uptoSeq, packed.state, packed.packing, hash)
    seal(study, epoch, uptoSeq)
    const keepFrom = previousSnapshot.get(study, epoch, uptoSeq)
    if (keepFrom === null || keepFrom === undefined) return
    dropSnapshots.run(study, epoch, keepFrom)
    dropSealedRows.run(study, epoch, lastSealed.get(study, epoch, keepFrom) ?? 0)
  }

  function writeSpells({ study, epoch, spells }: RowsOfCommit): void {
    for (const { id, section, by, sector, at, client, clock, place, block, ids } of spells.before)
      addBefore.run(id, study, epoch, section, by, sector, at, client, clock, place, JSON.stringify(block), JSON.stringify(ids))
    for (const { section, by, at, client, clock, length } of spells.taken)
      addTaken.run(study, epoch, section, by, at, client, clock, length)
    for (const id of spells.told) tellBefore.run(id)
    for (const id of spells.dropped) dropBefore.run(id)
    for (const { section, by } of spells.ended) {
      endBefore.run(study, section, by)
      endTaken.run(study, section, by)
    }
  }

  function writeAnchors({ study, epoch, anchors }: RowsOfCommit): void {
    for (const [id, anchor] of anchors) {
      if (anchor === null) {
        forgetAnchor.run(id, study)
        continue
      }
      const { section, start, end, quote, prefix, suffix, state } = anchor
      const ids = [start?.client ?? null, start?.clock ?? null, end?.client ?? null, end?.clock ?? null]
      keepAnchor.run(id, study, epoch, section, ...ids, quote, prefix, suffix, state)
    }
  }

  function write(commit: RowsOfCommit, packed: Packed | null): void {
    const { study, epoch } = commit
    moveHead(commit)
    for (const voice of commit.voices) {
      const { id, by, typedBy, sector, mode, confirmation, placed = null, copied = null } = voice
      addVoice.run(id, study, by, typedBy, sector, mode, confirmation, placed, copied)
    }
    for (const update of commit.updates) {
      const { seq, voice, connection: sender, at, bytes, salt, digest, hash } = update
      addUpdate.run(study, epoch, seq, voice, sender, at, bytes, salt, digest, hash)
    }
    for (const binding of commit.bindings) {
      const { client, voice, firstSeq, lastClock, server } = binding
      if (moveBinding.run(study, epoch, client, voice, firstSeq, lastClock, server ? 1 : 0).changes === 0)
        throw new RowRefused('binding-taken')
    }
    for (const { seq, client, clock, length, voice, movedBy } of commit.overrides) {
      addOverride.run(study, epoch, seq, client, clock, length, voice, movedBy)
    }
    for (const [position, run] of commit.graveyard.entries()) {
      bury.run(study, epoch, run.seq, position, JSON.stringify(run.voices), run.text, run.deletedAt, run.expiresAt)
    }
    for (const { id, section, seq, at, reason, by, words, blocks } of commit.restorePoints) {
      addRestorePoint.run(id, study, section, epoch, seq, at, reason, by, words, JSON.stringify(blocks))
    }
    for (const { key, words, textHash, seq } of commit.digests) {
      if (setDigest.run(words, textHash, seq, study, key).changes === 0) throw new RowRefused('unknown-section')
    }
    for (const { section, at, words, changes } of commit.wordCounts) {
      if (setCounted.run(JSON.stringify(words), study, section).changes === 0) throw new RowRefused('unknown-section')
      for (const change of changes) addChange.run({ study, section, at, ...change })
    }
    writeSpells(commit)
    writeAnchors(commit)
    if (commit.digests.length > 0 || commit.snapshot !== null) storeHead(study, epoch)
    if (commit.snapshot !== null && packed !== null) compact(study, epoch, commit.snapshot, packed)
  }

  return { write, forgetHeads: () => heads.clear() }
}
