import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import {
  startOfDay,
  type CommentStatus,
  type ParticipantId,
  type PersonId,
  type SectionKey,
  type Sector,
  type StudyId,
  type ThreadAudience,
  type ThreadKind,
  type UseChoice,
} from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'
import { addMessage, type NewMessage } from './thread-messages.ts'
import { keepChoice } from './use-choices.ts'

/** A thread as it is stored; its words are those of its first message. */
export interface Thread {
  readonly id: string
  readonly study: StudyId
  readonly section: SectionKey | null
  readonly anchor: string | null
  readonly kind: ThreadKind
  readonly audience: ThreadAudience | 'those-concerned'
  readonly lang: string
  readonly state: CommentStatus
  readonly asker: ParticipantId
  readonly sector: Sector | null
  readonly at: number
  readonly changedAt: number
  readonly owner: ParticipantId | null
  readonly toldAt: number | null
  readonly dueAt: number | null
  readonly extendedAt: number | null
  readonly extendedBy: ParticipantId | null
  readonly extendedReason: string | null
  readonly settledBy: ParticipantId | null
  readonly settledAt: number | null
  readonly disagreement: string | null
  readonly resolvedBy: ParticipantId | null
  readonly resolvedAt: number | null
  readonly hiddenBy: ParticipantId | null
  readonly hiddenAt: number | null
  readonly hiddenReason: string | null
  readonly takenBackAt: number | null
}

export interface NewThread {
  readonly study: StudyId
  readonly section: SectionKey | null
  readonly anchor: string | null
  readonly kind: ThreadKind
  readonly audience: ThreadAudience
  readonly owner: ParticipantId | null
  readonly use: UseChoice
  readonly said: Omit<NewMessage, 'thread'>
}

/** Begins a thread with its first message. @returns its id */
export const beginThread = ({ use, said, ...about }: NewThread): Script<string> =>
  function* (ctx) {
    const { db, s, newId, clock } = ctx
    const id = newId()
    const at = clock()
    const { participant: asker, lang, sector } = said
    yield* q(db.insert(s.thread).values({ ...about, id, asker, lang, sector, state: 'open', at, changedAt: at }))
    yield* addMessage({ ...said, thread: id })(ctx)
    yield* chooseThreadUse(id, asker, use, said.typedBy ?? asker)(ctx)
    return id
  }

/** What may be done with the words of a thread, by whoever began it: also with what they had answered about single messages before. */
export const chooseThreadUse = (thread: string, asker: ParticipantId, choice: UseChoice, notedBy: ParticipantId): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    yield* keepChoice(ctx, { participant: asker, subjectKind: 'thread', subject: thread, choice, notedBy })
    const own = db
      .select({ id: s.reply.id })
      .from(s.reply)
      .where(and(eq(s.reply.thread, thread), eq(s.reply.participant, asker)))
    yield* q(db.delete(s.useChoice).where(and(eq(s.useChoice.subjectKind, 'reply'), inArray(s.useChoice.subject, own))))
    yield* q(db.delete(s.useQuestion).where(inArray(s.useQuestion.reply, own)))
  }

/** What may be done with one message, by whoever said it. */
export const chooseMessageUse = (message: string, by: ParticipantId, choice: UseChoice, notedBy: ParticipantId): Script<void> =>
  function* (ctx) {
    yield* keepChoice(ctx, { participant: by, subjectKind: 'reply', subject: message, choice, notedBy })
  }

/** What was answered about single messages of some threads; what is not answered about is not in it. */
export const messageUses = (threads: readonly string[]): Script<ReadonlyMap<string, UseChoice>> =>
  function* ({ db, s }) {
    if (threads.length === 0) return new Map()
    const { subject, choice, subjectKind } = s.useChoice
    const rows = yield* q(
      db
        .select({ subject, choice })
        .from(s.useChoice)
        .innerJoin(s.reply, eq(s.reply.id, subject))
        .where(and(eq(subjectKind, 'reply'), inArray(s.reply.thread, [...threads]))),
    )
    return new Map(rows.map((row) => [row.subject, row.choice]))
  }

/** What was chosen for each of some threads; without a choice a thread is not in the answer. */
export const threadUses = (threads: readonly string[]): Script<ReadonlyMap<string, UseChoice>> =>
  function* ({ db, s }) {
    if (threads.length === 0) return new Map()
    const { subject, choice, subjectKind } = s.useChoice
    const rows = yield* q(
      db
        .select({ subject, choice })
        .from(s.useChoice)
        .where(and(eq(subjectKind, 'thread'), inArray(subject, [...threads]))),
    )
    return new Map(rows.map((row) => [row.subject, row.choice]))
  }

