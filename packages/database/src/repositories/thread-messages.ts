import { and, asc, count, desc, eq, inArray, isNull, min, notInArray, sql } from 'drizzle-orm'
import type { ParticipantId, SectionKey, Sector, StudyId } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'

/** One message of a thread. Its body is empty once it was deleted or taken back. */
export interface Message {
  readonly id: string
  readonly thread: string
  readonly participant: ParticipantId
  /** Whose hand, when it was another's. */
  readonly typedBy: ParticipantId | null
  readonly sector: Sector | null
  readonly lang: string
  readonly body: string
  readonly at: number
  readonly editedAt: number | null
  readonly deletedAt: number | null
}

export interface NewMessage {
  readonly thread: string
  readonly participant: ParticipantId
  readonly typedBy: ParticipantId | null
  readonly sector: Sector | null
  readonly lang: string
  readonly body: string
  /** Whom it speaks to by name. */
  readonly mentions: readonly ParticipantId[]
}

/** @returns its id */
export const addMessage = ({ mentions, ...said }: NewMessage): Script<string> =>
  function* ({ db, s, newId, clock }) {
    const id = newId()
    const at = clock()
    yield* q(db.insert(s.reply).values({ ...said, id, at }))
    for (const participant of new Set(mentions)) yield* q(db.insert(s.mention).values({ reply: id, participant }))
    yield* q(db.update(s.thread).set({ changedAt: at }).where(eq(s.thread.id, said.thread)))
    return id
  }

/** Of one thread, oldest first. */
export const messagesOf = (thread: string): Script<Message[]> =>
  function* ({ db, s }) {
    return yield* q(db.select(messageColumns(s)).from(s.reply).where(eq(s.reply.thread, thread)).orderBy(asc(s.reply.at), asc(s.reply.id)))
  }

/** Of all threads of a study, thread by thread, oldest first in each. */
export const messagesInStudy = (study: StudyId): Script<ReadonlyMap<string, Message[]>> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select(messageColumns(s))
        .from(s.reply)
        .innerJoin(s.thread, eq(s.thread.id, s.reply.thread))
        .where(eq(s.thread.study, study))
        .orderBy(asc(s.reply.at), asc(s.reply.id)),
    )
    return Map.groupBy(rows, ({ thread }) => thread)
  }

export const messageById = (thread: string, id: string): Script<Message | undefined> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db
        .select(messageColumns(s))
        .from(s.reply)
        .where(and(eq(s.reply.thread, thread), eq(s.reply.id, id))),
    )
    return row
  }

/** What somebody said in threads that others began, newest first, without what they have deleted. */
export const repliesToOthers = (
  study: StudyId,
  by: readonly ParticipantId[],
  limit: number,
): Script<(Message & { readonly section: SectionKey | null })[]> =>
  function* ({ db, s }) {
    const { participant, deletedAt, at, id } = s.reply
    return yield* q(
      db
        .select({ ...messageColumns(s), section: s.thread.section })
        .from(s.reply)
        .innerJoin(s.thread, eq(s.thread.id, s.reply.thread))
        .where(
          and(
            eq(s.thread.study, study),
            inArray(s.thread.audience, ['everyone', 'organisers']),
            inArray(participant, [...by]),
            notInArray(s.thread.asker, [...by]),
            isNull(deletedAt),
          ),
        )
        .orderBy(desc(at), desc(id))
        .limit(limit),
    )
  }

/** The first message of each of some threads, and how many come after it. */
export const firstMessages = (threads: readonly string[]): Script<ReadonlyMap<string, { first: Message; replies: number }>> =>
  function* ({ db, s }) {
    if (threads.length === 0) return new Map()
    // Ids count up with time, so the smallest is the first.
    const of = db
      .select({ id: min(s.reply.id).as('first_id'), all: count().as('all_replies') })
      .from(s.reply)
      .where(inArray(s.reply.thread, [...threads]))
      .groupBy(s.reply.thread)
      .as('first_of')
    const rows = yield* q(
      db
        .select({ first: messageColumns(s), all: of.all })
        .from(s.reply)
        .innerJoin(of, eq(of.id, s.reply.id)),
    )
    return new Map(rows.map(({ first, all }) => [first.thread, { first, replies: all - 1 }]))
  }

