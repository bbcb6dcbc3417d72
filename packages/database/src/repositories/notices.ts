import { and, count, desc, eq, gt, inArray, isNull, lt, ne, notInArray, or } from 'drizzle-orm'
import type { AttentionMode, Language, NoticeKind, ParticipantId, PersonId, StudyId } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'
import type { ThreadReader } from './threads.ts'

/** That something happened which concerns somebody. */
export interface Notice {
  readonly id: string
  readonly kind: NoticeKind
  readonly thread: string | null
  readonly suggestion: string | null
  readonly by: ParticipantId | null
  readonly at: number
  readonly seenAt: number | null
}

export interface NewNotice {
  readonly study: StudyId
  readonly participant: ParticipantId
  readonly kind: NoticeKind
  readonly thread: string | null
  /** Left out of what is about none. */
  readonly suggestion?: string
  readonly by: ParticipantId | null
  /** The same key again adds nothing. */
  readonly uniqueKey?: string
}

/** @returns whether it is a new one */
export const addNotice = (notice: NewNotice): Script<boolean> =>
  function* ({ db, s, newId, clock }) {
    const added = yield* q(
      db
        .insert(s.notice)
        .values({ ...notice, id: newId(), at: clock() })
        .onConflictDoNothing()
        .returning({ id: s.notice.id }),
    )
    return added.length > 0
  }

/** Whether somebody has been told the same of the same person, has not seen it, and no mail has told it yet. */
export const isUntold = ({ participant, kind, by }: Pick<NewNotice, 'participant' | 'kind' | 'by'>): Script<boolean> =>
  function* ({ db, s }) {
    const t = s.notice
    const byThem = by === null ? isNull(t.by) : eq(t.by, by)
    const [row] = yield* q(
      db
        .select({ id: t.id })
        .from(t)
        .where(and(eq(t.participant, participant), eq(t.kind, kind), byThem, isNull(t.seenAt), isNull(t.mailedAt)))
        .limit(1),
    )
    return row !== undefined
  }

/** Those who have been told that somebody suggests something which they can decide about, and have not seen it. */
export const unseenAsked = (study: StudyId, by: ParticipantId): Script<{ id: string; participant: ParticipantId }[]> =>
  function* ({ db, s }) {
    const { id, participant, seenAt, kind } = s.notice
    return yield* q(
      db
        .select({ id, participant })
        .from(s.notice)
        .where(and(eq(s.notice.study, study), eq(kind, 'suggestion-asked'), eq(s.notice.by, by), isNull(seenAt))),
    )
  }

/** What was decided about without anybody being asked need not be looked at any more: its words were taken back. */
export const dropAnsweredNotices = (study: StudyId): Script<void> =>
  function* ({ db, s }) {
    const decided = db
      .select({ id: s.suggestion.id })
      .from(s.suggestion)
      .where(and(eq(s.suggestion.study, study), ne(s.suggestion.state, 'proposed')))
    const { kind, seenAt, suggestion } = s.notice
    const asked = and(eq(s.notice.study, study), eq(kind, 'suggestion-asked'), isNull(seenAt))
    yield* q(db.delete(s.notice).where(and(asked, inArray(suggestion, decided))))
  }

/** It is about another suggestion now; about none that is left it goes. */
export const pointNotice = (id: string, suggestion: string | undefined): Script<void> =>
  function* ({ db, s }) {
    if (suggestion === undefined) yield* q(db.delete(s.notice).where(eq(s.notice.id, id)))
    else yield* q(db.update(s.notice).set({ suggestion }).where(eq(s.notice.id, id)))
  }

/** Newest first. */
export const noticesFor = (participant: ParticipantId, limit: number): Script<Notice[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select(noticeColumns(s))
        .from(s.notice)
        .where(eq(s.notice.participant, participant))
        .orderBy(desc(s.notice.at), desc(s.notice.id))
        .limit(limit),
    )
  }

export const countUnseen = (participant: ParticipantId): Script<number> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db
        .select({ unseen: count() })
        .from(s.notice)
        .where(and(eq(s.notice.participant, participant), isNull(s.notice.seenAt))),
    )
    return row?.unseen ?? 0
  }

/** @param only - some of them; left out, all */
export const markSeen = (participant: ParticipantId, only?: readonly string[]): Script<void> =>
  function* ({ db, s, clock }) {
    const these = only === undefined ? undefined : inArray(s.notice.id, [...only])
    yield* q(
      db
        .update(s.notice)
        .set({ seenAt: clock() })
        .where(and(eq(s.notice.participant, participant), isNull(s.notice.seenAt), these)),
    )
  }

