import { and, asc, eq, gt } from 'drizzle-orm'
import type { StudyId } from '@samskriv/domain'
import { chainStart, digestOf, nextEpochHash, nextHash } from '@samskriv/sync-server'
import { q, type Ctx, type Script } from './script.ts'
import type { ReadStore } from './store.ts'

interface ChainCounts {
  /** Links whose hash was computed anew. */
  readonly checked: number
  /** Updates known by the end hash of their segment alone, because their rows are gone. */
  readonly sealed: number
}

export type ChainVerdict = (ChainCounts & { readonly ok: true }) | (ChainCounts & { readonly ok: false; readonly firstBad: BadLink })

export interface BadLink {
  readonly seq: number
  readonly problem: 'missing' | 'hash-differs' | 'content-differs' | 'segment-differs' | 'epoch-differs' | 'head-differs'
}

/** Rows read at a time: a page of large updates stays within some tens of megabytes. */
const pageLength = 500

/**
 * Follows the chain of a study from its first update over its stored head to its newest update, over every epoch. Sealed updates whose rows are gone count through
 * the end hash of their segment; where rows are still there, the segment has to agree with them.
 * @returns undefined when there is no such study
 */
export function verifyChain(database: { readonly store: ReadStore }, study: StudyId): Promise<ChainVerdict | undefined> {
  return database.store.read(checkChain(study))
}

const checkChain = (id: StudyId): Script<ChainVerdict | undefined> =>
  function* (ctx) {
    const { db, s } = ctx
    const [study] = yield* q(db.select({ headSeq: s.study.headSeq, headHash: s.study.headHash }).from(s.study).where(eq(s.study.id, id)))
    if (study === undefined) return undefined
    const epochs = yield* q(db.select().from(s.studyEpoch).where(eq(s.studyEpoch.study, id)))
    const segments = yield* q(db.select().from(s.docSegment).where(eq(s.docSegment.study, id)))
    const epochAt = new Map(epochs.map((epoch) => [epoch.seq, epoch]))
    const segmentFrom = new Map(segments.map((segment) => [segment.fromSeq, segment]))
    const segmentTo = new Map(segments.map((segment) => [segment.toSeq, segment]))

    let at = { epoch: 1, seq: 0, hash: chainStart }
    let rows = yield* updatesAfter(id, at)(ctx)
    let next = 0
    let checked = 0
    let sealed = 0
    const bad = (seq: number, problem: BadLink['problem']): ChainVerdict => ({ ok: false, checked, sealed, firstBad: { seq, problem } })

    for (;;) {
      if (at.seq === study.headSeq && !equalBytes(at.hash, study.headHash)) return bad(at.seq, 'head-differs')
      const seq = at.seq + 1
      const epoch = epochAt.get(seq)
      if (epoch !== undefined) {
        const hash = nextEpochHash(at.hash, { seq, at: epoch.at, to: epoch.epoch, reason: epoch.reason })
        if (!equalBytes(hash, epoch.hash)) return bad(seq, 'epoch-differs')
        at = { epoch: epoch.epoch, seq, hash }
        checked += 1
        rows = yield* updatesAfter(id, at)(ctx)
        next = 0
        continue
      }
      if (next === rows.length) {
        rows = yield* updatesAfter(id, at)(ctx)
        next = 0
      }
      const row = rows[next]
      if (row === undefined && at.seq >= study.headSeq) break
      if (row?.seq === seq) {
        const hash = nextHash(at.hash, row)
        if (!equalBytes(hash, row.hash)) return bad(seq, 'hash-differs')
        if (!isContentOf(row)) return bad(seq, 'content-differs')
        const segment = segmentTo.get(seq)
        if (segment !== undefined && !equalBytes(hash, segment.endHash)) return bad(seq, 'segment-differs')
        at = { ...at, seq, hash }
        next += 1
        checked += 1
        continue
      }
      const segment = segmentFrom.get(seq)
      // Rows go by whole segments: one that is there while an earlier one of its segment is not means that somebody took it out.
      if (segment === undefined || (row !== undefined && row.seq <= segment.toSeq)) return bad(seq, 'missing')
      at = { ...at, seq: segment.toSeq, hash: segment.endHash }
      sealed += segment.toSeq - segment.fromSeq + 1
    }

    return { ok: true, checked, sealed }
  }

const updatesAfter = (id: StudyId, { epoch, seq }: { epoch: number; seq: number }) =>
  function* ({ db, s }: Ctx) {
    return yield* q(
      db
        .select({
          seq: s.docUpdate.seq,
          voice: s.docUpdate.voice,
          at: s.docUpdate.at,
          bytes: s.docUpdate.bytes,
          salt: s.docUpdate.salt,
          digest: s.docUpdate.digest,
          hash: s.docUpdate.hash,
        })
        .from(s.docUpdate)
        .where(and(eq(s.docUpdate.study, id), eq(s.docUpdate.epoch, epoch), gt(s.docUpdate.seq, seq)))
        .orderBy(asc(s.docUpdate.seq))
        .limit(pageLength),
    )
  }

/** True as well for erased content: the digest alone can't be checked then. */
function isContentOf(row: { bytes: Uint8Array | null; salt: Uint8Array | null; digest: Uint8Array }): boolean {
  return row.bytes === null || row.salt === null || equalBytes(digestOf(row.salt, row.bytes), row.digest)
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
