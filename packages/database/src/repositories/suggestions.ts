import { and, asc, count, desc, eq, gt, inArray, like, lt, ne, notInArray, or, sql } from 'drizzle-orm'
import type { ParticipantId, SectionKey, Sector, StudyId, SuggestionKind, SuggestionStatus } from '@samskriv/domain'
import type { SuggestedBlock, SuggestionPlace } from '../schema/suggestions.ts'
import { q, type Ctx, type Script } from '../script.ts'

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
  readonly askedAt: number | null
  readonly batch: string | null
  readonly decidedBy: ParticipantId | null
  readonly decidedAt: number | null
  readonly decidedSeq: number | null
  readonly decisionReason: string | null
}

export type NewSuggestion = Omit<
  Suggestion,
  'id' | 'state' | 'at' | 'askedAt' | 'decidedBy' | 'decidedAt' | 'decidedSeq' | 'decisionReason'
> & {
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
  /** Whose places they were made from. */
  readonly by?: readonly ParticipantId[]
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
            by === undefined ? undefined : inArray(t.participant, [...by]),
          ),
        )
        .orderBy(desc(t.at), asc(t.id))
        .limit(limit),
    )
  }

/** What somebody has decided about: not what was taken back by whoever made it. */
const decidedStates = ['accepted', 'accepted_changed', 'declined'] as const satisfies readonly SuggestionStatus[]

export interface DecidedFilter {
  /** The last one of the page before. */
  readonly after?: { readonly at: number; readonly id: string }
  readonly limit: number
}

/** Those that were decided about, the newest decision first. */
export const decidedSuggestions = (study: StudyId, { after, limit }: DecidedFilter): Script<Suggestion[]> =>
  function* ({ db, s }) {
    const t = s.suggestion
    const older = after === undefined ? undefined : or(lt(t.decidedAt, after.at), and(eq(t.decidedAt, after.at), gt(t.id, after.id)))
    return yield* q(
      db
        .select()
        .from(t)
        .where(and(eq(t.study, study), inArray(t.state, [...decidedStates]), older))
        .orderBy(desc(t.decidedAt), asc(t.id))
        .limit(limit),
    )
  }

export const countDecided = (study: StudyId): Script<number> =>
  function* ({ db, s }) {
    const t = s.suggestion
    const [row] = yield* q(
      db
        .select({ decided: count() })
        .from(t)
        .where(and(eq(t.study, study), inArray(t.state, [...decidedStates]))),
    )
    return row?.decided ?? 0
  }

/** Those of others about protected words of somebody, whose places these are: those that wait, and then those that were decided about, each the newest first. */
export const suggestionsAbout = (study: StudyId, authors: readonly ParticipantId[], limit: number): Script<Suggestion[]> =>
  function* ({ db, s }) {
    const t = s.suggestion
    return yield* q(
      db
        .select()
        .from(t)
        .where(
          and(
            eq(t.study, study),
            or(...authors.map((author) => like(sql<string>`${t.authors}`, `%"${author}"%`))),
            notInArray(t.participant, [...authors]),
            ne(t.state, 'withdrawn'),
          ),
        )
        .orderBy(desc(eq(t.state, 'proposed')), desc(t.at), asc(t.id))
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

/**
 * What is suggested is put otherwise, while nobody has decided.
 *
 * @returns the authors who had said yes to what it was: they are asked again
 */
export const changeSuggestion = (
  id: string,
  change: Pick<Suggestion, 'proposed' | 'authors' | 'spelling' | 'kind'>,
): Script<ParticipantId[]> =>
  function* (ctx) {
    const { db, s } = ctx
    const [open] = yield* q(
      db
        .update(s.suggestion)
        .set(change)
        .where(and(eq(s.suggestion.id, id), eq(s.suggestion.state, 'proposed')))
        .returning({ id: s.suggestion.id }),
    )
    return open === undefined ? [] : yield* askAgain(ctx, id)
  }

/**
 * It concerns others now than when it was made, while nobody has decided: they are asked from now on.
 *
 * @returns the authors who had said yes to what it was: they are asked again
 */
export const askAboutSuggestion = (id: string, change: Pick<Suggestion, 'authors' | 'spelling'>): Script<ParticipantId[]> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const [open] = yield* q(
      db
        .update(s.suggestion)
        .set({ ...change, askedAt: clock() })
        .where(and(eq(s.suggestion.id, id), eq(s.suggestion.state, 'proposed')))
        .returning({ id: s.suggestion.id }),
    )
    return open === undefined ? [] : yield* askAgain(ctx, id)
  }

/** @returns whose yes lapses */
function* askAgain({ db, s }: Ctx, id: string) {
  const t = s.agreement
  const rows = yield* q(db.delete(t).where(eq(t.suggestion, id)).returning({ author: t.author }))
  return rows.map(({ author }) => author)
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
export const hasSuggested = (participants: readonly ParticipantId[]): Script<boolean> =>
  function* ({ db, s }) {
    const t = s.suggestion
    const [row] = yield* q(
      db
        .select({ id: t.id })
        .from(t)
        .where(and(inArray(t.participant, [...participants]), sql`${t.proposed} <> '[]'`))
        .limit(1),
    )
    return row !== undefined
  }

/** Says, or says no longer, that one's spelling may be tidied without being asked. */
export const permitSpelling = (participants: readonly ParticipantId[], permits: boolean): Script<void> =>
  function* ({ db, s, clock }) {
    const t = s.spellingPermit
    const rows = participants.map((participant) => ({ participant, at: clock() }))
    if (permits) yield* q(db.insert(t).values(rows).onConflictDoNothing())
    else yield* q(db.delete(t).where(inArray(t.participant, [...participants])))
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