/** Those that no mail has told of, oldest first. */
export const unmailedNotices = (participant: ParticipantId): Script<Notice[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select(noticeColumns(s))
        .from(s.notice)
        .where(and(eq(s.notice.participant, participant), isNull(s.notice.mailedAt)))
        .orderBy(s.notice.at, s.notice.id),
    )
  }

/** It is seen to that they are told by mail, or that they need not be. */
export const markMailed = (ids: readonly string[]): Script<void> =>
  function* ({ db, s, clock }) {
    if (ids.length === 0) return
    yield* q(
      db
        .update(s.notice)
        .set({ mailedAt: clock() })
        .where(inArray(s.notice.id, [...ids])),
    )
  }

/** Those from before a moment: what they tell of is old, or was answered. */
export const forgetNotices = (before: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.notice).where(lt(s.notice.at, before)))
  }

export interface Attention {
  readonly mode: AttentionMode
  /** The day (ISO, UTC) of the last daily mail. */
  readonly digestDay: string | null
  /** Until when it told what was new; before the first, when daily mails were asked for. */
  readonly digestAt: number | null
}

/** What somebody has said they want to be told by mail; undefined while they have not. */
export const attentionOf = (participant: ParticipantId): Script<Attention | undefined> =>
  function* ({ db, s }) {
    const { mode, digestDay, digestAt } = s.attention
    const [row] = yield* q(db.select({ mode, digestDay, digestAt }).from(s.attention).where(eq(s.attention.participant, participant)))
    return row
  }

/** Of each study that somebody takes part in, those that changed last first. Null where they have not chosen. */
export const attentionOfAll = (
  person: PersonId,
  limit: number,
): Script<{ id: StudyId; title: string; lang: Language; mode: AttentionMode | null }[]> =>
  function* ({ db, s }) {
    const { id, title, lang, updatedAt, deletedAt, practiceOf } = s.study
    const { endedAt, suspendedAt } = s.participant
    return yield* q(
      db
        .select({ id, title, lang, mode: s.attention.mode })
        .from(s.participant)
        .innerJoin(s.study, eq(id, s.participant.study))
        .leftJoin(s.attention, eq(s.attention.participant, s.participant.id))
        .where(and(eq(s.participant.person, person), isNull(endedAt), isNull(suspendedAt), isNull(deletedAt), isNull(practiceOf)))
        .orderBy(desc(updatedAt), desc(id))
        .limit(limit),
    )
  }

export const setAttention = (participant: ParticipantId, mode: AttentionMode): Script<void> =>
  function* ({ db, s, clock }) {
    const at = clock()
    yield* q(
      db
        .insert(s.attention)
        .values({ participant, mode, changedAt: at, digestAt: at })
        .onConflictDoUpdate({ target: s.attention.participant, set: { mode, changedAt: at, digestAt: at } }),
    )
  }

/** That the mail of a day was made, with all that was new until now. */
export const noteDigest = (participant: ParticipantId, day: string): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.update(s.attention).set({ digestDay: day, digestAt: clock() }).where(eq(s.attention.participant, participant)))
  }

/** How much others have said and answered in a study since a moment, of what somebody may read. Nothing of what is hidden or taken back. */
export const newsSince = (study: StudyId, { places, steward }: ThreadReader, since: number): Script<{ threads: number; answers: number }> =>
  function* ({ db, s }) {
    const { audience, asker, hiddenAt, takenBackAt, at } = s.thread
    const own = and(eq(audience, 'organisers'), inArray(asker, [...places]))
    const readable = and(
      eq(s.thread.study, study),
      steward ? inArray(audience, ['everyone', 'organisers']) : or(eq(audience, 'everyone'), own),
      isNull(hiddenAt),
      isNull(takenBackAt),
    )
    const byOthers = (by: typeof asker | typeof s.answer.by) => notInArray(by, [...places])
    const [threads] = yield* q(
      db
        .select({ new: count() })
        .from(s.thread)
        .where(and(readable, gt(at, since), byOthers(asker))),
    )
    const [answers] = yield* q(
      db
        .select({ new: count() })
        .from(s.answer)
        .innerJoin(s.thread, eq(s.thread.id, s.answer.thread))
        .where(and(readable, eq(s.answer.state, 'given'), gt(s.answer.at, since), byOthers(s.answer.by))),
    )
    return { threads: threads?.new ?? 0, answers: answers?.new ?? 0 }
  }

function noticeColumns(s: Ctx['s']) {
  const { id, kind, thread, suggestion, by, at, seenAt } = s.notice
  return { id, kind, thread, suggestion, by, at, seenAt }
}
