import { and, asc, eq, exists, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { OrganisationId, ParticipantId, ResponseOutcome, SectionKey, Sector, StudyId, ThreadAudience } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'

/** An answer to a question or a concern, as it is stored. */
export interface Answer {
  readonly id: string
  readonly thread: string
  readonly state: 'draft' | 'given'
  readonly by: ParticipantId
  readonly sector: Sector | null
  /** The organisation its author spoke for then, also one that is off the list by now. */
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  readonly outcome: ResponseOutcome
  readonly body: string
  readonly reason: string | null
  readonly changedSection: SectionKey | null
  readonly changedAnchor: string | null
  /** The day (ISO) until which what was promised is done. */
  readonly promisedFor: string | null
  readonly kept: 'done' | 'not-done' | null
  readonly keptAt: number | null
  readonly keptReason: string | null
  readonly at: number
}

export type NewAnswer = Omit<Answer, 'id' | 'at' | 'organisationName' | 'kept' | 'keptAt' | 'keptReason'>

/** Of one thread, oldest first; drafts too. */
export const answersIn = (thread: string): Script<Answer[]> => answersInEach([thread])

/** Of some threads, oldest first; drafts too. */
export const answersInEach = (threads: readonly string[]): Script<Answer[]> =>
  function* ({ db, s }) {
    if (threads.length === 0) return []
    const { thread, at, id } = s.answer
    return yield* q(
      db
        .select(answerColumns(s))
        .from(s.answer)
        .leftJoin(s.organisation, eq(s.organisation.id, s.answer.organisation))
        .where(inArray(thread, [...threads]))
        .orderBy(asc(at), asc(id)),
    )
  }

export const answerById = (thread: string, id: string): Script<Answer | undefined> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db
        .select(answerColumns(s))
        .from(s.answer)
        .leftJoin(s.organisation, eq(s.organisation.id, s.answer.organisation))
        .where(and(eq(s.answer.thread, thread), eq(s.answer.id, id))),
    )
    return row
  }

/** A draft in the place of the one its author has in the thread, or an answer that is given, which uses that draft up. @returns its id */
export const writeAnswer = (written: NewAnswer): Script<string> =>
  function* (ctx) {
    const { db, s, newId, clock } = ctx
    yield* dropDraft(written.thread, [written.by])(ctx)
    const id = newId()
    const at = clock()
    yield* q(db.insert(s.answer).values({ ...written, id, at }))
    return id
  }

/** @returns whether there was one */
export const dropDraft = (thread: string, by: readonly ParticipantId[]): Script<boolean> =>
  function* ({ db, s }) {
    const theirs = and(eq(s.answer.thread, thread), inArray(s.answer.by, [...by]), eq(s.answer.state, 'draft'))
    const dropped = yield* q(db.delete(s.answer).where(theirs).returning({ id: s.answer.id }))
    return dropped.length > 0
  }

/** What became of a promise. */
export const notePromise = (
  answer: string,
  { kept, by, reason }: { readonly kept: 'done' | 'not-done'; readonly by: ParticipantId; readonly reason: string | null },
): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.update(s.answer).set({ kept, keptBy: by, keptReason: reason, keptAt: clock() }).where(eq(s.answer.id, answer)))
  }

/** A promise whose end is open, with what it is known by. */
export interface OpenPromise {
  readonly answer: string
  readonly thread: string
  readonly audience: ThreadAudience | 'those-concerned'
  /** Who answers for it, see {@link promiseOwner}; null for the stewards together. */
  readonly owner: ParticipantId | null
  readonly promisedFor: string
}

/** Promises of a study that are neither kept nor broken, and for which the day (ISO) has come or passed; of threads that are there to be seen. */
export const openPromisesUntil = (study: StudyId, day: string): Script<OpenPromise[]> =>
  function* ({ db, s }) {
    const { promisedFor } = s.answer
    const rows = yield* q(
      db
        .select({
          answer: s.answer.id,
          thread: s.thread.id,
          audience: s.thread.audience,
          owner: promiseOwner(s),
          promisedFor,
        })
        .from(s.answer)
        .innerJoin(s.thread, eq(s.thread.id, s.answer.thread))
        .where(and(eq(s.thread.study, study), isOpenPromise(s), sql`${promisedFor} <= ${day}`, staysToBeSeen(s)))
        .orderBy(asc(promisedFor), asc(s.answer.id)),
    )
    return rows.flatMap((row) => (row.promisedFor === null ? [] : [{ ...row, promisedFor: row.promisedFor }]))
  }