export const editMessage = (id: string, change: { readonly body?: string; readonly lang?: string }): Script<void> =>
  function* ({ db, s, clock }) {
    const edited = change.body === undefined ? {} : { editedAt: clock() }
    yield* q(
      db
        .update(s.reply)
        .set({ ...change, ...edited })
        .where(eq(s.reply.id, id)),
    )
    // A translation of other words is none of these.
    if (change.body !== undefined) yield* q(db.delete(s.translation).where(eq(s.translation.reply, id)))
  }

/** Empties messages and takes their translations away; that something was said, by whom and when stays. */
export const emptyMessages = (ids: readonly string[]): Script<void> =>
  function* ({ db, s, clock }) {
    if (ids.length === 0) return
    const all = [...ids]
    yield* q(db.delete(s.translation).where(inArray(s.translation.reply, all)))
    yield* q(db.delete(s.mention).where(inArray(s.mention.reply, all)))
    yield* q(
      db
        .update(s.reply)
        .set({ body: '', deletedAt: sql`coalesce(${s.reply.deletedAt}, ${clock()})` })
        .where(inArray(s.reply.id, all)),
    )
  }

/** Puts a translation beside a message, in the place of an earlier one in that language. */
export const translateMessage = (reply: string, translation: { lang: string; body: string; by: ParticipantId }): Script<void> =>
  function* ({ db, s, clock }) {
    const said = { ...translation, at: clock() }
    yield* q(
      db
        .insert(s.translation)
        .values({ reply, ...said })
        .onConflictDoUpdate({ target: [s.translation.reply, s.translation.lang], set: said }),
    )
  }

/** Takes the translation of a message into a language away. */
export const removeTranslation = (reply: string, lang: string): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.translation).where(and(eq(s.translation.reply, reply), eq(s.translation.lang, lang))))
  }

export interface Beside {
  readonly translations: readonly { readonly reply: string; readonly lang: string; readonly body: string; readonly by: ParticipantId }[]
  readonly mentions: readonly { readonly reply: string; readonly participant: ParticipantId }[]
}

/** What stands beside some messages. */
export const besideMessages = (ids: readonly string[]): Script<Beside> =>
  function* ({ db, s }) {
    if (ids.length === 0) return { translations: [], mentions: [] }
    const all = [...ids]
    const t = s.translation
    const translations = yield* q(
      db.select({ reply: t.reply, lang: t.lang, body: t.body, by: t.by }).from(t).where(inArray(t.reply, all)).orderBy(asc(t.lang)),
    )
    const mentions = yield* q(
      db.select({ reply: s.mention.reply, participant: s.mention.participant }).from(s.mention).where(inArray(s.mention.reply, all)),
    )
    return { translations, mentions }
  }

/** The threads, of some, that speak to somebody by name. */
export const threadsNaming = (threads: readonly string[], participant: ParticipantId): Script<ReadonlySet<string>> =>
  function* ({ db, s }) {
    if (threads.length === 0) return new Set()
    const rows = yield* q(
      db
        .select({ thread: s.reply.thread })
        .from(s.mention)
        .innerJoin(s.reply, eq(s.reply.id, s.mention.reply))
        .where(and(eq(s.mention.participant, participant), inArray(s.reply.thread, [...threads]))),
    )
    return new Set(rows.map(({ thread }) => thread))
  }

function messageColumns(s: Ctx['s']) {
  const { id, thread, participant, typedBy, sector, lang, body, at, editedAt, deletedAt } = s.reply
  return { id, thread, participant, typedBy, sector, lang, body, at, editedAt, deletedAt }
}
