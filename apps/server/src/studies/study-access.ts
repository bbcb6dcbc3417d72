import { studyForPerson, type Participant, type Script, type Section, type Study, type StudyAndPlace } from '@samskriv/database'
import { isSettled, may, type Actor, type Decision, type StudyAction, type StudyId, type StudySubject } from '@samskriv/domain'
import { requirePerson, type SignedIn, type Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'

/** A study, and the place in it of the person who asks. */
export interface StudyAccess {
  readonly study: Study
  readonly visitor: SignedIn
  /** Null for an example that they take no part in. */
  readonly participant: Participant | null
  readonly actor: Actor
  readonly subject: Extract<StudySubject, { kind: 'study' }>
}

/**
 * The study a request is about, once the rules have allowed the action. Run it inside the transaction that acts on the answer:
 * two stewards who take each other's role at the same moment must not both still be stewards when they are asked.
 *
 * @throws {@link RequestProblem} the same `unknown-study` whether there is no such study, it is somebody else's, it is in the bin,
 * or one's own part in it has ended: nobody learns what exists by trying ids
 */
export const studyAccess = (visitor: Visitor, id: string, action: StudyAction): Script<StudyAccess> =>
  function* (ctx) {
    const access = yield* findStudy(requirePerson(visitor), id)(ctx)
    if (access === undefined) throw new RequestProblem('unknown-study')
    requireAllowed(may(access.actor, action, access.subject))
    return access
  }

/** Everything {@link studyAccess} knows, before any rule was asked. */
export const findStudy = (visitor: SignedIn, id: string): Script<StudyAccess | undefined> =>
  function* (ctx) {
    // An id from outside gets its kind here; whether there is such a study is what the query finds out.
    const found = yield* studyForPerson(id as StudyId, visitor.person.id)(ctx)
    if (found === undefined) return undefined
    const { study, participant } = found
    return { study, visitor, participant, actor: actorOf(visitor, participant), subject: subjectOf(found) }
  }

/** @throws {@link RequestProblem} when the rules refuse */
export function requireAllowed(decision: Decision): void {
  if (decision.allowed) return
  switch (decision.reason) {
    case 'not-a-participant':
    case 'ended':
    case 'trashed':
      throw new RequestProblem('unknown-study')
    case 'signed-out':
    case 'suspended':
    case 'archived':
    case 'account-needed':
    case 'role-too-low':
    case 'capacity-not-confirmed':
    case 'read-only-example':
    case 'practice':
    case 'not-your-voice':
    case 'section-closed':
    case 'comments-closed':
    case 'thread-hidden':
    case 'not-your-words':
    case 'only-for-organisers':
    case 'use-not-given':
    case 'own-suggestion':
    case 'not-yours-to-decide':
    case 'not-steward':
    case 'only-on-this-machine':
    case 'not-in-partnership':
    case 'not-partnership-steward':
      throw new RequestProblem(decision.reason)
  }
}

function actorOf({ person, installationSteward }: SignedIn, participant: Participant | null): Actor {
  return {
    kind: 'person',
    person: person.id,
    installationSteward,
    guest: person.guest,
    participant: participant === null ? null : placeOf(participant),
  }
}

/** The place of somebody else than whoever asks in a study, as the rules see it. */
export type OthersAccess = Pick<StudyAccess, 'study' | 'participant' | 'actor'> & {
  readonly subject: Pick<StudyAccess['subject'], 'id' | 'state' | 'example'>
}

/** @returns undefined for somebody who has no device to act with */
export function accessFor(study: Study, participant: Participant): OthersAccess | undefined {
  const actor = actorFor(participant)
  const { id, example } = study
  return actor === undefined ? undefined : { study, participant, actor, subject: { id, example, state: stateOf(study) } }
}

/** What the rules are asked about somebody else than whoever asks; undefined for somebody who has no device to act with. */
export function actorFor(participant: Participant): Actor | undefined {
  const { person, guest } = participant
  return person === null ? undefined : { kind: 'person', person, installationSteward: false, guest, participant: placeOf(participant) }
}

function placeOf(participant: Participant): NonNullable<Extract<Actor, { kind: 'person' }>['participant']> {
  return {
    id: participant.id,
    guestPlaces: participant.guestPlaces,
    study: participant.study,
    role: participant.role,
    sector: participant.sector,
    sectorConfirmed: participant.capacityConfirmedAt !== null,
    ended: participant.endedAt !== null,
    suspended: participant.suspendedAt !== null,
  }
}

function subjectOf({ study, openToContributors }: StudyAndPlace): StudyAccess['subject'] {
  const { id, partnership, example, practiceOf } = study
  return { kind: 'study', id, partnership, state: stateOf(study), example, practice: practiceOf !== null, openToContributors }
}

export function stateOf({ deletedAt, archivedAt }: Study): StudyAccess['subject']['state'] {
  return deletedAt !== null ? 'trashed' : archivedAt !== null ? 'archived' : 'live'
}

/** Whether whoever asks may write in a section of the study, by the same rules as in the study as a whole. */
export function mayWriteIn({ actor, subject }: Pick<OthersAccess, 'actor' | 'subject'>, section: Section): boolean {
  return may(actor, 'study.write', sectionIn(subject, section)).allowed
}

/** What somebody says about a section: how far it has come, who sees to it and until when. */
export type SaidOfSection = Pick<Section, 'status' | 'owner' | 'due'>

/** Whether whoever asks may say this about a section. Only some may say that nothing is left to do in it, or that there is something again. */
export function maySay({ actor, subject }: StudyAccess, section: Section, said: SaidOfSection): Decision {
  const decision = may(actor, 'section.status', sectionIn(subject, section))
  const isSettling = isSettled(said.status) || isSettled(section.status) || said.owner !== section.owner || said.due !== section.due
  return decision.allowed && isSettling ? may(actor, 'section.settle', subject) : decision
}

function sectionIn(
  { id: study, state, example }: OthersAccess['subject'],
  { key, editing, lead, openToContributors }: Section,
): Extract<StudySubject, { kind: 'section' }> {
  return { kind: 'section', study, state, example, key, editing, lead, openToContributors }
}
