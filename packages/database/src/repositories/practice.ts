import { eq } from 'drizzle-orm'
import type { PersonId, StudyId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

/** The copy of the example that somebody practises in; undefined when they have none. */
export const practiceOf = (person: PersonId): Script<StudyId | undefined> =>
  function* ({ db, s }) {
    const [found] = yield* q(db.select({ id: s.study.id }).from(s.study).where(eq(s.study.practiceOf, person)))
    return found?.id
  }

/** From then on the study is in no list and takes in nobody else. One person has one at a time. */
export const markPractice = (study: StudyId, person: PersonId): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.study).set({ practiceOf: person }).where(eq(s.study.id, study)))
  }
