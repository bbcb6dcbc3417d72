import { installationActions, partnershipActions, type Action, type Actor, type Decision, type InstallationSubject } from './action.ts'
import type { ParticipantId } from './ids.ts'
import type { PartnershipAction, PartnershipSubject, RefusalReason, StudyAction, StudySubject, Subject, SubjectOf } from './action.ts'
import {
  accountActions,
  archiveActions,
  exampleActions,
  ownWordsActions,
  partnershipTable,
  roleTable,
  speakingActions,
  togetherActions,
} from './role-table.ts'
import { isOwnPlace } from './own-places.ts'
import { agreesFor, isOfCommunity } from './suggestions.ts'
import { mayLeaveGroup, unaskedUse } from './use-choice.ts'

/**
 * Whether `actor` may do `action` to `subject`. Pure and fast; the server asks it for every object of every request and message.
 *
 * A participant of another study has no rights here, whatever their role there. Of several reasons to refuse, the first of the
 * order in packages/domain/README.md is given, so that nobody learns about a study they don't take part in.
 *
 * @throws TypeError when the action is about another kind of subject, such as `study.create` with a section
 */
export function may<A extends Action>(actor: Actor, action: A, subject: SubjectOf<A>): Decision
export function may(actor: Actor, action: Action, subject: Subject): Decision {
  if (isInstallationAction(action)) {
    if (subject.kind !== 'installation') throw new TypeError(`${action} is not about a ${subject.kind}`)
    return mayInInstallation(actor, action, subject)
  }
  if (isPartnershipAction(action)) {
    if (subject.kind !== 'partnership') throw new TypeError(`${action} is not about a ${subject.kind}`)
    return mayInPartnership(actor, action, subject)
  }
  if (subject.kind === 'installation' || subject.kind === 'partnership') throw new TypeError(`${action} is not about the ${subject.kind}`)
  return mayInStudy(actor, action, subject)
}

const allowed: Decision = { allowed: true }

type Person = Extract<Actor, { kind: 'person' }>
type Participant = NonNullable<Person['participant']>

function mayInInstallation(actor: Actor, action: (typeof installationActions)[number], subject: InstallationSubject): Decision {
  switch (action) {
    case 'outbox.read':
      // Signing in on a fresh machine starts with reading the outbox, so being signed in cannot be asked for.
      return subject.loopback === true ? allowed : refused('only-on-this-machine')
    case 'study.list':
      return actor.kind === 'anonymous' ? refused('signed-out') : allowed
    case 'study.create':
      if (actor.kind === 'anonymous') return refused('signed-out')
      return actor.guest ? refused('account-needed') : allowed
  }
}

function mayInPartnership(actor: Actor, action: PartnershipAction, subject: PartnershipSubject): Decision {
  if (actor.kind === 'anonymous') return refused('signed-out')
  const role = actor.partnership?.id === subject.id ? actor.partnership.role : 'outsider'
  const answer = partnershipTable[action][role]
  return answer === 'yes' ? allowed : refused(answer)
}

function mayInStudy(actor: Actor, action: StudyAction, subject: StudySubject): Decision {
  if (actor.kind === 'anonymous') return refused('signed-out')
  const participant = participantIn(actor, subject)
  if (subject.example === true && subject.state !== 'trashed') {
    return exampleActions.has(action) ? mayInSubject(null, action, subject) : refused('read-only-example')
  }
  if (!participant) return refused('not-a-participant')
  const isOwnWords = ownWordsActions.has(action)
  if (participant.ended && !isOwnWords) return refused('ended')
  if (participant.suspended && !isOwnWords && action !== 'study.leave') return refused('suspended')
  if (subject.state === 'trashed' && action !== 'study.restore') return refused('trashed')
  if (actor.guest && accountActions.has(action)) return refused('account-needed')
  const answer = roleTable[action][participant.role]
  if (answer !== 'yes' && answer !== 'where-open') return refused(answer)
  if (subject.example === true) return refused('read-only-example')
  if (subject.kind === 'study' && subject.practice === true && togetherActions.has(action)) return refused('practice')
  if (subject.state === 'archived' && !archiveActions.has(action)) return refused('archived')
  if (speakingActions.has(action) && !participant.sectorConfirmed) return refused('capacity-not-confirmed')
  if (answer === 'where-open' && !isOpenToContributors(subject)) return refused('section-closed')
  return mayInSubject(participant, action, subject)
}

/** What the part of the study itself adds to the role: its speaker, its audience, who it is open to. */
function mayInSubject(participant: Participant | null, action: StudyAction, subject: StudySubject): Decision {
  if (action === 'voice.speak') return subject.kind === 'voice' && speaks(participant, subject) ? allowed : refused('not-your-voice')
  if (action === 'voice.scribe' && subject.kind !== 'study')
    return subject.kind === 'voice' && writesFor(participant, subject) ? allowed : refused('not-your-voice')
  // Whoever the words are kept from does not open them.
  if (action === 'words.protection' && participant?.sector !== 'community') return refused('not-yours-to-decide')
  switch (subject.kind) {
    case 'study':
    case 'voice':
      return allowed
    case 'section':
      return isForWriters(action, participant) && !isOpenTo(participant, subject) ? refused('section-closed') : allowed
    case 'thread':
      return mayInThread(participant, action, subject)
    case 'suggestion':
      return mayWithSuggestion(participant, action, subject)
  }
}

