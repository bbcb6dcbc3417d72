import { and, asc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import { unaskedUse, type ParticipantId, type SectionKey, type StudyId, type UseChoice } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'
import { messageUses, threadUses } from './threads.ts'
import { keepChoice } from './use-choices.ts'

/** That words somebody said in a thread were put into the text. */
export interface Placement {
  readonly id: string
  readonly study: StudyId
  readonly thread: string
  /** The message whose words they are. */
  readonly reply: string
  readonly section: SectionKey
  readonly anchor: string
  /** Who put them there. */
  readonly by: ParticipantId
  readonly at: number
  /** When they were taken out again. */
  readonly endedAt: number | null
}

export const addPlacement = (placement: Omit<Placement, 'at' | 'endedAt'>): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.insert(s.placement).values({ ...placement, at: clock() }))
  }

/** Undefined also for one of another thread, and for one that has ended. */
export const placementById = (thread: string, id: string): Script<Placement | undefined> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db
        .select(placementColumns(s))
        .from(s.placement)
        .where(and(eq(s.placement.thread, thread), eq(s.placement.id, id), isNull(s.placement.endedAt))),
    )
    return row
  }

/** Those of some threads that have not ended, oldest first. */
export const placementsOf = (threads: readonly string[]): Script<Placement[]> =>
  function* ({ db, s }) {
    if (threads.length === 0) return []
    return yield* q(
      db
        .select(placementColumns(s))
        .from(s.placement)
        .where(and(inArray(s.placement.thread, [...threads]), isNull(s.placement.endedAt)))
        .orderBy(asc(s.placement.at), asc(s.placement.id)),
    )
  }

/** Those of some messages, oldest first; also those that have ended, whose words may stand in earlier versions. */
export const placementsFrom = (messages: readonly string[]): Script<Placement[]> =>
  function* ({ db, s }) {
    if (messages.length === 0) return []
    return yield* q(
      db
        .select(placementColumns(s))
        .from(s.placement)
        .where(inArray(s.placement.reply, [...messages]))
        .orderBy(asc(s.placement.at), asc(s.placement.id)),
    )
  }

/** Those of some threads whose words were taken out of the text. */
export const endedPlacementsOf = (threads: readonly string[]): Script<Placement[]> =>
  function* ({ db, s }) {
    if (threads.length === 0) return []
    return yield* q(
      db
        .select(placementColumns(s))
        .from(s.placement)
        .where(and(inArray(s.placement.thread, [...threads]), isNotNull(s.placement.endedAt))),
    )
  }

/** Of some placements in a study, the thread that their words come from; also of those that have ended. */
export const threadsOfPlacements = (
  study: StudyId,
  ids: readonly string[],
): Script<ReadonlyMap<string, { thread: string; message: string }>> =>
  function* ({ db, s }) {
    if (ids.length === 0) return new Map()
    const { id, thread, reply } = s.placement
    const rows = yield* q(
      db
        .select({ id, thread, message: reply })
        .from(s.placement)
        .where(and(eq(s.placement.study, study), inArray(id, [...ids]))),
    )
    return new Map(rows.map(({ id: placement, ...from }) => [placement, from]))
  }

/** What whoever said the words of some placements lets be done with them now, by placement; also of those that have ended. */
export const placedUses = (ids: readonly string[]): Script<ReadonlyMap<string, UseChoice>> =>
  function* (ctx) {
    if (ids.length === 0) return new Map()
    const { db, s } = ctx
    const placed = yield* q(
      db
        .select({
          id: s.placement.id,
          message: s.placement.reply,
          thread: s.placement.thread,
          speaker: s.reply.participant,
          asker: s.thread.asker,
        })
        .from(s.placement)
        .innerJoin(s.reply, eq(s.reply.id, s.placement.reply))
        .innerJoin(s.thread, eq(s.thread.id, s.placement.thread))
        .where(inArray(s.placement.id, [...ids])),
    )
    const threads = [...new Set(placed.map(({ thread }) => thread))]
    const singles = yield* messageUses(threads)(ctx)
    const chosen = yield* threadUses(threads)(ctx)
    const { subject, choice, subjectKind } = s.useChoice
    const left = yield* q(
      db
        .select({ subject, choice })
        .from(s.useChoice)
        .where(and(eq(subjectKind, 'placed'), inArray(subject, [...ids]))),
    )
    return new Map([
      ...left.map((one) => [one.subject, one.choice] as const),
      ...placed.map(({ id, message, thread, speaker, asker }) => {
        const use = singles.get(message) ?? (speaker === asker ? chosen.get(thread) : undefined)
        return [id, use ?? unaskedUse] as const
      }),
    ])
  }

