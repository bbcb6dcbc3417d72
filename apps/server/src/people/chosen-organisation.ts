import { organisationById, type Participant, type Script, type Study } from '@samskriv/database'
import type { OrganisationId, Sector } from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'

interface Choice {
  /** Null for somebody who is not sure: then there is no organisation either. */
  readonly sector: Sector | null
  /** As it came: undefined for saying nothing about it, null for another one or none. */
  readonly organisation: string | null | undefined
}

/**
 * Which organisation somebody is of from now on. What was said before stays where nothing is said, as long as its sector is theirs.
 *
 * @throws {@link RequestProblem} `invalid-body` for one of another partnership, of another sector, or that is off the list; the same
 * for all three
 */
export const chosenOrganisation = (
  { partnership }: Pick<Study, 'partnership'>,
  before: Pick<Participant, 'organisation'>,
  { sector, organisation }: Choice,
): Script<OrganisationId | null> =>
  function* (ctx) {
    const wanted = organisation === undefined ? before.organisation : organisation
    if (wanted === null) return null
    // An id from outside gets its kind here; the query finds out whether there is such an organisation.
    const found = yield* organisationById(partnership, wanted as OrganisationId)(ctx)
    const canBeChosen = found !== undefined && found.sector === sector && (found.endedAt === null || found.id === before.organisation)
    if (canBeChosen) return found.id
    if (organisation === undefined) return null
    throw new RequestProblem('invalid-body', { errors: [{ path: 'organisation', code: 'invalid' }] })
  }
