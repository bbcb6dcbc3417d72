import { and, eq, lte } from 'drizzle-orm'
import type { StudyId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

const kind = 'begun'

/** Says that a study is there and not whole yet. Run it in the transaction that makes it. */
export const markBegun = (study: StudyId): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.insert(s.studyRecord).values({ study, kind, id: kind, body: {} }))
  }

/** Run it in the transaction that lets it be seen. */
export const markWhole = (study: StudyId): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.studyRecord).where(and(eq(s.studyRecord.study, study), eq(s.studyRecord.kind, kind))))
  }

/** Those that were begun at `before` or earlier, and never became whole: the process ended in between. */
export const studiesBegunUntil = (before: number): Script<StudyId[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ id: s.study.id })
        .from(s.studyRecord)
        .innerJoin(s.study, eq(s.study.id, s.studyRecord.study))
        .where(and(eq(s.studyRecord.kind, kind), lte(s.study.createdAt, before))),
    )
    return rows.map(({ id }) => id)
  }
