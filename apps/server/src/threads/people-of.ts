import { participantsIn, type Script } from '@samskriv/database'
import { showsOrganisation, type ParticipantId, type Sector } from '@samskriv/domain'
import type { Said } from '@samskriv/protocol'
import type { StudyAccess } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/unnamed-in.ts'

/** People as they are shown in the study. */
export interface People {
  /** In the sector they spoke in then, or else speak in. */
  readonly said: (id: ParticipantId, sector?: Sector | null) => Said
  /** The one they spoke for then, or else are of, where their choice lets it be shown. */
  readonly organisation: (id: ParticipantId, name?: string | null) => string | null
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
      organisation: (id, name) => {
        const one = people.get(id)
        if (one === undefined || !showsOrganisation(one.identityMode)) return null
        return name === undefined ? one.organisationName : name
      },
    }
  }
