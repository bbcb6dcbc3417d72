import { and, desc, eq } from 'drizzle-orm'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface Imported {
  readonly id: string
  readonly study: StudyId
  readonly by: ParticipantId
  readonly source: ParticipantId
  readonly at: number
  readonly format: string
  readonly words: number
  readonly threads: readonly string[]
  readonly undoneAt: number | null
}

/** Run it in the transaction that brings the words. */
export const addImport = (made: Omit<Imported, 'at' | 'undoneAt'>): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.insert(s.imported).values({ ...made, at: clock() }))
  }

/** The latest first; also those that were undone. */
export const importsOf = (study: StudyId): Script<Imported[]> =>
  function* ({ db, s }) {
    const { id, by, source, at, format, words, threads, undoneAt } = s.imported
    return yield* q(
      db
        .select({ id, study: s.imported.study, by, source, at, format, words, threads, undoneAt })
        .from(s.imported)
        .where(eq(s.imported.study, study))
        .orderBy(desc(at), desc(id)),
    )
  }

export const importById = (study: StudyId, id: string): Script<Imported | undefined> =>
  function* (ctx) {
    return (yield* importsOf(study)(ctx)).find((made) => made.id === id)
  }

export const endImport = (study: StudyId, id: string, by: ParticipantId): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(
      db
        .update(s.imported)
        .set({ undoneAt: clock(), undoneBy: by, threads: [] })
        .where(and(eq(s.imported.study, study), eq(s.imported.id, id))),
    )
  }

/** Who a file says wrote something. */
export interface ImportedSource {
  /** Free; a voice can name it before the place is there. */
  readonly id: ParticipantId
  readonly label: string
}

/**
 * A place for whoever a file says wrote something: it has a label and nothing else, no person, no sector and no rights, and has ended when it
 * begins, so that nobody takes it for somebody who takes part.
 */
export const addImportedSource = (study: StudyId, { id, label }: ImportedSource, actor: EventActor): Script<void> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const [found] = yield* q(db.select({ partnership: s.study.partnership }).from(s.study).where(eq(s.study.id, study)))
    if (found === undefined) throw new TypeError('There is no such study.')
    const at = clock()
    yield* q(
      db.insert(s.participant).values({
        id,
        study,
        person: null,
        role: 'reader',
        publicLabel: label,
        identityMode: 'named',
        sectorKnownBy: 'import',
        createdAt: at,
        endedAt: at,
      }),
    )
    yield* appendEvent({ ...found, study, actor, kind: 'participant.imported', subjectKind: 'participant', subject: id })(ctx)
  }
