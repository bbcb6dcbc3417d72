import { and, eq } from 'drizzle-orm'
import type { StudyId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

/** That a speaker stands behind words which another hand wrote down. */
export interface Confirmation {
  readonly id: string
  /** How the words came back to the one who said them. */
  readonly method: string
  readonly at: number
  /** In which they did. */
  readonly language: string
  readonly witness: string | null
}

/** Stores what the voice that names it was confirmed by. Run it in the transaction that brings the voice. */
export const addConfirmation = (study: StudyId, { id, ...facts }: Confirmation): Script<void> =>
  function* ({ db, s }) {
    const voices = yield* q(
      db
        .select({ id: s.voice.id })
        .from(s.voice)
        .where(and(eq(s.voice.study, study), eq(s.voice.confirmation, id))),
    )
    for (const voice of voices) yield* q(db.insert(s.confirmation).values({ id, voice: voice.id, ...facts, status: 'confirmed' }))
  }

export const confirmationsOf = (study: StudyId): Script<Confirmation[]> =>
  function* ({ db, s }) {
    const { id, method, at, language, witness } = s.confirmation
    return yield* q(
      db
        .select({ id, method, at, language, witness })
        .from(s.confirmation)
        .innerJoin(s.voice, eq(s.voice.id, s.confirmation.voice))
        .where(and(eq(s.voice.study, study), eq(s.confirmation.status, 'confirmed'))),
    )
  }
