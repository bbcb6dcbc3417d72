import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'
import type { Unquoted } from './without-quotes.ts'

/** That something is not all right with a thread, in the words of whoever says so. */
export interface Report {
  readonly id: string
  readonly by: ParticipantId
  readonly reason: string
  readonly at: number
  /** When a steward has looked at it, and who; null while nobody has. */
  readonly settledAt: number | null
  readonly settledBy: ParticipantId | null
}

/** Says that something is not all right with a thread, for the stewards. */
export const reportThread = (thread: string, by: ParticipantId, reason: string): Script<void> =>
  function* ({ db, s, newId, clock }) {
    yield* q(db.insert(s.report).values({ id: newId(), thread, by, reason, at: clock() }))
  }

/** Oldest first. */
export const reportsOf = (thread: string): Script<Report[]> =>
  function* ({ db, s }) {
    const { id, by, reason, at, settledAt, settledBy } = s.report
    return yield* q(
      db.select({ id, by, reason, at, settledAt, settledBy }).from(s.report).where(eq(s.report.thread, thread)).orderBy(asc(at), asc(id)),
    )
  }

/** A steward has looked at all that are there. @returns how many were open */
export const settleReports = (thread: string, by: ParticipantId): Script<number> =>
  function* ({ db, s, clock }) {
    const rows = yield* q(
      db
        .update(s.report)
        .set({ settledAt: clock(), settledBy: by })
        .where(and(eq(s.report.thread, thread), isNull(s.report.settledAt)))
        .returning({ id: s.report.id }),
    )
    return rows.length
  }

/** They are about words that were taken back: there is nothing left to look at. */
export const dropReports = (thread: string): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.report).where(eq(s.report.thread, thread)))
  }

/**
 * Those of somebody who takes back everything go; of those of others goes what quotes their words at length.
 *
 * @param by - null when it is not everything
 */
export const eraseReports = (study: StudyId, by: ParticipantId | null, unquoted: Unquoted): Script<void> =>
  function* ({ db, s }) {
    const threads = db.select({ id: s.thread.id }).from(s.thread).where(eq(s.thread.study, study))
    const here = inArray(s.report.thread, threads)
    if (by !== null) yield* q(db.delete(s.report).where(and(here, eq(s.report.by, by))))
    for (const { id, reason } of yield* q(db.select({ id: s.report.id, reason: s.report.reason }).from(s.report).where(here))) {
      const left = unquoted(reason)
      if (left !== reason) yield* q(db.update(s.report).set({ reason: left }).where(eq(s.report.id, id)))
    }
  }
