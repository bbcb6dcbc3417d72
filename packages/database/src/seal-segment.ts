import { and, asc, eq, gt, lte, max, min, sql } from 'drizzle-orm'
import type { StudyId, VoiceId } from '@samskriv/domain'
import { chainStart } from '@samskriv/sync-server'
import { q, type Script } from './script.ts'
import type { Sign } from './signing-keys.ts'

/** What a segment holds: `voices` has a line for each, sorted by id: its updates and bytes. Segments that were sealed unsigned have no such lines. */
export interface SegmentCounts {
  readonly updates: number
  readonly bytes: number
  readonly voices?: readonly (readonly [voice: VoiceId, updates: number, bytes: number])[]
}

export interface SealedSegment {
  readonly study: StudyId
  readonly epoch: number
  readonly fromSeq: number
  readonly toSeq: number
  readonly atFrom: number
  readonly atTo: number
  readonly counts: SegmentCounts
  readonly endHash: Uint8Array
}

/** What is signed of a segment: everything it states, and the link it begins after. A JSON list, whose order is this one. */
export function signedText(segment: SealedSegment, hashBefore: Uint8Array): Uint8Array {
  const { study, epoch, fromSeq, toSeq, atFrom, atTo, counts, endHash } = segment
  const { updates, bytes, voices = [] } = counts
  const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')
  const stated = ['samskriv-segment-1', study, epoch, fromSeq, toSeq, atFrom, atTo, updates, bytes, voices, hex(hashBefore), hex(endHash)]
  return Buffer.from(JSON.stringify(stated))
}

/** Seals the updates of an epoch that are in no segment yet, up to and including `upto`. What a segment says is read from its rows. */
export const sealSegment = (study: StudyId, epoch: number, upto: number, sign: Sign): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const [sealed] = yield* q(
      db
        .select({ toSeq: max(s.docSegment.toSeq) })
        .from(s.docSegment)
        .where(and(eq(s.docSegment.study, study), eq(s.docSegment.epoch, epoch))),
    )
    const unsealed = and(
      eq(s.docUpdate.study, study),
      eq(s.docUpdate.epoch, epoch),
      gt(s.docUpdate.seq, sealed?.toSeq ?? 0),
      lte(s.docUpdate.seq, upto),
    )
    const voices = yield* q(
      db
        .select({
          voice: s.docUpdate.voice,
          fromSeq: min(s.docUpdate.seq),
          toSeq: max(s.docUpdate.seq),
          atFrom: min(s.docUpdate.at),
          atTo: max(s.docUpdate.at),
          updates: sql<number>`count(*)`,
          bytes: sql<number>`coalesce(sum(length(${s.docUpdate.bytes})), 0)`,
        })
        .from(s.docUpdate)
        .where(unsealed)
        .groupBy(s.docUpdate.voice)
        .orderBy(asc(s.docUpdate.voice)),
    )
    if (voices.length === 0) return
    const fromSeq = Math.min(...voices.map((voice) => voice.fromSeq ?? 0))
    const toSeq = Math.max(...voices.map((voice) => voice.toSeq ?? 0))
    const segment: SealedSegment = {
      study,
      epoch,
      fromSeq,
      toSeq,
      atFrom: Math.min(...voices.map((voice) => voice.atFrom ?? 0)),
      atTo: Math.max(...voices.map((voice) => voice.atTo ?? 0)),
      counts: {
        updates: voices.reduce((sum, { updates }) => sum + updates, 0),
        bytes: voices.reduce((sum, { bytes }) => sum + bytes, 0),
        voices: voices.map(({ voice, updates, bytes }) => [voice, updates, bytes] as const),
      },
      endHash: yield* hashAt(study, epoch, toSeq)(ctx),
    }
    const signature = sign(signedText(segment, yield* hashAt(study, epoch, fromSeq - 1)(ctx)))
    yield* q(db.insert(s.docSegment).values({ ...segment, signature }))
  }

/** The chain after an update, a segment or the link that began the epoch. */
const hashAt = (study: StudyId, epoch: number, seq: number): Script<Uint8Array> =>
  function* ({ db, s }) {
    const { docUpdate: row, docSegment: segment, studyEpoch: begun } = s
    const [update] = yield* q(
      db
        .select({ hash: row.hash })
        .from(row)
        .where(and(eq(row.study, study), eq(row.epoch, epoch), eq(row.seq, seq))),
    )
    if (update !== undefined) return update.hash
    const [before] = yield* q(
      db
        .select({ hash: segment.endHash })
        .from(segment)
        .where(and(eq(segment.study, study), eq(segment.epoch, epoch), eq(segment.toSeq, seq))),
    )
    if (before !== undefined) return before.hash
    const [beginning] = yield* q(
      db
        .select({ hash: begun.hash })
        .from(begun)
        .where(and(eq(begun.study, study), eq(begun.epoch, epoch), eq(begun.seq, seq))),
    )
    return beginning?.hash ?? chainStart
  }
