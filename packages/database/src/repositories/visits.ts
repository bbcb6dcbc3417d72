import { and, eq, sql } from 'drizzle-orm'
import type { PersonId, StudyId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

/** Whoever is back so soon has not been away: a page was loaded anew, or a connection was lost. */
export const sameVisitMs = 5_000

/** Where a study was when somebody left it. */
export interface LastVisit {
  /** As `wordChangesSince` wants it. */
  readonly at: number
  /** The newest event then. */
  readonly seq: number
}

/** Somebody has opened a study. Their first visit leaves nothing behind before it ends. */
export const hasArrived = (study: StudyId, person: PersonId): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(
      db
        .update(s.seen)
        .set({ sinceAt: s.seen.at, sinceSeq: s.seen.seq })
        .where(and(eq(s.seen.study, study), eq(s.seen.person, person), sql`abs(${clock()} - ${s.seen.at}) >= ${sameVisitMs}`)),
    )
  }

/** Somebody has left a study, and saw everything that was in it. */
export const hasLeft = (study: StudyId, person: PersonId): Script<void> =>
  function* ({ db, s, clock }) {
    const [known] = yield* q(db.select({ seq: s.study.eventSeq }).from(s.study).where(eq(s.study.id, study)))
    if (known === undefined) return
    const [last] = yield* q(
      db
        .select({ at: sql<number>`coalesce(max(${s.seen.at}), 0)` })
        .from(s.seen)
        .where(eq(s.seen.study, study)),
    )
    // A clock that was set back must not bring back what others have seen.
    const left = { seq: known.seq, at: Math.max(clock(), (last?.at ?? 0) + 1) }
    yield* q(
      db
        .insert(s.seen)
        .values({ study, person, ...left })
        .onConflictDoUpdate({ target: [s.seen.person, s.seen.study], set: left }),
    )
  }

/**
 * What was there when somebody left a study the last time, before the visit they are on.
 *
 * @param isThere - whether they have it open now
 * @returns null while they are on their first visit
 */
export const lastVisitOf = (study: StudyId, person: PersonId, isThere: boolean): Script<LastVisit | null> =>
  function* ({ db, s, clock }) {
    const { at, seq, sinceAt, sinceSeq } = s.seen
    const [row] = yield* q(
      db
        .select({ at, seq, sinceAt, sinceSeq })
        .from(s.seen)
        .where(and(eq(s.seen.study, study), eq(s.seen.person, person))),
    )
    if (row === undefined) return null
    if (!isThere && Math.abs(clock() - row.at) >= sameVisitMs) return { at: row.at, seq: row.seq }
    return row.sinceAt === null || row.sinceSeq === null ? null : { at: row.sinceAt, seq: row.sinceSeq }
  }