/** @returns undefined when there is none, it is of another study, or it is between two people */
export const threadById = (study: StudyId, id: string): Script<Thread | undefined> =>
  function* (ctx) {
    const { db, s } = ctx
    const [row] = yield* q(
      db
        .select(threadColumns(s))
        .from(s.thread)
        .where(and(eq(s.thread.study, study), eq(s.thread.id, id), isTalk(s))),
    )
    return row
  }

/** Who asks for threads: what they may see is decided by who they are. */
export interface ThreadReader {
  /** Whose words are theirs; empty for somebody who takes no part. */
  readonly places: readonly ParticipantId[]
  /** Stewards see what is for the organisers alone, and what is hidden. */
  readonly steward: boolean
}

export type ThreadFilter = 'open' | 'waiting' | 'overdue' | 'mine' | 'all'

export interface ThreadPage {
  readonly filter: ThreadFilter
  readonly section?: SectionKey
  readonly sector?: Sector
  /** Change time and id of the last one that is known already. */
  readonly after?: { readonly at: number; readonly id: string }
  /** Of these alone. */
  readonly only?: readonly string[]
  readonly limit: number
}

/** A page of the threads that the reader may see, newest change first. A hidden one is among them: it says why it is hidden. */
export const threadsOf = (study: StudyId, reader: ThreadReader, page: ThreadPage): Script<Thread[]> =>
  function* ({ db, s, clock }) {
    const { changedAt, id, section, sector } = s.thread
    const { after, only } = page
    const conditions = [
      visible(s, study, reader),
      filtered(s, page.filter, reader, startOfDay(clock())),
      page.section === undefined ? undefined : eq(section, page.section),
      page.sector === undefined ? undefined : eq(sector, page.sector),
      only === undefined ? undefined : inArray(id, [...only]),
      after === undefined ? undefined : or(lt(changedAt, after.at), and(eq(changedAt, after.at), lt(id, after.id))),
    ]
    return yield* q(
      db
        .select(threadColumns(s))
        .from(s.thread)
        .where(and(...conditions))
        .orderBy(desc(changedAt), desc(id))
        .limit(page.limit),
    )
  }

/** How many there are for each filter, of all that the reader may see. */
export const countThreads = (study: StudyId, reader: ThreadReader): Script<Readonly<Record<ThreadFilter, number>>> =>
  function* ({ db, s, clock }) {
    const today = startOfDay(clock())
    const of = (filter: ThreadFilter) => sql<number>`coalesce(sum(${filtered(s, filter, reader, today) ?? sql`1`}), 0)`
    const [row] = yield* q(
      db
        .select({ open: of('open'), waiting: of('waiting'), overdue: of('overdue'), mine: of('mine'), all: count() })
        .from(s.thread)
        .where(visible(s, study, reader)),
    )
    return row ?? { open: 0, waiting: 0, overdue: 0, mine: 0, all: 0 }
  }

export interface AnchorWords {
  readonly id: string
  /** The words it was said about, as they were seen. */
  readonly quote: string
  readonly state: 'attached' | 'detached'
}

/** What some anchors are on. */
export const anchorWords = (ids: readonly string[]): Script<ReadonlyMap<string, AnchorWords>> =>
  function* ({ db, s }) {
    if (ids.length === 0) return new Map()
    const { id, quote, state } = s.anchor
    const rows = yield* q(
      db
        .select({ id, quote, state })
        .from(s.anchor)
        .where(inArray(id, [...ids])),
    )
    return new Map(rows.map((row) => [row.id, row]))
  }

/** The threads, of those the reader may see, that an anchor belongs to. */
export const anchoredThreads = (study: StudyId, reader: ThreadReader): Script<{ id: string; anchor: string; resolved: boolean }[]> =>
  function* ({ db, s }) {
    const { id, anchor, resolvedAt } = s.thread
    const rows = yield* q(
      db
        .select({ id, anchor, resolvedAt })
        .from(s.thread)
        .where(and(visible(s, study, reader), isNotNull(anchor)))
        .orderBy(asc(s.thread.at)),
    )
    return rows.flatMap((row) => (row.anchor === null ? [] : [{ id: row.id, anchor: row.anchor, resolved: row.resolvedAt !== null }]))
  }

/** As many as are read at once; SQLite takes so many ids in one question. */
const mostQuestions = 10_000

/** Every question and concern that everybody may read and that was not taken back, newest first; hidden ones too. */
export const questionsOf = (study: StudyId): Script<Thread[]> =>
  function* ({ db, s }) {
    const { audience, kind, takenBackAt, at, id } = s.thread
    const asked = and(eq(audience, 'everyone'), inArray(kind, ['question', 'concern']), isNull(takenBackAt))
    return yield* q(
      db
        .select(threadColumns(s))
        .from(s.thread)
        .where(and(eq(s.thread.study, study), asked))
        .orderBy(desc(at), desc(id))
        .limit(mostQuestions),
    )
  }

