import { and, asc, eq, isNull, max, sql } from 'drizzle-orm'
import type { Language, ParticipantId, PartnershipId, SectionKey, SectionStatus, Sector, StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface Section extends SectionState {
  readonly key: SectionKey
  readonly position: number
  readonly lead: Sector | 'any'
  readonly editing: 'open' | 'suggest' | 'lead-only'
  /** Whether contributors write here too, and not only editors. */
  readonly openToContributors: boolean
  /** Whether other sectors only suggest to change the community's words here. */
  readonly wordsProtected: boolean
  readonly statusBy: ParticipantId | null
  /** Null while nobody has said anything about it. */
  readonly statusAt: number | null
  /** Counts up with each change of its state. */
  readonly version: number
  /** Of a section that stewards added; null for one of the template. */
  readonly own: { readonly title: string; readonly question: string } | null
  /** Language of its text, which may differ from the study's. */
  readonly lang: string
  readonly words: number
  /** Sequence of the update that last changed its text; 0 before the first. */
  readonly textSeq: number
}

/** What people say about how far a section has come. */
export interface SectionState {
  readonly status: SectionStatus
  /** Why it is not for us; null for every other status. */
  readonly statusReason: string | null
  readonly owner: ParticipantId | null
  /** ISO day. */
  readonly due: string | null
}

type InStudy = { readonly id: StudyId; readonly partnership: PartnershipId }

/** The sections of a study in the order of its template, and after them its own in the order they were added. */
export const sectionsOf = (study: StudyId): Script<Section[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ ...sectionColumns(s), ownTitle: s.section.ownTitle, ownQuestion: s.section.ownQuestion })
        .from(s.section)
        .where(eq(s.section.study, study))
        .orderBy(asc(s.section.position)),
    )
    return rows.map(({ ownTitle, ownQuestion, ...section }) => ({
      ...section,
      own: ownTitle === null || ownQuestion === null ? null : { title: ownTitle, question: ownQuestion },
    }))
  }

function sectionColumns(s: Ctx['s']) {
  return {
    key: s.section.key,
    position: s.section.position,
    lead: s.section.lead,
    editing: s.section.editing,
    openToContributors: s.section.openToContributors,
    wordsProtected: s.section.wordsProtected,
    status: s.section.status,
    statusReason: s.section.statusReason,
    statusBy: s.section.statusBy,
    statusAt: s.section.statusAt,
    owner: s.section.owner,
    due: s.section.due,
    version: s.section.version,
    lang: s.section.lang,
    words: s.section.words,
    textSeq: s.section.textSeq,
  }
}

export interface NewSection {
  readonly key: SectionKey
  readonly lead: Sector | 'any'
  /** Not from the start, unless it is said. */
  readonly openToContributors?: boolean
  readonly own?: Section['own']
}

