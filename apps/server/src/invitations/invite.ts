import { createInvitation, invitationsOf, type Invitation, type Participant, type Script } from '@samskriv/database'
import { invitationLifetimeDays, invitationState, type ParticipantId, type Role, type Sector, type StudyId } from '@samskriv/domain'
import type { InvitationView } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { invitationSecrets, shortCodeHash, tokenHash } from './secrets.ts'

const dayMs = 24 * 60 * 60_000

export interface InvitationTerms {
  readonly kind: 'open' | 'personal'
  readonly participant?: ParticipantId
  readonly role: Role
  readonly sector?: Sector | undefined
  readonly subtype?: string | undefined
  readonly maxUses?: number | undefined
}

/**
 * Opens a way into a study. An open link needs somebody whom those who come by it can turn to.
 *
 * @returns the invitation's id
 * @throws {@link RequestProblem} `contact-needed`
 */
export const invite = ({ study, visitor, participant: by }: StudyAccess, terms: InvitationTerms, secret: string): Script<string> =>
  function* (ctx) {
    if (by === null) throw new RequestProblem('unknown-study')
    if (terms.kind === 'open' && study.contactName === null) throw new RequestProblem('contact-needed')
    const id = ctx.newId()
    const { token, shortCode } = invitationSecrets(id, secret)
    const { kind, participant = null, role, sector = null, subtype = null, maxUses = kind === 'personal' ? 1 : null } = terms
    yield* createInvitation(
      {
        id,
        study: study.id,
        kind,
        participant,
        role,
        sector,
        subtype,
        maxUses,
        tokenHash: tokenHash(token),
        shortCodeHash: shortCodeHash(shortCode),
        expiresAt: ctx.clock() + invitationLifetimeDays * dayMs,
        createdBy: by.id,
      },
      actorOfEvent(visitor),
    )(ctx)
    return id
  }

/** The way in that is kept for one participant, as it stands or made anew when none is open. @returns the invitation's id */
export const keptWayIn = (access: StudyAccess, { id, role, sector, subtype }: Participant, secret: string): Script<string> =>
  function* (ctx) {
    const open = yield* openWayIn(access.study.id, id)(ctx)
    if (open !== undefined) return open.id
    const terms = { kind: 'personal', participant: id, role, sector: sector ?? undefined, subtype: subtype ?? undefined } as const
    return yield* invite(access, terms, secret)(ctx)
  }

/** The personal invitation by which one participant may still come. */
export const openWayIn = (study: StudyId, participant: ParticipantId): Script<Invitation | undefined> =>
  function* (ctx) {
    const theirs = (yield* invitationsOf(study)(ctx)).filter((way) => way.kind === 'personal' && way.participant === participant)
    return theirs.findLast((way) => invitationState(way, ctx.clock()) === 'open')
  }

/** Where an invitation leads in. */
export function invitationLink(id: string, { secret, publicUrl }: { readonly secret: string; readonly publicUrl: string }): string {
  return `${publicUrl}/join/${invitationSecrets(id, secret).token}`
}

/** For stewards: with the link and the code, which are made anew each time. */
export function invitationView(
  invitation: Invitation,
  now: number,
  links: { readonly secret: string; readonly publicUrl: string },
): InvitationView {
  const { id, kind, participant, role, sector, subtype, uses, maxUses, createdAt, expiresAt } = invitation
  const state = invitationState(invitation, now)
  return {
    id,
    kind,
    participantId: participant,
    role,
    sector,
    subtype,
    uses,
    maxUses,
    state,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    link: state === 'open' ? invitationLink(id, links) : null,
    shortCode: state === 'open' ? invitationSecrets(id, links.secret).shortCode : null,
  }
}
