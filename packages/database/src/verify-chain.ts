import { and, asc, between, count, eq, gt, max, min, sql } from 'drizzle-orm'
import type { StudyId } from '@samskriv/domain'
import { chainStart, digestOf, nextEpochHash, nextHash } from '@samskriv/sync-server'
import type { ReadOnlyDatabase } from './data-directory.ts'
import { unpackState } from './packed-state.ts'
import { q, type Ctx, type Script } from './script.ts'
import { signedText, type SealedSegment } from './seal-segment.ts'
import type { KnownKeys } from './signing-keys.ts'

interface ChainCounts {
  /** Links whose hash was computed anew. */
  readonly checked: number
  /** Updates known by the end hash of their segment alone, because their rows are gone. */
  readonly sealed: number
  readonly segments: number
  /** Segments that were sealed before there were keys. */
  readonly unsigned: number
  readonly epochs: number
}

export type ChainVerdict = (ChainCounts & { readonly ok: true }) | (ChainCounts & { readonly ok: false; readonly firstBad: BadLink })

export interface BadLink {
  readonly epoch: number
  readonly seq: number
  readonly problem:
    | 'missing'
    | 'hash-differs'
    | 'content-differs'
    | 'segment-differs'
    | 'segment-overlaps'
    | 'segment-missing'
    | 'counts-differ'
    | 'signature-differs'
    | 'signature-missing'
    | 'unknown-key'
    | 'epoch-differs'
    | 'head-differs'
    | 'stray-row'
    | 'snapshot-differs'
}

/** Rows read at a time: a page of large updates stays within some tens of megabytes. */
const pageLength = 500

/**
 * Follows the chain of a study from its first update over its stored head to its newest update, over every epoch. Sealed updates whose rows are gone count through
 * the end hash of their segment and its signature; where rows are still there, the segment has to agree with them.
 * @returns undefined when there is no such study
 */
export function verifyChain(database: Pick<ReadOnlyDatabase, 'store' | 'keys'>, study: StudyId): Promise<ChainVerdict | undefined> {
  return database.store.read(checkChain(study, database.keys))
}

