import { and, eq, max } from 'drizzle-orm'
import type { StudyId } from '@samskriv/domain'
import { stateHash, type EpochChange } from '@samskriv/sync-server'
import { RowRefused } from './errors.ts'
import { packStateNow } from './packed-state.ts'
import { anchorRow } from './repositories/anchors.ts'
import { appendEvent } from './repositories/events.ts'
import { q, type Script } from './script.ts'
import { sealSegment } from './seal-segment.ts'
import type { Sign } from './signing-keys.ts'

/** How long deleted runs wait for an undo or a restore. */
const graveyardLifeMs = 30 * 24 * 60 * 60 * 1000

/**
 * Puts a study's body into a new epoch. The old epoch's log is sealed into a segment and its rows go, words included; what is left
 * of it is counts and hashes. The change is itself a link of the chain (`nextEpochHash`), at the sequence after the last update.
 */
export const changeEpoch = (change: EpochChange, sign: Sign): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const { study: id, from, to, seq, at, endHash } = change
    const [study] = yield* q(
      db
        .select({ epoch: s.study.epoch, headSeq: s.study.headSeq, partnership: s.study.partnership })
        .from(s.study)
        .where(eq(s.study.id, id)),
    )
    if (study === undefined) throw new RowRefused('unknown-study')
    if (study.epoch !== from || to <= from) throw new RowRefused('old-epoch')
    const [log] = yield* q(
      db
        .select({ head: max(s.docUpdate.seq) })
        .from(s.docUpdate)
        .where(and(eq(s.docUpdate.study, id), eq(s.docUpdate.epoch, from))),
    )
    if (seq !== Math.max(study.headSeq, log?.head ?? 0) + 1) throw new RowRefused('stale-head')

    // What compaction has not sealed yet, so that the chain stays whole when the rows go.
    yield* sealSegment(id, from, seq, sign)(ctx)
    yield* dropEpoch(id, from)(ctx)
    yield* writeEpoch(change)(ctx)
    yield* q(db.insert(s.studyEpoch).values({ study: id, epoch: to, reason: change.reason, seq, at, hash: endHash }))
    yield* q(db.update(s.study).set({ epoch: to, headSeq: seq, headHash: endHash }).where(eq(s.study.id, id)))
    yield* appendEvent({
      partnership: study.partnership,
      study: id,
      actor: 'system',
      kind: 'study.epoch',
      subjectKind: 'study',
      subject: id,
      data: { from, to, reason: change.reason },
    })(ctx)
  }

/** Bindings stay: they hold no words, and a copy of the old epoch is known by its clientIDs. */
const dropEpoch = (id: StudyId, epoch: number): Script<void> =>
  function* ({ db, s }) {
    for (const table of [s.docUpdate, s.docSnapshot, s.override, s.graveyard, s.paragraphBefore, s.wordsTaken]) {
      yield* q(db.delete(table).where(and(eq(table.study, id), eq(table.epoch, epoch))))
    }
  }

const writeEpoch = (change: EpochChange): Script<void> =>
  function* ({ db, s }) {
    const { study: id, to: epoch, seq } = change
    yield* q(
      db.insert(s.docSnapshot).values({ study: id, epoch, uptoSeq: seq, ...packStateNow(change.state), hash: stateHash(change.state) }),
    )
    for (const binding of change.bindings) yield* q(db.insert(s.clientBinding).values({ study: id, epoch, ...binding }))
    for (const run of change.overrides) yield* q(db.insert(s.override).values({ study: id, epoch, seq, ...run }))
    for (const [position, run] of change.graveyard.entries()) {
      const expiresAt = run.deletedAt + graveyardLifeMs
      yield* q(db.insert(s.graveyard).values({ study: id, epoch, seq, position, expiresAt, ...run }))
    }
    for (const anchor of change.anchors) {
      yield* q(
        db
          .update(s.anchor)
          .set({ epoch, ...anchorRow(anchor) })
          .where(and(eq(s.anchor.study, id), eq(s.anchor.id, anchor.id))),
      )
    }
  }
