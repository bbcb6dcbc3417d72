import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ParticipantId, SectionKey, Sector, StudyId, SuggestionKind, SuggestionStatus } from '@samskriv/domain'
import type { SuggestedBlock, SuggestionPlace } from '../schema/suggestions.ts'
import { q, type Script } from '../script.ts'

export interface Suggestion {
  readonly id: string
  readonly study: StudyId
  readonly section: SectionKey
  readonly anchor: string | null
  readonly kind: SuggestionKind
  readonly place: SuggestionPlace
  readonly original: readonly string[]
  readonly proposed: readonly SuggestedBlock[]
  readonly reason: string | null
  readonly participant: ParticipantId
  readonly sector: Sector | null
  readonly authors: readonly ParticipantId[]
  readonly spelling: boolean
  readonly kept: boolean
  readonly state: SuggestionStatus
  readonly at: number
  readonly batch: string | null
  readonly decidedBy: ParticipantId | null
  readonly decidedAt: number | null
  readonly decidedSeq: number | null
  readonly decisionReason: string | null
}

export type NewSuggestion = Omit<Suggestion, 'id' | 'state' | 'at' | 'decidedBy' | 'decidedAt' | 'decidedSeq' | 'decisionReason'> & {
  /** Made already, where something else of the same transaction names it. */
  readonly id?: string
}

/** @returns its id */
export const addSuggestion = ({ id: known, ...made }: NewSuggestion): Script<string> =>
  function* ({ db, s, newId, clock }) {
    const id = known ?? newId()
    yield* q(db.insert(s.suggestion).values({ ...made, id, state: 'proposed', at: clock() }))
    return id
  }

/** @returns undefined when there is none, or it is of another study */
export const suggestionById = (study: StudyId, id: string): Script<Suggestion | undefined> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db
        .select()
        .from(s.suggestion)
        .where(and(eq(s.suggestion.study, study), eq(s.suggestion.id, id))),
    )
    return row
  }

export interface SuggestionFilter {
  readonly state?: SuggestionStatus
  readonly section?: SectionKey
  /** Whoever made them. */
  readonly by?: ParticipantId
  readonly limit: number
}

export const suggestionsOf = (study: StudyId, { state, section, by, limit }: SuggestionFilter): Script<Suggestion[]> =>
  function* ({ db, s }) {
    const t = s.suggestion
    return yield* q(
      db
        .select()
        .from(t)
        .where(
          and(
            eq(t.study, study),
            state === undefined ? undefined : eq(t.state, state),
            section === undefined ? undefined : eq(t.section, section),
            by === undefined ? undefined : eq(t.participant, by),
          ),
        )
        .orderBy(desc(t.at), asc(t.id))
        .limit(limit),
    )
  }

export interface SuggestionDecision {
  readonly state: Exclude<SuggestionStatus, 'proposed'>
  readonly by: ParticipantId
  readonly seq?: number
  readonly reason: string | null
}

/** @returns whether it was still open: of two who decide at once the first does */
export const decideSuggestion = (id: string, { state, by, seq, reason }: SuggestionDecision): Script<boolean> =>
  function* ({ db, s, clock }) {
    const t = s.suggestion
    const decided = { state, decidedBy: by, decidedAt: clock(), decidedSeq: seq ?? null, decisionReason: reason, anchor: null }
    const rows = yield* q(
      db
        .update(t)
        .set(decided)
        .where(and(eq(t.id, id), eq(t.state, 'proposed')))
        .returning({ id: t.id }),
    )
    return rows.length > 0
  }

/** What is suggested is put otherwise, while nobody has decided. */
export const changeSuggestion = (id: string, change: Pick<Suggestion, 'proposed' | 'authors' | 'spelling' | 'kind'>): Script<void> =>
  function* ({ db, s }) {
    yield* q(
      db
        .update(s.suggestion)
        .set(change)
        .where(and(eq(s.suggestion.id, id), eq(s.suggestion.state, 'proposed'))),
    )
  }

/** Why it is suggested, while nobody has decided. */
export const explainSuggestion = (id: string, reason: string): Script<void> =>
  function* ({ db, s }) {
    const t = s.suggestion
    yield* q(
      db
        .update(t)
        .set({ reason })
        .where(and(eq(t.id, id), eq(t.state, 'proposed'))),
    )
  }

/** Its words go for good; that something was suggested, by whom and when stays. */
export const emptySuggestion = (id: string): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.suggestion).set({ original: [], proposed: [], reason: null }).where(eq(s.suggestion.id, id)))
  }

/** Whether words of theirs are kept in what they suggested. */
export const hasSuggested = (participant: ParticipantId): Script<boolean> =>
  function* ({ db, s }) {
    const t = s.suggestion
    const [row] = yield* q(
      db
        .select({ id: t.id })
        .from(t)
        .where(and(eq(t.participant, participant), sql`${t.proposed} <> '[]'`))
        .limit(1),
    )
    return row !== undefined
  }

/** Says, or says no longer, that one's spelling may be tidied without being asked. */
export const permitSpelling = (participant: ParticipantId, permits: boolean): Script<void> =>
  function* ({ db, s, clock }) {
    const t = s.spellingPermit
    if (permits) yield* q(db.insert(t).values({ participant, at: clock() }).onConflictDoNothing())
    else yield* q(db.delete(t).where(eq(t.participant, participant)))
  }

/** Those of some who said that their spelling may be tidied. */
export const spellingPermits = (participants: readonly ParticipantId[]): Script<ReadonlySet<ParticipantId>> =>
  function* ({ db, s }) {
    if (participants.length === 0) return new Set()
    const t = s.spellingPermit
    const rows = yield* q(
      db
        .select({ participant: t.participant })
        .from(t)
        .where(inArray(t.participant, [...participants])),
    )
    return new Set(rows.map(({ participant }) => participant))
  }
