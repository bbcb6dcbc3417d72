import { and, count, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { searchText, type PartnershipId, type PersonId, type Role, type StudyId, type StudyStatus } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'
import { progressColumns, studyFacts, type StudySummary } from './study-list.ts'

/** What is left out asks for nothing. */
export interface StudyFilter {
  /** Every word of it stands in the title or the place. */
  readonly words?: string
  /** Stands in the place. */
  readonly place?: string
  readonly template?: string
  readonly status?: StudyStatus
  readonly partnership?: PartnershipId
}

export interface FoundStudies {
  readonly found: number
  /** Of the page that was asked for, newest change first. */
  readonly studies: readonly (StudySummary & { readonly role: Role })[]
}

/**
 * A person's studies that fit, a page at a time. The sections are counted of those on the page alone, so that the time it takes hardly
 * grows with the number of studies.
 */
export const searchStudiesOf = (
  person: PersonId,
  filter: StudyFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Script<FoundStudies> =>
  function* (ctx) {
    const { db, s } = ctx
    const isMine = and(
      eq(s.participant.person, person),
      isNull(s.study.practiceOf),
      isNull(s.participant.endedAt),
      isNull(s.participant.suspendedAt),
      isNull(s.study.deletedAt),
      ...fits(filter, ctx),
    )
    const rows = yield* q(
      db
        .select({ ...studyFacts(s), role: s.participant.role })
        .from(s.participant)
        .innerJoin(s.study, eq(s.study.id, s.participant.study))
        .where(isMine)
        .orderBy(desc(s.study.updatedAt), desc(s.study.id))
        .limit(limit)
        .offset(offset),
    )
    // A page that is not full is the last one: then they are counted already.
    const isCounted = rows.length < limit && (rows.length > 0 || offset === 0)
    const [counted] = isCounted
      ? [{ found: offset + rows.length }]
      : yield* q(db.select({ found: count() }).from(s.participant).innerJoin(s.study, eq(s.study.id, s.participant.study)).where(isMine))
    return { found: counted?.found ?? 0, studies: yield* withProgress(rows)(ctx) }
  }

/** The studies everyone signed in may read, that fit. */
export const searchExamples = (filter: StudyFilter): Script<StudySummary[]> =>
  function* (ctx) {
    const { db, s } = ctx
    const rows = yield* q(
      db
        .select(studyFacts(s))
        .from(s.study)
        .where(and(eq(s.study.example, true), isNull(s.study.deletedAt), ...fits(filter, ctx)))
        .orderBy(desc(s.study.updatedAt), desc(s.study.id)),
    )
    return yield* withProgress(rows)(ctx)
  }

type Facts = Omit<StudySummary, 'sections' | 'sectionsWithWords' | 'settled' | 'words'>

const withProgress = <Row extends Facts>(rows: readonly Row[]): Script<(Row & StudySummary)[]> =>
  function* ({ db, s }) {
    const ids = rows.map(({ id }) => id)
    const counted =
      ids.length === 0
        ? []
        : yield* q(
            db
              .select({ study: s.section.study, ...progressColumns(s) })
              .from(s.section)
              .where(inArray(s.section.study, ids))
              .groupBy(s.section.study),
          )
    const progress = new Map<StudyId, (typeof counted)[number]>(counted.map((row) => [row.study, row]))
    return rows.map((row) => {
      const { sections = 0, sectionsWithWords = 0, settled = 0, words = 0 } = progress.get(row.id) ?? {}
      return { ...row, sections, sectionsWithWords, settled, words }
    })
  }

function fits({ words = '', place = '', template, status, partnership }: StudyFilter, { s }: Ctx): SQL[] {
  // The title stands on the first line, the place on the second.
  const there = (text: string): SQL => sql`instr(${s.study.searchText}, ${text}) > 0`
  const inPlace = (text: string): SQL => sql`instr(substr(${s.study.searchText}, instr(${s.study.searchText}, char(10))), ${text}) > 0`
  const folded = searchText(place)
  return [
    ...searchText(words)
      .split(' ')
      .filter((word) => word !== '')
      .map(there),
    ...(folded === '' ? [] : [inPlace(folded)]),
    ...(template === undefined ? [] : [eq(s.study.template, template)]),
    ...(status === undefined ? [] : [eq(s.study.status, status)]),
    ...(partnership === undefined ? [] : [eq(s.study.partnership, partnership)]),
  ]
}

/** Those a person has studies of, by name; asked only where there are several. */
export const partnershipsOf = (person: PersonId): Script<{ id: PartnershipId; name: string }[]> =>
  function* ({ db, s }) {
    const columns = { id: s.partnership.id, name: s.partnership.name }
    const all = yield* q(db.select(columns).from(s.partnership).limit(2))
    if (all.length < 2) return all
    return yield* q(
      db
        .selectDistinct(columns)
        .from(s.participant)
        .innerJoin(s.study, eq(s.study.id, s.participant.study))
        .innerJoin(s.partnership, eq(s.partnership.id, s.study.partnership))
        .where(and(eq(s.participant.person, person), isNull(s.participant.endedAt), isNull(s.study.deletedAt)))
        .orderBy(s.partnership.name),
    )
  }
