import { and, asc, desc, eq, inArray, isNull, lte, ne } from 'drizzle-orm'
import type { ParticipantId, Sector, StudyId } from '@samskriv/domain'
import type { Softened, StoredSpells } from '@samskriv/sync-server'
import { q, type Ctx, type Script } from '../script.ts'

export interface Softening extends Softened {
  readonly id: string
  readonly state: 'open' | 'restored' | 'settled'
  readonly thread: string | null
}

export interface SofteningReply {
  readonly id: string
  readonly thread: string
  readonly participant: ParticipantId
  readonly sector: Sector | null
  readonly body: string
  readonly at: number
}

/** What people of other sectors are taking out of the community's paragraphs, as a room goes on with it. */
export const spellsOf = (study: StudyId, epoch: number): Script<StoredSpells> =>
  function* ({ db, s }) {
    const { id, section, by, sector, at, client, clock, place, block, ids, told } = s.paragraphBefore
    const before = yield* q(
      db
        .select({ id, section, by, sector, at, client, clock, place, block, ids, isTold: told })
        .from(s.paragraphBefore)
        .where(and(eq(s.paragraphBefore.study, study), eq(s.paragraphBefore.epoch, epoch)))
        .orderBy(asc(at), asc(id)),
    )
    const t = s.wordsTaken
    const taken = yield* q(
      db
        .select({ section: t.section, by: t.by, at: t.at, client: t.client, clock: t.clock, length: t.length })
        .from(t)
        .where(and(eq(t.study, study), eq(t.epoch, epoch)))
        .orderBy(asc(t.at), asc(t.client), asc(t.clock)),
    )
    return { before, taken }
  }

/** @returns its id */
export const addSoftening = (study: StudyId, softened: Softened): Script<string> =>
  function* ({ db, s, newId }) {
    const id = newId()
    yield* q(db.insert(s.softening).values({ id, study, ...softened, state: 'open' }))
    return id
  }

/** Those of a study that their authors have not found fine, newest first. */
export const softeningsOf = (study: StudyId): Script<Softening[]> =>
  function* ({ db, s }) {
    const { at, id, state } = s.softening
    return yield* q(
      db
        .select(columns(s))
        .from(s.softening)
        .where(and(eq(s.softening.study, study), ne(state, 'settled')))
        .orderBy(desc(at), desc(id)),
    )
  }

/** @returns undefined when there is none, or it is of another study */
export const softeningById = (study: StudyId, id: string): Script<Softening | undefined> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db
        .select(columns(s))
        .from(s.softening)
        .where(and(eq(s.softening.study, study), eq(s.softening.id, id))),
    )
    return row
  }

export const setSofteningState = (id: string, state: Softening['state']): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.softening).set({ state }).where(eq(s.softening.id, id)))
  }

export interface NewReply {
  readonly study: StudyId
  readonly participant: ParticipantId
  /** In which they speak. */
  readonly sector: Sector | null
  readonly body: string
  /** Of the interface they wrote it in. */
  readonly lang: string
}

/** Says something about it; the first of it begins the thread. @returns the id of the thread */
export const sayAbout = (softening: Pick<Softening, 'id' | 'section' | 'thread'>, said: NewReply): Script<string> =>
  function* ({ db, s, newId, clock }) {
    const { study, participant, sector, body, lang } = said
    const thread = softening.thread ?? newId()
    if (softening.thread === null) {
      const { section } = softening
      const about = { kind: 'concern', audience: 'those-concerned', state: 'open' } as const
      const at = clock()
      yield* q(db.insert(s.thread).values({ id: thread, study, section, ...about, lang, asker: participant, sector, at, changedAt: at }))
      yield* q(db.update(s.softening).set({ thread }).where(eq(s.softening.id, softening.id)))
    }
    yield* q(db.insert(s.reply).values({ id: newId(), thread, participant, sector, lang, body, at: clock() }))
    return thread
  }

/** What was said, oldest first. */
export const repliesIn = (threads: readonly string[]): Script<SofteningReply[]> =>
  function* ({ db, s }) {
    if (threads.length === 0) return []
    const { id, thread, participant, sector, body, at } = s.reply
    return yield* q(
      db
        .select({ id, thread, participant, sector, body, at })
        .from(s.reply)
        .where(and(inArray(thread, [...threads]), isNull(s.reply.deletedAt)))
        .orderBy(asc(at), asc(id)),
    )
  }

/** Forgets those of a moment or earlier, in every study. What was said about them stays with its thread. */
export const forgetSofteningsBefore = (before: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.softening).where(lte(s.softening.at, before)))
  }

function columns(s: Ctx['s']) {
  const { id, section, author, by, bySector, seq, at, was, gone, lost, words, place, epoch, client, clock, state, thread } = s.softening
  return { id, section, author, by, bySector, seq, at, was, gone, lost, words, place, epoch, client, clock, state, thread }
}
