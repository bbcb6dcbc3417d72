import {
  confirmCapacity,
  correctCapacity,
  noteDisclosure,
  setOrganisation,
  showOwnName,
  type Participant,
  type Script,
  type SectorKnownBy,
} from '@samskriv/database'
import type { Sector } from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { isCorrectable } from '../studies/study-view.ts'
import { chosenOrganisation } from './chosen-organisation.ts'

export interface Capacity {
  /** Null for somebody who is not sure. */
  readonly sector: Sector | null
  /** One of the sector's. */
  readonly subtype: string | null
  /** Undefined leaves what was said before. */
  readonly organisation?: string | null | undefined
  /** Which text about who can read what they write they were shown. */
  readonly disclosureVersion?: number | undefined
}

/**
 * "I am here as …", said for the first time or put right within a day.
 *
 * @returns who said it, as they were, and whether it is another one than before
 * @throws {@link RequestProblem} `conflict` when it can't be put right any more
 */
export const confirmingCapacity = (
  { study, participant, visitor }: StudyAccess,
  { sector, subtype, organisation: named, disclosureVersion }: Capacity,
): Script<{ me: Participant; corrected: boolean }> =>
  function* (ctx) {
    if (participant === null) throw new RequestProblem('unknown-study')
    const actor = actorOfEvent(visitor)
    const organisation = yield* chosenOrganisation(study, participant, { sector, organisation: named })(ctx)
    const before = participant.capacityConfirmedAt
    if (before === null) {
      yield* confirmCapacity(participant.id, sector, subtype, howKnown(participant), actor)(ctx)
      // A label they chose before stays; what a steward called them gives way to their own name.
      if (participant.identityMode === 'named') yield* showOwnName(participant.id)(ctx)
    } else {
      if (participant.sectorKnownBy === 'steward' || !isCorrectable(before, ctx.clock())) throw new RequestProblem('conflict')
      yield* correctCapacity(participant.id, sector, subtype, actor)(ctx)
    }
    yield* setOrganisation(participant.id, organisation, actor)(ctx)
    if (disclosureVersion !== undefined) yield* noteDisclosure(participant.id, disclosureVersion, actor)(ctx)
    return { me: participant, corrected: before !== null }
  }

/** Noted when they came; who was added by a steward has been invited. */
function howKnown({ sectorKnownBy }: Participant): SectorKnownBy {
  return sectorKnownBy ?? 'invitation'
}
