import {
  addParticipant,
  createGuest,
  endParticipant,
  findPersonByAuthUser,
  invitationBySecret,
  participantById,
  participantOf,
  studyById,
  takePlace,
  useInvitation,
  type EventActor,
  type Invitation,
  type Participant,
  type Script,
} from '@samskriv/database'
import { invitationState, type InvitationState, type Language, type ParticipantId, type PersonId, type StudyId } from '@samskriv/domain'

/** Why nobody, or this person not, comes in. */
export type Closed = 'unknown' | Exclude<InvitationState, 'open'> | 'closed' | 'ended' | 'suspended'

/** What a link or a code leads to for whoever holds it. */
export type Door =
  | { readonly kind: 'open'; readonly invitation: Invitation; readonly formerPlace: Participant | null }
  /** They are in already. */
  | { readonly kind: 'here'; readonly study: StudyId }
  | { readonly kind: Closed }

export interface Came {
  readonly kind: 'came'
  readonly study: StudyId
  readonly participant: ParticipantId
  /** To sign in as; null for somebody who was signed in. */
  readonly guest: string | null
  readonly invitation: string
  /** A place was kept for them, perhaps one whose words others wrote down. */
  readonly kept: boolean
}

export type Entry = Came | Exclude<Door, { kind: 'open' }>

/** Looks, and changes nothing. @param hash - of a token or a short code @param person - who holds it; null for somebody unknown */
export const doorOf = (hash: string, person: PersonId | null): Script<Door> =>
  function* (ctx) {
    const invitation = yield* invitationBySecret(hash)(ctx)
    if (invitation === undefined) return { kind: 'unknown' }
    const study = yield* studyById(invitation.study)(ctx)
    // A study in the bin is spoken of to nobody.
    if (study === undefined || study.deletedAt !== null || study.example) return { kind: 'closed' }
    const place = person === null ? undefined : yield* participantOf(study.id, person)(ctx)
    if (place !== undefined && place.endedAt === null) {
      return place.suspendedAt === null ? { kind: 'here', study: study.id } : { kind: 'suspended' }
    }
    const state = invitationState(invitation, ctx.clock())
    if (state !== 'open') return { kind: state }
    if (study.archivedAt !== null) return { kind: 'closed' }
    // Whoever has left or was removed does not come back by a link that goes around. A personal one is a steward's word.
    if (place !== undefined && invitation.kind === 'open') return { kind: 'ended' }
    const kept = invitation.participant === null ? undefined : yield* participantById(invitation.participant)(ctx)
    if (kept !== undefined) {
      if (kept.endedAt !== null) return { kind: 'revoked' }
      if (kept.suspendedAt !== null) return { kind: 'suspended' }
      const isTaken = kept.person !== null && (kept.capacityConfirmedAt !== null || !kept.guest)
      if (isTaken) return { kind: 'used' }
    }
    return { kind: 'open', invitation, formerPlace: place ?? null }
  }

/**
 * Lets somebody in, once the rules have been asked in the same transaction: of two at the same moment with the last use, one comes in.
 * Role and sector are the invitation's, whatever was sent along.
 *
 * @param language - of the guest that is made for somebody unknown
 */
export const enter = (hash: string, person: PersonId | null, language: Language): Script<Entry> =>
  function* (ctx) {
    const door = yield* doorOf(hash, person)(ctx)
    if (door.kind !== 'open') return door
    const { invitation, formerPlace } = door
    if (!(yield* useInvitation(invitation.id)(ctx))) return { kind: 'used' }
    const guest = person === null ? yield* createGuest(language)(ctx) : null
    const newcomer = person ?? guest?.person
    if (newcomer === undefined) throw new TypeError('Nobody comes in.')
    const participant = yield* placeFor(newcomer, invitation, formerPlace)(ctx)
    return {
      kind: 'came',
      study: invitation.study,
      participant,
      guest: guest?.authUser ?? null,
      invitation: invitation.id,
      kept: participant === invitation.participant,
    }
  }

/** Whether the guest who came in has still to say who they are: until then nobody is harmed when the same browser comes in once more. */
export const isNewHere = ({ guest, participant }: Came): Script<boolean> =>
  function* (ctx) {
    const place = yield* participantById(participant)(ctx)
    const person = guest === null ? undefined : yield* findPersonByAuthUser(guest)(ctx)
    if (place === undefined || person === undefined || place.person !== person.id) return false
    return place.endedAt === null && place.suspendedAt === null && place.capacityConfirmedAt === null
  }

const placeFor = (person: PersonId, invitation: Invitation, formerPlace: Participant | null): Script<ParticipantId> =>
  function* (ctx) {
    const actor: EventActor = `person:${person}`
    const { study, kind, participant: kept, role, sector, subtype } = invitation
    if (kept === null || formerPlace !== null) {
      // Somebody whose place had ended gets that one back, with their words; the one that was kept is not needed, unless it has a voice.
      const place = kept === null ? undefined : yield* participantById(kept)(ctx)
      if (place?.managedBy === null) yield* endParticipant(place.id, actor)(ctx)
      const capacity = sector === null ? {} : { sector, ...(subtype === null ? {} : { subtype }) }
      const sectorKnownBy = kind === 'open' ? 'open-link' : 'invitation'
      return yield* addParticipant({ study, person, role, ...capacity, sectorKnownBy }, actor)(ctx)
    }
    if (!(yield* takePlace(kept, person, actor)(ctx))) throw new Error('kept-place-not-free')
    return kept
  }