/**
 * Whoever made it never decides it. Protected words are decided about by their authors, by community members of a section that their
 * sector leads, and after 14 days by stewards; all others by whoever may write there. So are protected ones where neither they nor whoever
 * made it would need anybody's leave: accepting it is a change by both their hands.
 *
 * Of several authors each says yes for their own words. It is settled by the last of them, and by one who could change the words of the
 * others directly; no of one is no.
 */
function mayWithSuggestion(
  participant: Participant | null,
  action: StudyAction,
  { by, sector, authors, opened, led, writable, waited }: Extract<StudySubject, { kind: 'suggestion' }>,
): Decision {
  const isTheirs = isOwnPlace(participant, by)
  if (action === 'suggestion.withdraw') return isTheirs ? allowed : refused('not-your-words')
  if (action !== 'suggestion.decide' && action !== 'suggestion.settle') return allowed
  if (isTheirs) return refused('own-suggestion')
  if (authors.length === 0) return writable ? allowed : refused('section-closed')
  const ofCommunity = participant !== null && isOfCommunity(participant)
  const isDirect = writable && (opened || (isOfCommunity({ sector }) && ofCommunity))
  const isLead = ofCommunity && led
  if (isDirect || isLead || (waited && participant?.role === 'steward')) return allowed
  const own = agreesFor(participant, authors)
  if (own.length === 0) return refused('not-yours-to-decide')
  const isLast = authors.every((author) => author.agreed === true || own.includes(author))
  const isFree = writable && ofCommunity
  return action === 'suggestion.decide' || isLast || isFree ? allowed : refused('not-yours-to-decide')
}

function mayInThread(participant: Participant | null, action: StudyAction, thread: Extract<StudySubject, { kind: 'thread' }>): Decision {
  const isTheirs = isTheirOwn(participant, thread)
  const isSteward = participant?.role === 'steward'
  if (thread.audience === 'organisers' && !isSteward && !isTheirs) return refused('not-steward')
  if (thread.hidden === true && !isSteward && !isTheirs) return refused('thread-hidden')
  const isOutOfSight = thread.hidden === true
  if ((action === 'thread.write' || action === 'thread.answer' || action === 'thread.put-in') && isOutOfSight)
    return refused('thread-hidden')
  if (action === 'thread.put-in') return mayBePutIn(participant, thread)
  if (action === 'thread.write')
    return thread.commentsOpen === true || thread.audience === 'those-concerned' ? allowed : refused('comments-closed')
  const isOwn =
    action === 'thread.own' || action === 'thread.take-back' || (action === 'thread.resolve' && participant?.role === 'commenter')
  return isOwn && !isTheirs ? refused('not-your-words') : allowed
}

/** What was said to everybody, as far as whoever said it lets it leave the writing group; their own words they may put there themselves. */
function mayBePutIn(
  participant: Participant | null,
  { audience, by, use = unaskedUse }: Extract<StudySubject, { kind: 'thread' }>,
): Decision {
  if (audience !== 'everyone') return refused('only-for-organisers')
  return isOwnPlace(participant, by) || mayLeaveGroup(use) ? allowed : refused('use-not-given')
}

/** Whoever looks after a study says how far a section has come also where they don't write. */
function isForWriters(action: StudyAction, participant: Participant | null): boolean {
  return action === 'study.write' || (action === 'section.status' && participant?.role === 'contributor')
}

function isOpenTo(participant: Participant | null, section: Extract<StudySubject, { kind: 'section' }>): boolean {
  switch (section.editing) {
    case 'open':
      return true
    case 'suggest':
      return false
    case 'lead-only':
      return section.lead !== undefined && (section.lead === 'any' || section.lead === participant?.sector)
  }
}

/** A study as a whole is open to them when any of its sections is; whatever else may be asked about is not. */
function isOpenToContributors(subject: StudySubject): boolean {
  return (subject.kind === 'study' || subject.kind === 'section') && subject.openToContributors === true
}

/** Their own words, or those of somebody without a device whom they write for. */
function isTheirOwn(
  participant: Participant | null,
  { by, scribes = [] }: { readonly by?: ParticipantId; readonly scribes?: readonly ParticipantId[] },
): boolean {
  if (isOwnPlace(participant, by)) return true
  // Whoever has left speaks for nobody but themselves.
  const isHere = participant !== null && !participant.ended && !participant.suspended
  return isHere && scribes.some((scribe) => isOwnPlace(participant, scribe))
}

/** Words are written in the place that somebody has now. */
function speaks(participant: Participant | null, voice: Extract<StudySubject, { kind: 'voice' }>): boolean {
  return participant !== null && (voice.by === participant.id || voice.scribes.some((scribe) => isOwnPlace(participant, scribe)))
}

/** Stewards for everybody without a device, so that nobody is left without a hand when the one who added them leaves. */
function writesFor(participant: Participant | null, voice: Extract<StudySubject, { kind: 'voice' }>): boolean {
  if (participant === null || isOwnPlace(participant, voice.by)) return false
  return participant.role === 'steward' || voice.scribes.some((scribe) => isOwnPlace(participant, scribe))
}

function participantIn(actor: Person, subject: StudySubject): Participant | null {
  const study = subject.kind === 'study' ? subject.id : subject.study
  return actor.participant?.study === study ? actor.participant : null
}

function isInstallationAction(action: Action): action is (typeof installationActions)[number] {
  return installationActions.some((known) => known === action)
}

function isPartnershipAction(action: Action): action is PartnershipAction {
  return partnershipActions.some((known) => known === action)
}

function refused(reason: RefusalReason): Decision {
  return { allowed: false, reason }
}
