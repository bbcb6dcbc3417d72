import { and, eq, exists, sql } from 'drizzle-orm'
import type { PersonId, StudyId } from '@samskriv/domain'
import { prepared, type Script } from '../script.ts'
import { participantColumns, withoutEmail, type Participant } from './participants.ts'
import { studyColumns, type Study } from './studies.ts'

/**
 * All that a decision about rights needs to know, in one query: it is asked with every request and every socket.
 *
 * @returns undefined when there is no such study; a study in the bin and a place that has ended are found
 */
export const studyForPerson = (study: StudyId, person: PersonId): Script<StudyAndPlace | undefined> =>
  function* (ctx) {
    const [found] = yield* studyAndPlace(ctx, { study, person })
    if (found === undefined) return undefined
    return {
      study: found.study,
      participant: found.place === null ? null : withoutEmail(found.place),
      openToContributors: found.openToContributors,
    }
  }

export interface StudyAndPlace {
  readonly study: Study
  readonly participant: Participant | null
  /** Whether contributors write in at least one section. */
  readonly openToContributors: boolean
}

const studyAndPlace = prepared(({ db, s }) =>
  db
    .select({
      study: studyColumns(s),
      place: participantColumns({ db, s }),
      openToContributors: exists(
        db
          .select({ key: s.section.key })
          .from(s.section)
          .where(and(eq(s.section.study, s.study.id), eq(s.section.editing, 'open'), eq(s.section.openToContributors, true))),
      ).mapWith(Boolean),
    })
    .from(s.study)
    .leftJoin(s.participant, and(eq(s.participant.study, s.study.id), eq(s.participant.person, sql.placeholder('person'))))
    .leftJoin(s.person, eq(s.person.id, s.participant.person))
    .leftJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
    .leftJoin(s.organisation, eq(s.organisation.id, s.participant.organisation))
    .where(eq(s.study.id, sql.placeholder('study'))),
)
