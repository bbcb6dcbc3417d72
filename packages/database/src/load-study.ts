import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { StudyId } from '@samskriv/domain'
import type { StoredStudy } from '@samskriv/sync-server'
import { DatabaseDamaged } from './errors.ts'
import { unpackState } from './packed-state.ts'
import { anchorsOf } from './repositories/anchors.ts'
import { filesOf } from './repositories/files.ts'
import { writtenForIn } from './repositories/participants.ts'
import { countedWordsOf, digestedSeqOf } from './repositories/word-changes.ts'
import { spellsOf } from './repositories/softenings.ts'
import { voicesOf } from './repositories/voices.ts'
import { q, type Script } from './script.ts'

/** A study's body as stored, or undefined when there is no such study, or it is in the bin and not asked for there. */
export const loadStudy = (id: StudyId, { alsoInBin = false } = {}): Script<StoredStudy | undefined> =>
  function* (ctx) {
    const { db, s } = ctx
    const [study] = yield* q(
      db
        .select({ epoch: s.study.epoch, headSeq: s.study.headSeq, headHash: s.study.headHash })
        .from(s.study)
        .where(and(eq(s.study.id, id), alsoInBin ? undefined : isNull(s.study.deletedAt))),
    )
    if (study === undefined) return undefined
    const { epoch } = study
    const snapshot = yield* newestWholeSnapshot(id, epoch)(ctx)
    const updates = yield* q(
      db
        .select({ seq: s.docUpdate.seq, at: s.docUpdate.at, bytes: s.docUpdate.bytes, hash: s.docUpdate.hash })
        .from(s.docUpdate)
        .where(and(eq(s.docUpdate.study, id), eq(s.docUpdate.epoch, epoch), gt(s.docUpdate.seq, snapshot?.uptoSeq ?? 0)))
        .orderBy(asc(s.docUpdate.seq)),
    )
    const last = updates.at(-1)
    // The row of the study follows its log by some seconds.
    const head = last !== undefined && last.seq > study.headSeq ? { headSeq: last.seq, headHash: last.hash } : {}
    return {
      ...study,
      ...head,
      snapshot,
      updates: updates.map(({ seq, at, bytes }) => {
        if (bytes === null) throw new DatabaseDamaged('doc_update', `update ${seq} has no bytes and no snapshot covers it`)
        return { seq, at, bytes }
      }),
      voices: yield* voicesOf(id)(ctx),
      ...(yield* yjsIdentities(id, epoch)(ctx)),
      restorePoints: yield* q(
        db
          .select({ section: s.restorePoint.section, at: sql<number>`max(${s.restorePoint.at})` })
          .from(s.restorePoint)
          .where(eq(s.restorePoint.study, id))
          .groupBy(s.restorePoint.section),
      ),
      countedWords: yield* countedWordsOf(id)(ctx),
      digestedSeq: yield* digestedSeqOf(id)(ctx),
      spells: yield* spellsOf(id, epoch)(ctx),
      anchors: yield* anchorsOf(id, epoch)(ctx),
      speakers: yield* writtenForIn(id)(ctx),
      files: (yield* filesOf(id)(ctx)).map(({ hash }) => hash),
      sections: yield* q(
        db
          .select({
            key: s.section.key,
            editing: s.section.editing,
            openToContributors: s.section.openToContributors,
            wordsProtected: s.section.wordsProtected,
          })
          .from(s.section)
          .where(eq(s.section.study, id))
          .orderBy(asc(s.section.position)),
      ),
    }
  }

/**
 * The newest snapshot whose bytes are what was written. The one before it is kept for this, with every update since, so that nothing is
 * missing after a fall back. When none is whole, the newest: the room that loads it decides what can be saved.
 */
const newestWholeSnapshot = (id: StudyId, epoch: number): Script<StoredStudy['snapshot']> =>
  function* ({ db, s }) {
    const ofStudy = and(eq(s.docSnapshot.study, id), eq(s.docSnapshot.epoch, epoch))
    const stored = yield* q(
      db
        .select({ uptoSeq: s.docSnapshot.uptoSeq, hash: s.docSnapshot.hash })
        .from(s.docSnapshot)
        .where(ofStudy)
        .orderBy(desc(s.docSnapshot.uptoSeq)),
    )
    let newest: StoredStudy['snapshot'] = null
    for (const { uptoSeq, hash } of stored) {
      const [row] = yield* q(
        db
          .select({ state: s.docSnapshot.state, packing: s.docSnapshot.packing })
          .from(s.docSnapshot)
          .where(and(ofStudy, eq(s.docSnapshot.uptoSeq, uptoSeq))),
      )
      if (row === undefined) continue
      const snapshot = { uptoSeq, ...unpackState({ ...row, hash }) }
      if (snapshot.isWhole) return snapshot
      newest ??= snapshot
    }
    return newest
  }

/** Everything that is keyed by the Yjs ids of one epoch. */
const yjsIdentities = (id: StudyId, epoch: number): Script<Pick<StoredStudy, 'bindings' | 'retiredClients' | 'overrides' | 'graveyard'>> =>
  function* ({ db, s, clock }) {
    const bindings = yield* q(
      db
        .select({
          client: s.clientBinding.client,
          voice: s.clientBinding.voice,
          firstSeq: s.clientBinding.firstSeq,
          lastClock: s.clientBinding.lastClock,
          server: s.clientBinding.server,
        })
        .from(s.clientBinding)
        .where(and(eq(s.clientBinding.study, id), eq(s.clientBinding.epoch, epoch))),
    )
    const earlier = yield* q(
      db
        .selectDistinct({ client: s.clientBinding.client })
        .from(s.clientBinding)
        .where(and(eq(s.clientBinding.study, id), lt(s.clientBinding.epoch, epoch))),
    )
    const bound = new Set(bindings.map(({ client }) => client))
    const retiredClients = earlier.map(({ client }) => client).filter((client) => !bound.has(client))
    const overrides = yield* q(
      db
        .select({
          client: s.override.client,
          clock: s.override.clock,
          length: s.override.length,
          voice: s.override.voice,
          movedBy: s.override.movedBy,
        })
        .from(s.override)
        .where(and(eq(s.override.study, id), eq(s.override.epoch, epoch)))
        .orderBy(asc(s.override.seq), asc(s.override.client), asc(s.override.clock)),
    )
    const graveyard = yield* q(
      db
        .select({ text: s.graveyard.text, voices: s.graveyard.voices, deletedAt: s.graveyard.deletedAt })
        .from(s.graveyard)
        .where(and(eq(s.graveyard.study, id), eq(s.graveyard.epoch, epoch), gt(s.graveyard.expiresAt, clock())))
        .orderBy(asc(s.graveyard.seq), asc(s.graveyard.position)),
    )
    return { bindings, retiredClients, overrides, graveyard }
  }