/** A study is forgotten for good: what was let be done with words that were put into its text holds in the copies that have them. */
export const leaveUsesToCopies = (study: StudyId): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const copied = yield* q(
      db
        .selectDistinct({ participant: s.voice.by, subject: s.placement.id })
        .from(s.voice)
        .innerJoin(s.placement, eq(s.placement.id, s.voice.placed))
        .where(and(eq(s.placement.study, study), ne(s.voice.study, study))),
    )
    const uses = yield* placedUses(copied.map(({ subject }) => subject))(ctx)
    for (const { participant, subject } of copied) {
      const choice = uses.get(subject) ?? unaskedUse
      yield* keepChoice(ctx, { participant, subjectKind: 'placed', subject, choice, notedBy: null })
    }
  }

export const endPlacements = (ids: readonly string[], by: ParticipantId): Script<void> =>
  function* ({ db, s, clock }) {
    if (ids.length === 0) return
    yield* q(
      db
        .update(s.placement)
        .set({ endedAt: clock(), endedBy: by })
        .where(and(inArray(s.placement.id, [...ids]), isNull(s.placement.endedAt))),
    )
  }

/** Of all that somebody said in these places of theirs: none of their words stands in the text any more. */
export const endPlacementsOf = (speakers: readonly ParticipantId[], by: ParticipantId): Script<void> =>
  function* ({ db, s, clock }) {
    const said = db
      .select({ id: s.reply.id })
      .from(s.reply)
      .where(inArray(s.reply.participant, [...speakers]))
    yield* q(
      db
        .update(s.placement)
        .set({ endedAt: clock(), endedBy: by })
        .where(and(inArray(s.placement.reply, said), isNull(s.placement.endedAt))),
    )
  }

/** That whoever said something was asked whether it may stand in the text. */
export interface UseQuestion {
  readonly reply: string
  readonly by: ParticipantId
  readonly at: number
  readonly answeredAt: number | null
}

/** @returns false when they were asked before */
export const askForUse = (question: { study: StudyId; thread: string; reply: string; by: ParticipantId }): Script<boolean> =>
  function* ({ db, s, clock }) {
    const asked = yield* q(
      db
        .insert(s.useQuestion)
        .values({ ...question, at: clock() })
        .onConflictDoNothing()
        .returning({ reply: s.useQuestion.reply }),
    )
    return asked.length > 0
  }

/** By the message that they are about. */
export const useQuestionsOf = (threads: readonly string[]): Script<ReadonlyMap<string, UseQuestion>> =>
  function* ({ db, s }) {
    if (threads.length === 0) return new Map()
    const { reply, by, at, answeredAt, thread } = s.useQuestion
    const rows = yield* q(
      db
        .select({ reply, by, at, answeredAt })
        .from(s.useQuestion)
        .where(inArray(thread, [...threads])),
    )
    return new Map(rows.map((row) => [row.reply, row]))
  }

/** @returns who had asked and waits for it; undefined when nobody does */
export const answerUseQuestion = (reply: string): Script<ParticipantId | undefined> =>
  function* ({ db, s, clock }) {
    const [answered] = yield* q(
      db
        .update(s.useQuestion)
        .set({ answeredAt: clock() })
        .where(and(eq(s.useQuestion.reply, reply), isNull(s.useQuestion.answeredAt)))
        .returning({ by: s.useQuestion.by }),
    )
    return answered?.by
  }

function placementColumns(s: Ctx['s']) {
  const { id, study, thread, reply, section, anchor, by, at, endedAt } = s.placement
  return { id, study, thread, reply, section, anchor, by, at, endedAt }
}
