import { and, asc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import type { WordChange } from '@samskriv/attribution'
import type { SectionKey, StudyId } from '@samskriv/domain'
import type { CountedWords } from '@samskriv/sync-server'
import { q, type Script } from '../script.ts'

export interface WordChangeInSection extends WordChange {
  readonly section: SectionKey
}

/**
 * Who put in and took out how many words of whom, in the order in which it was last so, without what came to nothing.
 *
 * @param since - when somebody left the study, as `lastVisitOf` has it
 */
export const wordChangesSince = (study: StudyId, since: number): Script<WordChangeInSection[]> =>
  function* ({ db, s }) {
    const { section, hand, of } = s.wordChange
    const words = sql<number>`sum(${s.wordChange.words})`
    return yield* q(
      db
        .select({ section, hand, of, words })
        .from(s.wordChange)
        .where(and(eq(s.wordChange.study, study), gte(s.wordChange.after, since)))
        .groupBy(section, hand, of)
        .having(sql`sum(${s.wordChange.words}) <> 0`)
        .orderBy(asc(sql`max(${s.wordChange.at})`), asc(hand), asc(of)),
    )
  }

/** The newest update that the digest of a section covers; 0 before the first. */
export const digestedSeqOf = (study: StudyId): Script<number> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db
        .select({ seq: sql<number>`coalesce(max(${s.section.textSeq}), 0)` })
        .from(s.section)
        .where(eq(s.section.study, study)),
    )
    return row?.seq ?? 0
  }

/** The words of each voice as they were last counted; without the sections where they never were. */
export const countedWordsOf = (study: StudyId): Script<CountedWords[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ section: s.section.key, words: s.section.voiceWords })
        .from(s.section)
        .where(and(eq(s.section.study, study), isNotNull(s.section.voiceWords)))
        .orderBy(asc(s.section.position)),
    )
    return rows.flatMap(({ section, words }) => (words === null ? [] : [{ section, words }]))
  }