/** Debts to the community that everybody may read and that were due before a moment: who answers for each. */
export const overdueThreads = (study: StudyId, before: number): Script<{ id: string; owner: ParticipantId | null; dueAt: number }[]> =>
  function* ({ db, s }) {
    const { id, owner, dueAt, audience } = s.thread
    const late = filtered(s, 'overdue', { places: [], steward: false }, before)
    const rows = yield* q(
      db
        .select({ id, owner, dueAt })
        .from(s.thread)
        .where(and(eq(s.thread.study, study), eq(audience, 'everyone'), late))
        .orderBy(asc(dueAt), asc(id)),
    )
    return rows.flatMap((row) => (row.dueAt === null ? [] : [{ ...row, dueAt: row.dueAt }]))
  }

type ThreadChange = Partial<Omit<Thread, 'id' | 'study' | 'asker' | 'at' | 'changedAt'>>

/** Changes what is known of a thread, and that it changed. */
export const changeThread = (id: string, change: ThreadChange): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(
      db
        .update(s.thread)
        .set({ ...change, changedAt: clock() })
        .where(eq(s.thread.id, id)),
    )
  }

/** What a form made when it was sent before; undefined when it was not. */
export const sentBefore = (study: StudyId, person: PersonId, token: string): Script<string | undefined> =>
  function* ({ db, s }) {
    const f = s.sentForm
    const [row] = yield* q(
      db
        .select({ made: f.made })
        .from(f)
        .where(and(eq(f.study, study), eq(f.person, person), eq(f.token, token))),
    )
    return row?.made
  }

/** In the place of what the same form had made before. @param made - `thread:<id>`, `reply:<id>` or `words:<section>` */
export const noteSent = (study: StudyId, person: PersonId, token: string, made: string): Script<void> =>
  function* ({ db, s, clock }) {
    const now = { made, at: clock() }
    const { study: ofStudy, person: ofPerson, token: ofForm } = s.sentForm
    yield* q(
      db
        .insert(s.sentForm)
        .values({ study, person, token, ...now })
        .onConflictDoUpdate({ target: [ofStudy, ofPerson, ofForm], set: now }),
    )
  }

/** Forgets forms that nobody sends again. */
export const forgetSentForms = (before: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.sentForm).where(lt(s.sentForm.at, before)))
  }

/** Everything but what two people say to each other about words that were taken out. */
function isTalk(s: Ctx['s']): SQL | undefined {
  return inArray(s.thread.audience, ['everyone', 'organisers'])
}

function visible(s: Ctx['s'], study: StudyId, { places, steward }: ThreadReader): SQL | undefined {
  const { audience, asker } = s.thread
  const own = and(inArray(asker, [...places]), eq(audience, 'organisers'))
  const seen = steward ? isTalk(s) : or(eq(audience, 'everyone'), own)
  return and(eq(s.thread.study, study), seen)
}

function filtered(s: Ctx['s'], filter: ThreadFilter, { places }: ThreadReader, dueBefore: number): SQL | undefined {
  const { state, kind, resolvedAt, hiddenAt, takenBackAt, dueAt, asker, sector } = s.thread
  const stays = and(isNull(hiddenAt), isNull(takenBackAt))
  const waits = and(stays, inArray(kind, ['question', 'concern']), inArray(state, ['open', 'acknowledged']))
  switch (filter) {
    case 'all':
      return undefined
    case 'open':
      return and(stays, isNull(resolvedAt))
    case 'waiting':
      return waits
    case 'overdue':
      return and(waits, eq(sector, 'community'), isNotNull(dueAt), lt(dueAt, dueBefore))
    case 'mine':
      return inArray(asker, [...places])
  }
}

function threadColumns(s: Ctx['s']) {
  const { id, study, section, anchor, kind, audience, lang, state, asker, sector, at, changedAt, owner, toldAt, dueAt } = s.thread
  const { extendedAt, extendedBy, extendedReason, settledBy, settledAt, disagreement, resolvedBy, resolvedAt } = s.thread
  const { hiddenBy, hiddenAt, hiddenReason, takenBackAt } = s.thread
  const asked = { id, study, section, anchor, kind, audience, lang, state, asker, sector, at, changedAt }
  const owed = { owner, toldAt, dueAt, extendedAt, extendedBy, extendedReason, settledBy, settledAt, disagreement }
  return { ...asked, ...owed, resolvedBy, resolvedAt, hiddenBy, hiddenAt, hiddenReason, takenBackAt }
}
