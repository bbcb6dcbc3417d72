import { and, desc, eq, lte } from 'drizzle-orm'
import type { SectionKey, StudyId } from '@samskriv/domain'
import type { RestorePoint } from '@samskriv/sync-server'
import { q, type Script } from '../script.ts'

/** The restore points of a section without their words, newest first. */
export const restorePointsOf = (study: StudyId, section: SectionKey): Script<Omit<RestorePoint, 'blocks'>[]> =>
  function* ({ db, s }) {
    const { id, seq, at, reason, by, words } = s.restorePoint
    return yield* q(
      db
        .select({ id, section: s.restorePoint.section, seq, at, reason, by, words })
        .from(s.restorePoint)
        .where(and(eq(s.restorePoint.study, study), eq(s.restorePoint.section, section)))
        .orderBy(desc(at), desc(seq), desc(id)),
    )
  }

/** @returns undefined when there is no such point, or it is of another study or section */
export const restorePointById = (study: StudyId, section: SectionKey, point: string): Script<RestorePoint | undefined> =>
  function* ({ db, s }) {
    const { id, seq, at, reason, by, words, blocks } = s.restorePoint
    const [row] = yield* q(
      db
        .select({ id, section: s.restorePoint.section, seq, at, reason, by, words, blocks })
        .from(s.restorePoint)
        .where(and(eq(s.restorePoint.study, study), eq(s.restorePoint.section, section), eq(id, point))),
    )
    return row
  }

/** Forgets those made at `before` or earlier, in every study. */
export const forgetRestorePoints = (before: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.restorePoint).where(lte(s.restorePoint.at, before)))
  }
