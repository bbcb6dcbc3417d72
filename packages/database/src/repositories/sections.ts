import { and, asc, eq } from 'drizzle-orm'
import type { Language, PartnershipId, SectionKey, Sector, StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface Section {
  readonly key: SectionKey
  readonly position: number
  readonly lead: Sector | 'any'
  readonly editing: 'open' | 'suggest' | 'lead-only'
  /** Whether contributors write here too, and not only editors. */
  readonly openToContributors: boolean
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
          openToContributors: s.section.openToContributors,
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

export interface NewSection {
  readonly key: SectionKey
  readonly lead: Sector | 'any'
  /** Not from the start, unless it is said. */
  readonly openToContributors?: boolean
}

export const insertSections = (study: StudyId, lang: Language, sections: readonly NewSection[]): Script<void> =>
  function* ({ db, s }) {
    if (sections.length === 0) return
    yield* q(
      db.insert(s.section).values(
        sections.map(({ key, lead, openToContributors = false }, position) => ({
          study,
          key,
          position,
          lead,
          lang,
          editing: 'open' as const,
          openToContributors,
          status: 'draft',
          words: 0,
          textSeq: 0,
        })),
      ),
    )
  }

/**
 * Whether contributors write in a section too. Said twice it is so once: nothing happens that the log would have to tell.
 *
 * @returns false when the study has no such section
 */
export const changeSection = (
  study: { readonly id: StudyId; readonly partnership: PartnershipId },
  key: SectionKey,
  { openToContributors }: { readonly openToContributors: boolean },
  actor: EventActor,
): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const theSection = and(eq(s.section.study, study.id), eq(s.section.key, key))
    const [before] = yield* q(db.select({ openToContributors: s.section.openToContributors }).from(s.section).where(theSection))
    if (before === undefined) return false
    if (before.openToContributors === openToContributors) return true
    yield* q(db.update(s.section).set({ openToContributors }).where(theSection))
    const kind = openToContributors ? 'section.opened' : 'section.closed'
    yield* appendEvent({ partnership: study.partnership, study: study.id, actor, kind, subjectKind: 'section', subject: key })(ctx)
    return true
  }
