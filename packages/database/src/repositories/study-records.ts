import { and, asc, eq } from 'drizzle-orm'
import type { StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface StudyRecord {
  readonly kind: string
  readonly id: string
  /** Checked by the schema of its kind before it was put here. */
  readonly body: unknown
}

/** Writes a record, in the place of an earlier one with the same kind and id. */
export const putRecord = (study: StudyId, kind: string, id: string, body: unknown, actor: EventActor): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    yield* q(
      db
        .insert(s.studyRecord)
        .values({ study, kind, id, body })
        .onConflictDoUpdate({ target: [s.studyRecord.study, s.studyRecord.kind, s.studyRecord.id], set: { body } }),
    )
    const [found] = yield* q(db.select({ partnership: s.study.partnership }).from(s.study).where(eq(s.study.id, study)))
    if (found === undefined) return
    yield* appendEvent({ ...found, study, actor, kind: 'record.put', subjectKind: kind, subject: id })(ctx)
  }

/**
 * The study that is here under the id that files give it: one that was made here, or one that came from a file. Also one in the bin.
 *
 * @param fileId - as it stands in the file
 */
export const studyWithFileId = (fileId: string): Script<StudyId | undefined> =>
  function* ({ db, s }) {
    const [own] = yield* q(
      db
        .select({ id: s.study.id })
        .from(s.study)
        .where(eq(s.study.id, fileId as StudyId)),
    )
    if (own !== undefined) return own.id
    const told = yield* q(
      db.select({ study: s.studyRecord.study, body: s.studyRecord.body }).from(s.studyRecord).where(eq(s.studyRecord.kind, 'about')),
    )
    return told.find(({ body }) => idToldIn(body) === fileId)?.study
  }

/** @param kind - only records of this kind */
export const recordsOf = (study: StudyId, kind?: string): Script<StudyRecord[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select({ kind: s.studyRecord.kind, id: s.studyRecord.id, body: s.studyRecord.body })
        .from(s.studyRecord)
        .where(and(eq(s.studyRecord.study, study), kind === undefined ? undefined : eq(s.studyRecord.kind, kind)))
        .orderBy(asc(s.studyRecord.kind), asc(s.studyRecord.id)),
    )
  }

function idToldIn(body: unknown): unknown {
  const value = typeof body === 'object' && body !== null && 'value' in body ? body.value : null
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : null
}
