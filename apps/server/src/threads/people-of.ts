import { participantsIn, type Script } from '@samskriv/database'
import { showsOrganisation, type ParticipantId, type Sector } from '@samskriv/domain'
import type { Said } from '@samskriv/protocol'
import type { StudyAccess } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/unnamed-in.ts'

/** People as they are shown in the study. */
export interface People {
  /** In the sector they spoke in then, or else speak in. */
  readonly said: (id: ParticipantId, sector?: Sector | null) => Said
  /** What they are of, where their choice lets it be shown. */
  readonly organisation: (id: ParticipantId) => string | null
}

export const peopleOf = ({ study }: Pick<StudyAccess, 'study'>, ids: readonly ParticipantId[]): Script<People> =>
  function* (ctx) {
    const people = yield* participantsIn(study.id, ids)(ctx)
    return {
      said: (id, sector) => {
        const one = people.get(id)
        const name = one === undefined || one.name === '' ? unnamedIn(study.lang) : one.name
        return { participantId: id, name, sector: sector === undefined ? (one?.sector ?? null) : sector }
      },
      organisation: (id) => {
        const one = people.get(id)
        return one !== undefined && showsOrganisation(one.identityMode) ? one.organisationName : null
      },
    }
  }