export const insertSections = (study: StudyId, lang: Language, sections: readonly NewSection[], from = 0): Script<void> =>
  function* ({ db, s }) {
    if (sections.length === 0) return
    yield* q(
      db.insert(s.section).values(
        sections.map(({ key, lead, openToContributors = false, own = null }, place) => ({
          study,
          key,
          position: from + place,
          lead,
          lang,
          editing: 'open' as const,
          openToContributors,
          status: 'not-started' as const,
          ownTitle: own?.title ?? null,
          ownQuestion: own?.question ?? null,
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
  study: InStudy,
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

/** Whether other sectors only suggest to change the community's words of a section. @returns false when the study has no such section */
export const protectWords = (study: InStudy, key: SectionKey, wordsProtected: boolean, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const theSection = and(eq(s.section.study, study.id), eq(s.section.key, key))
    const [before] = yield* q(db.select({ wordsProtected: s.section.wordsProtected }).from(s.section).where(theSection))
    if (before === undefined) return false
    if (before.wordsProtected === wordsProtected) return true
    yield* q(db.update(s.section).set({ wordsProtected }).where(theSection))
    const kind = wordsProtected ? 'section.words-protected' : 'section.words-opened'
    yield* appendEvent({ partnership: study.partnership, study: study.id, actor, kind, subjectKind: 'section', subject: key })(ctx)
    return true
  }

/**
 * Says how far a section has come, who sees to it and until when; by whom, when there is somebody.
 *
 * @param version - as whoever says it saw it; null for a file, which nobody can be ahead of
 * @returns `changed` when somebody else was faster: then nothing was stored
 */
export const setSectionState = (
  study: InStudy,
  key: SectionKey,
  state: SectionState,
  by: {
    readonly participant: ParticipantId | null
    readonly at: number | null
    readonly version: number | null
    readonly actor: EventActor
  },
): Script<'set' | 'changed' | 'unknown'> =>
  function* (ctx) {
    const { db, s } = ctx
    const theSection = and(eq(s.section.study, study.id), eq(s.section.key, key))
    const [before] = yield* q(db.select({ version: s.section.version, status: s.section.status }).from(s.section).where(theSection))
    if (before === undefined) return 'unknown'
    if (by.version !== null && by.version !== before.version) return 'changed'
    const change = { ...state, statusBy: by.participant, statusAt: by.at, version: before.version + 1 }
    yield* q(db.update(s.section).set(change).where(theSection))
    yield* appendEvent({
      partnership: study.partnership,
      study: study.id,
      actor: by.actor,
      kind: 'section.status-set',
      subjectKind: 'section',
      subject: key,
      data: { from: before.status, to: state.status },
    })(ctx)
    return 'set'
  }

/** A section of the study's own, at the end. */
export const addOwnSection = (
  study: InStudy & { readonly lang: Language },
  key: SectionKey,
  own: NonNullable<Section['own']>,
  actor: EventActor,
): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const [last] = yield* q(
      db
        .select({ position: max(s.section.position) })
        .from(s.section)
        .where(eq(s.section.study, study.id)),
    )
    yield* insertSections(study.id, study.lang, [{ key, lead: 'any', own }], (last?.position ?? -1) + 1)(ctx)
    yield* appendEvent({
      partnership: study.partnership,
      study: study.id,
      actor,
      kind: 'section.added',
      subjectKind: 'section',
      subject: key,
    })(ctx)
  }

/**
 * Takes a section of the study's own away again, for as long as nothing was ever written in it, as far as the rows know. Whether
 * something stands in its text that is not counted yet is for the caller to find out.
 *
 * @returns `words` when something was: then it stays
 */
export const removeOwnSection = (study: InStudy, key: SectionKey, actor: EventActor): Script<'removed' | 'words' | 'unknown'> =>
  function* (ctx) {
    const { db, s } = ctx
    const theSection = and(eq(s.section.study, study.id), eq(s.section.key, key))
    const [section] = yield* q(
      db.select({ ownTitle: s.section.ownTitle, words: s.section.words, textSeq: s.section.textSeq }).from(s.section).where(theSection),
    )
    if (section === undefined || section.ownTitle === null) return 'unknown'
    if (section.words > 0 || section.textSeq > 0 || (yield* wasWrittenIn(study.id, key)(ctx))) return 'words'
    yield* q(db.delete(s.section).where(theSection))
    yield* appendEvent({
      partnership: study.partnership,
      study: study.id,
      actor,
      kind: 'section.removed',
      subjectKind: 'section',
      subject: key,
      data: { title: section.ownTitle },
    })(ctx)
    return 'removed'
  }

/** What sections were called that a study had of its own and took away: what was asked about them is asked about them still. */
export const titlesOfRemoved = (study: StudyId): Script<ReadonlyMap<string, string>> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ key: s.event.subject, data: s.event.data })
        .from(s.event)
        .where(and(eq(s.event.study, study), eq(s.event.kind, 'section.removed'))),
    )
    return new Map(
      rows.flatMap(({ key, data }) => (key === null || typeof data['title'] !== 'string' ? [] : [[key, data['title']] as const])),
    )
  }

/** Whether words ever came or went in it, or an earlier text of it is kept. */
const wasWrittenIn = (study: StudyId, key: SectionKey): Script<boolean> =>
  function* ({ db, s }) {
    const one = { there: sql<number>`1` }
    const changes = yield* q(
      db
        .select(one)
        .from(s.wordChange)
        .where(and(eq(s.wordChange.study, study), eq(s.wordChange.section, key)))
        .limit(1),
    )
    const points = yield* q(
      db
        .select(one)
        .from(s.restorePoint)
        .where(and(eq(s.restorePoint.study, study), eq(s.restorePoint.section, key)))
        .limit(1),
    )
    return changes.length + points.length > 0
  }

/** For a file that says nothing about it: what holds words has been started. */
export const markStarted = (study: StudyId, keys: ReadonlySet<SectionKey>): Script<void> =>
  function* ({ db, s }) {
    for (const key of keys)
      yield* q(
        db
          .update(s.section)
          .set({ status: 'in-progress' })
          .where(and(eq(s.section.study, study), eq(s.section.key, key), isNull(s.section.statusAt))),
      )
  }
