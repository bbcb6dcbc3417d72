import type { StudyCommit } from '@samskriv/sync-server'
import type { SqliteConnection } from './connection.ts'
import { RowRefused } from './errors.ts'

/*
 * The rows of a group commit, through statements prepared once. Every keystroke of every study passes here, and drizzle's builder
 * would spend more time on making the SQL than SQLite on running it. Everything else in this package goes through drizzle.
 */

export type RowsOfCommit = Omit<StudyCommit<never>, 'also'>

/** @returns a function that writes the rows of one study; call it inside a transaction. It throws {@link RowRefused}. */
export function prepareRowWriter(connection: SqliteConnection): (commit: RowsOfCommit) => void {
  const readHead = connection.prepare<[string], { epoch: number; head_seq: number }>('SELECT epoch, head_seq FROM study WHERE id = ?')
  const advance = connection.prepare(
    'UPDATE study SET head_seq = ?, head_hash = ?, updated_at = ? WHERE id = ? AND epoch = ? AND head_seq = ?',
  )
  const addVoice = connection.prepare(
    'INSERT INTO voice (id, study, "by", typed_by, sector, mode, confirmation) VALUES (?, ?, ?, ?, ?, ?, ?)',
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
  const setDigest = connection.prepare('UPDATE section SET words = ?, text_hash = ?, text_seq = ? WHERE study = ? AND key = ?')
  const addSnapshot = connection.prepare('INSERT INTO doc_snapshot (study, epoch, upto_seq, state, hash) VALUES (?, ?, ?, ?, ?)')
  const addSegment = connection.prepare(
    'INSERT INTO doc_segment (study, epoch, from_seq, to_seq, at_from, at_to, counts, h_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
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

  /** Moves the head over the new updates, which have to follow it one by one: the check and the move are one statement. */
  function moveHead({ study, epoch, updates }: RowsOfCommit): void {
    const first = updates[0]
    const last = updates.at(-1)
    const moved =
      first !== undefined && last !== undefined && advance.run(last.seq, last.hash, last.at, study, epoch, first.seq - 1).changes === 1
    if (!moved) {
      const head = readHead.get(study)
      if (head === undefined) throw new RowRefused('unknown-study')
      if (head.epoch !== epoch) throw new RowRefused('old-epoch')
      if (first !== undefined) throw new RowRefused('stale-head')
    }
    for (const [place, { seq }] of updates.entries()) {
      if (first !== undefined && seq !== first.seq + place) throw new RowRefused('sequence-gap')
    }
  }

  /** Keeps the snapshot before the new one and the updates after it, so that one damaged row never costs a study its words. */
  function compact(study: string, epoch: number, snapshot: NonNullable<RowsOfCommit['snapshot']>): void {
    addSnapshot.run(study, epoch, snapshot.uptoSeq, snapshot.state, snapshot.hash)
    const segment = snapshot.segment
    if (segment !== null) {
      const counts = JSON.stringify({ updates: segment.updates, bytes: segment.bytes })
      addSegment.run(study, epoch, segment.fromSeq, segment.toSeq, segment.atFrom, segment.atTo, counts, segment.endHash)
    }
    const keepFrom = previousSnapshot.get(study, epoch, snapshot.uptoSeq)
    if (keepFrom === null || keepFrom === undefined) return
    dropSnapshots.run(study, epoch, keepFrom)
    dropSealedRows.run(study, epoch, lastSealed.get(study, epoch, keepFrom) ?? 0)
  }

  return (commit) => {
    const { study, epoch } = commit
    moveHead(commit)
    for (const voice of commit.voices) {
      addVoice.run(voice.id, study, voice.by, voice.typedBy, voice.sector, voice.mode, voice.confirmation)
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
    for (const { key, words, textHash, seq } of commit.digests) {
      if (setDigest.run(words, textHash, seq, study, key).changes === 0) throw new RowRefused('unknown-section')
    }
    if (commit.snapshot !== null) compact(study, epoch, commit.snapshot)
  }
}
