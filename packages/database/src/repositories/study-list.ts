import { and, count, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { settledStatuses } from '@samskriv/domain'
import type { Language, PersonId, Role, StudyId, StudyStatus } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'

export interface StudySummary {
  readonly id: StudyId
  readonly title: string
  readonly place: string
  readonly lang: Language
  readonly template: string
  readonly status: StudyStatus
  readonly example: boolean
  readonly quarantine: string | null
  readonly updatedAt: number
  readonly archivedAt: number | null
  readonly deletedAt: number | null
  readonly sections: number
  readonly sectionsWithWords: number
  /** Done, or not for us. */
  readonly settled: number
  readonly words: number
}

/** A person's studies with their progress, newest change first, in one query. */
export const listStudiesOf = (person: PersonId, state: 'live' | 'trashed' = 'live'): Script<(StudySummary & { role: Role })[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select({ ...summaryColumns(s), role: s.participant.role })
        .from(s.participant)
        .innerJoin(s.study, eq(s.study.id, s.participant.study))
        .leftJoin(s.section, eq(s.section.study, s.study.id))
        .where(
          and(
            eq(s.participant.person, person),
            isNull(s.study.practiceOf),
            isNull(s.participant.endedAt),
            isNull(s.participant.suspendedAt),
            state === 'live' ? isNull(s.study.deletedAt) : isNotNull(s.study.deletedAt),
          ),
        )
        .groupBy(s.study.id, s.participant.id)
        .orderBy(desc(s.study.updatedAt), desc(s.study.id)),
    )
  }

/** Those that somebody has left, was removed from or is suspended in, without those in the bin: words of theirs are in them still. */
export const studiesLeftBy = (person: PersonId): Script<StudyId[]> =>
  function* ({ db, s }) {
    const { study, endedAt, suspendedAt, person: of } = s.participant
    const rows = yield* q(
      db
        .select({ study })
        .from(s.participant)
        .innerJoin(s.study, eq(s.study.id, study))
        .where(and(eq(of, person), or(isNotNull(endedAt), isNotNull(suspendedAt)), isNull(s.study.deletedAt), isNull(s.study.practiceOf)))
        .orderBy(study),
    )
    return rows.map((row) => row.study)
  }

/** The studies everyone signed in may read. */
export const listExamples = (): Script<StudySummary[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select(summaryColumns(s))
        .from(s.study)
        .leftJoin(s.section, eq(s.section.study, s.study.id))
        .where(and(eq(s.study.example, true), isNull(s.study.deletedAt)))
        .groupBy(s.study.id)
        .orderBy(desc(s.study.updatedAt), desc(s.study.id)),
    )
  }

function summaryColumns(s: Ctx['s']) {
  return { ...studyFacts(s), ...progressColumns(s) }
}

export function studyFacts(s: Ctx['s']) {
  return {
    id: s.study.id,
    title: s.study.title,
    place: s.study.place,
    lang: s.study.lang,
    template: s.study.template,
    status: s.study.status,
    example: s.study.example,
    quarantine: s.study.quarantine,
    updatedAt: s.study.updatedAt,
    archivedAt: s.study.archivedAt,
    deletedAt: s.study.deletedAt,
  }
}

/** Of the sections of one study, taken together. */
export function progressColumns(s: Ctx['s']) {
  const isSettled = inArray(s.section.status, [...settledStatuses])
  return {
    sections: count(s.section.key),
    sectionsWithWords: sql<number>`coalesce(sum(case when ${s.section.words} > 0 then 1 else 0 end), 0)`.mapWith(Number),
    settled: sql<number>`coalesce(sum(case when ${isSettled} then 1 else 0 end), 0)`.mapWith(Number),
    words: sql<number>`coalesce(sum(${s.section.words}), 0)`.mapWith(Number),
  }
}
