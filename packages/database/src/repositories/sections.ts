import { asc, eq } from 'drizzle-orm'
import type { Language, SectionKey, Sector, StudyId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

export interface Section {
  readonly key: SectionKey
  readonly position: number
  readonly lead: Sector | 'any'
  readonly editing: 'open' | 'suggest' | 'lead-only'
  readonly status: string
  /** Language of its text, which may differ from the study's. */
  readonly lang: string
  readonly words: number
  /** Sequence of the update that last changed its text; 0 before the first. */
  readonly textSeq: number
}

/** The sections of a study in the order of its template. */
export const sectionsOf = (study: StudyId): Script<Section[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select({
          key: s.section.key,
          position: s.section.position,
          lead: s.section.lead,
          editing: s.section.editing,
          status: s.section.status,
          lang: s.section.lang,
          words: s.section.words,
          textSeq: s.section.textSeq,
        })
        .from(s.section)
        .where(eq(s.section.study, study))
        .orderBy(asc(s.section.position)),
    )
  }

export const insertSections = (
  study: StudyId,
  lang: Language,
  sections: readonly { readonly key: SectionKey; readonly lead: Sector | 'any' }[],
): Script<void> =>
  function* ({ db, s }) {
    if (sections.length === 0) return
    yield* q(
      db.insert(s.section).values(
        sections.map(({ key, lead }, position) => ({
          study,
          key,
          position,
          lead,
          lang,
          editing: 'open' as const,
          status: 'draft',
          words: 0,
          textSeq: 0,
        })),
      ),
    )
  }
