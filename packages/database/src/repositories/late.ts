import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, sql, type SQL } from 'drizzle-orm'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'
import { promiseOwner } from './answers.ts'

/** Something that somebody owes, in a study that goes on. */
export interface Owed {
  readonly study: StudyId
  readonly thread: string
  /** Null for the stewards together. */
  readonly owner: ParticipantId | null
}

/** Questions and concerns of the community that wait although they were due before a moment, in every study, the longest wait first. */
export const overdueEverywhere = (before: number): Script<Owed[]> =>
  function* ({ db, s }) {
    const { id, study, owner, dueAt, kind, state, sector } = s.thread
    const waits = and(inArray(kind, ['question', 'concern']), inArray(state, ['open', 'acknowledged']), eq(sector, 'community'))
    return yield* q(
      db
        .select({ study, thread: id, owner })
        .from(s.thread)
        .innerJoin(s.study, eq(s.study.id, study))
        .where(and(isNotNull(dueAt), lt(dueAt, before), waits, goesOn(s)))
        .orderBy(asc(dueAt), asc(id)),
    )
  }

/** Promises in every study that are neither kept nor broken, and for which the day (ISO) has come or passed. */
export const promisesEverywhereUntil = (day: string): Script<(Owed & { answer: string; promisedFor: string })[]> =>
  function* ({ db, s }) {
    const { promisedFor } = s.answer
    const rows = yield* q(
      db
        .select({
          study: s.thread.study,
          thread: s.thread.id,
          owner: promiseOwner(s),
          answer: s.answer.id,
          promisedFor,
        })
        .from(s.answer)
        .innerJoin(s.thread, eq(s.thread.id, s.answer.thread))
        .innerJoin(s.study, eq(s.study.id, s.thread.study))
        .where(and(eq(s.answer.state, 'given'), isNotNull(promisedFor), isNull(s.answer.kept), lte(promisedFor, day), goesOn(s)))
        .orderBy(asc(promisedFor), asc(s.answer.id)),
    )
    return rows.flatMap((row) => (row.promisedFor === null ? [] : [{ ...row, promisedFor: row.promisedFor }]))
  }

/** Suggestions about protected words in every study that nobody has decided about, of those made between two moments, the oldest first. */
export const undecidedEverywhere = (from: number, until: number): Script<{ study: StudyId; id: string }[]> =>
  function* ({ db, s }) {
    const { id, study, state, authors, at, askedAt } = s.suggestion
    const since = sql`coalesce(${askedAt}, ${at})`
    const isOpen = and(isNull(s.study.deletedAt), isNull(s.study.archivedAt))
    return yield* q(
      db
        .select({ study, id })
        .from(s.suggestion)
        .innerJoin(s.study, eq(s.study.id, study))
        .where(and(eq(state, 'proposed'), sql`${authors} <> '[]'`, gt(since, from), lte(since, until), isOpen))
        .orderBy(asc(at), asc(id)),
    )
  }

function goesOn(s: Ctx['s']): SQL | undefined {
  return and(isNull(s.thread.hiddenAt), isNull(s.thread.takenBackAt), isNull(s.study.deletedAt), isNull(s.study.archivedAt))
}