const checkChain = (id: StudyId, keys: KnownKeys): Script<ChainVerdict | undefined> =>
  function* (ctx) {
    const { db, s } = ctx
    const [study] = yield* q(
      db.select({ epoch: s.study.epoch, headSeq: s.study.headSeq, headHash: s.study.headHash }).from(s.study).where(eq(s.study.id, id)),
    )
    if (study === undefined) return undefined
    const epochs = yield* q(db.select().from(s.studyEpoch).where(eq(s.studyEpoch.study, id)))
    const segments = yield* q(db.select().from(s.docSegment).where(eq(s.docSegment.study, id)).orderBy(asc(s.docSegment.fromSeq)))
    const epochAt = new Map(epochs.map((epoch) => [epoch.seq, epoch]))
    const lastSealed = new Map(segments.map((segment) => [segment.epoch, segment.toSeq]))
    const waiting = [...segments]

    let at = { epoch: 1, seq: 0, hash: chainStart }
    let rows = yield* updatesAfter(id, at)(ctx)
    let next = 0
    let checked = 0
    let sealed = 0
    let unsigned = 0
    let isSigned = false
    let passedEpochs = 1
    let rowsSeen = 0
    /** The segment that `at` is in, with what its rows amount to so far. */
    let open: SealedSegment | null = null
    const counts = (): ChainCounts => ({ checked, sealed, segments: segments.length - waiting.length, unsigned, epochs: passedEpochs })
    const bad = (seq: number, problem: BadLink['problem'], epoch = at.epoch): ChainVerdict => ({
      ok: false,
      ...counts(),
      firstBad: { epoch, seq, problem },
    })

    for (;;) {
      if (at.seq === study.headSeq && !equalBytes(at.hash, study.headHash)) return bad(at.seq, 'head-differs')
      const seq = at.seq + 1
      const epoch = epochAt.get(seq)
      if (epoch !== undefined) {
        const hash = nextEpochHash(at.hash, { seq, at: epoch.at, to: epoch.epoch, reason: epoch.reason })
        if (open !== null || epoch.epoch <= at.epoch || !equalBytes(hash, epoch.hash)) return bad(seq, 'epoch-differs', epoch.epoch)
        at = { epoch: epoch.epoch, seq, hash }
        checked += 1
        passedEpochs += 1
        rows = yield* updatesAfter(id, at)(ctx)
        next = 0
        continue
      }
      if (next === rows.length) {
        rows = yield* updatesAfter(id, at)(ctx)
        next = 0
      }
      const row = rows[next]
      const [begins] = waiting
      if (begins !== undefined && begins.fromSeq <= seq) {
        if (open !== null || begins.fromSeq < seq) return bad(begins.fromSeq, 'segment-overlaps', begins.epoch)
        if (begins.epoch !== at.epoch || begins.toSeq < begins.fromSeq) return bad(seq, 'segment-differs')
        waiting.shift()
        if (begins.signature === null) {
          // Whoever takes a signature away could change what it stood for.
          if (isSigned) return bad(seq, 'signature-missing')
          unsigned += 1
        } else {
          const answer = keys.check(signedText(begins, at.hash), begins.signature)
          if (answer === 'bad') {
            const rowsSayOtherwise = yield* countsDiffer(begins)(ctx)
            return bad(seq, rowsSayOtherwise ? 'counts-differ' : 'signature-differs')
          }
          if (answer === 'unknown-key') return bad(seq, 'unknown-key')
          isSigned = true
        }
        // Rows go by whole segments: one that is there while an earlier one of its segment is not means that somebody took it out.
        if (row === undefined || row.seq > begins.toSeq) {
          if (study.headSeq >= begins.fromSeq && study.headSeq < begins.toSeq) return bad(study.headSeq, 'head-differs')
          at = { ...at, seq: begins.toSeq, hash: begins.endHash }
          sealed += begins.toSeq - begins.fromSeq + 1
          continue
        }
        open = begins
      }
      if (row === undefined && at.seq >= study.headSeq && open === null) break
      if (row?.seq !== seq) return bad(seq, 'missing')
      const hash = nextHash(at.hash, row)
      if (!equalBytes(hash, row.hash)) return bad(seq, 'hash-differs')
      if (!isContentOf(row)) return bad(seq, 'content-differs')
      if (open === null && seq <= (lastSealed.get(at.epoch) ?? 0)) return bad(seq, 'segment-missing')
      if (open?.toSeq === seq) {
        if (!equalBytes(hash, open.endHash)) return bad(seq, 'segment-differs')
        if (yield* countsDiffer(open)(ctx)) return bad(open.fromSeq, 'counts-differ')
        open = null
      }
      at = { ...at, seq, hash }
      next += 1
      checked += 1
      rowsSeen += 1
    }

    const [left] = waiting
    if (left !== undefined) return bad(left.fromSeq, 'segment-differs', left.epoch)
    if (at.epoch !== study.epoch || passedEpochs !== epochs.length + 1) return bad(at.seq, 'epoch-differs', study.epoch)
    const [all] = yield* q(db.select({ rows: count() }).from(s.docUpdate).where(eq(s.docUpdate.study, id)))
    if (all?.rows !== rowsSeen) return bad(at.seq, 'stray-row')
    const snapshots = yield* q(db.select().from(s.docSnapshot).where(eq(s.docSnapshot.study, id)).orderBy(asc(s.docSnapshot.uptoSeq)))
    const ends = new Set([0, ...segments.map(({ toSeq }) => toSeq), ...epochs.map((epoch) => epoch.seq)])
    for (const { epoch, uptoSeq, ...stored } of snapshots) {
      if (!ends.has(uptoSeq)) return bad(uptoSeq, 'segment-missing', epoch)
      if (!unpackState(stored).isWhole) return bad(uptoSeq, 'snapshot-differs', epoch)
    }
    return { ok: true, ...counts() }
  }

/** Whether a segment states other counts or times than the rows that are still there. Erased words are counted by nobody. */
const countsDiffer = ({ study, epoch, fromSeq, toSeq, atFrom, atTo, counts }: SealedSegment): Script<boolean> =>
  function* ({ db, s }) {
    const { docUpdate: row } = s
    const voices = yield* q(
      db
        .select({
          voice: row.voice,
          atFrom: min(row.at),
          atTo: max(row.at),
          updates: count(),
          kept: count(row.bytes),
          bytes: sql<number>`coalesce(sum(length(${row.bytes})), 0)`,
        })
        .from(row)
        .where(and(eq(row.study, study), eq(row.epoch, epoch), between(row.seq, fromSeq, toSeq)))
        .groupBy(row.voice)
        .orderBy(asc(row.voice)),
    )
    const updates = voices.reduce((sum, voice) => sum + voice.updates, 0)
    if (updates !== toSeq - fromSeq + 1) return updates > 0
    const isErased = voices.some((voice) => voice.kept < voice.updates)
    const bytes = isErased ? counts.bytes : voices.reduce((sum, voice) => sum + voice.bytes, 0)
    if (counts.updates !== updates || counts.bytes !== bytes) return true
    // Segments that were sealed before they were signed took the first time for the earliest.
    if (counts.voices === undefined) return false
    if (atFrom !== Math.min(...voices.map((voice) => voice.atFrom ?? 0))) return true
    if (atTo !== Math.max(...voices.map((voice) => voice.atTo ?? 0))) return true
    const stated = new Map(counts.voices.map(([voice, ...amounts]) => [voice, amounts]))
    if (stated.size !== voices.length) return true
    return voices.some((voice) => {
      const [updatesOfVoice, bytesOfVoice] = stated.get(voice.voice) ?? []
      return updatesOfVoice !== voice.updates || (voice.kept === voice.updates && bytesOfVoice !== voice.bytes)
    })
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
