import { roleInPartnership, theOnlyPartnership, type Partnership, type Script } from '@samskriv/database'
import { may, type PartnershipAction } from '@samskriv/domain'
import { requirePerson, type SignedIn, type Visitor } from '../auth/visitor.ts'
import { requireAllowed } from '../studies/study-access.ts'

/** The partnership of the installation, and what the person who asks is in it. */
export interface PartnershipAccess {
  readonly partnership: Partnership
  readonly visitor: SignedIn
  readonly isSteward: boolean
}

/**
 * The partnership, once the rules have allowed the action. Run it inside the transaction that acts on the answer.
 *
 * @throws RequestProblem when the rules refuse
 */
export const partnershipAccess = (visitor: Visitor, action: PartnershipAction): Script<PartnershipAccess> =>
  function* (ctx) {
    const signedIn = requirePerson(visitor)
    const partnership = yield* theOnlyPartnership()(ctx)
    if (partnership === undefined) throw new Error('partnership-missing')
    const { person, installationSteward } = signedIn
    const role = yield* roleInPartnership(partnership.id, person.id)(ctx)
    const actor = {
      kind: 'person',
      person: person.id,
      installationSteward,
      guest: person.guest,
      partnership: role === null ? null : { id: partnership.id, role },
      participant: null,
    } as const
    requireAllowed(may(actor, action, { kind: 'partnership', id: partnership.id }))
    return { partnership, visitor: signedIn, isSteward: role === 'steward' }
  }