/** The open promises of a thread go along with it when it is given to somebody: whoever made them answers for them no more. */
export const handPromisesOn = (thread: string): Script<void> =>
  function* ({ db, s }) {
    yield* q(
      db
        .update(s.answer)
        .set({ handedOn: true })
        .where(and(eq(s.answer.thread, thread), isOpenPromise(s))),
    )
  }

/**
 * The threads in which somebody still has something to do: those they answer for that wait for an answer, or for what was promised in one; and
 * what they promised themselves where the stewards answer together.
 */
export const threadsLeftWith = (study: StudyId, owner: ParticipantId): Script<string[]> =>
  function* ({ db, s }) {
    const promised = (more?: SQL): SQL =>
      exists(
        db
          .select({ one: sql`1` })
          .from(s.answer)
          .where(and(eq(s.answer.thread, s.thread.id), isOpenPromise(s), more)),
      )
    const own = and(eq(s.answer.by, owner), eq(s.answer.handedOn, false))
    const theirs = or(and(eq(s.thread.owner, owner), or(waits(s), promised())), and(isNull(s.thread.owner), promised(own)))
    const rows = yield* q(
      db
        .select({ id: s.thread.id })
        .from(s.thread)
        .where(and(eq(s.thread.study, study), staysToBeSeen(s), theirs))
        .orderBy(asc(s.thread.at)),
    )
    return rows.map(({ id }) => id)
  }

/** The threads about a section that wait for an answer by one of these, or by the stewards together. */
export const waitingInSection = (study: StudyId, section: SectionKey, owner: ParticipantId | null): Script<string[]> =>
  function* ({ db, s }) {
    const theirs = owner === null ? isNull(s.thread.owner) : or(isNull(s.thread.owner), eq(s.thread.owner, owner))
    const rows = yield* q(
      db
        .select({ id: s.thread.id })
        .from(s.thread)
        .where(
          and(
            eq(s.thread.study, study),
            eq(s.thread.section, section),
            eq(s.thread.audience, 'everyone'),
            staysToBeSeen(s),
            waits(s),
            theirs,
          ),
        )
        .orderBy(asc(s.thread.at)),
    )
    return rows.map(({ id }) => id)
  }

function waits(s: Ctx['s']): SQL | undefined {
  return and(inArray(s.thread.kind, ['question', 'concern']), inArray(s.thread.state, ['open', 'acknowledged']))
}

function staysToBeSeen(s: Ctx['s']): SQL | undefined {
  return and(isNull(s.thread.hiddenAt), isNull(s.thread.takenBackAt))
}

function isOpenPromise(s: Ctx['s']): SQL | undefined {
  return and(eq(s.answer.state, 'given'), isNotNull(s.answer.promisedFor), isNull(s.answer.kept))
}

/** Who answers for a promise: the owner of the thread; else whoever made it, unless it was handed on, and then the stewards together. */
export function promiseOwner(s: Ctx['s']): SQL<ParticipantId | null> {
  return sql<ParticipantId | null>`coalesce(${s.thread.owner}, case when ${s.answer.handedOn} then null else ${s.answer.by} end)`
}

function answerColumns(s: Ctx['s']) {
  const { id, thread, state, by, sector, organisation, outcome, body, reason, at } = s.answer
  const { changedSection, changedAnchor, promisedFor, kept, keptAt, keptReason } = s.answer
  const spokenFor = { sector, organisation, organisationName: sql<string | null>`${s.organisation.name}` }
  const said = { id, thread, state, by, ...spokenFor, outcome, body, reason, at }
  return { ...said, changedSection, changedAnchor, promisedFor, kept, keptAt, keptReason }
}
