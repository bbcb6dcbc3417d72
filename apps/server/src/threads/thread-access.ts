import {
  messageById,
  participantById,
  threadById,
  type Message,
  type Participant,
  type Placement,
  type Script,
  type Thread,
} from '@samskriv/database'
import { isOwnPlace, may, type Decision, type ParticipantId, type StudyAction, type StudySubject } from '@samskriv/domain'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { requireAllowed, studyAccess, type OthersAccess, type StudyAccess } from '../studies/study-access.ts'

/** A thread, and the place in its study of the person who asks. */
export interface ThreadAccess {
  readonly access: StudyAccess
  /** Of whoever asks. */
  readonly participant: Participant
  readonly thread: Thread
  readonly subject: ThreadSubject
}

export type ThreadSubject = Extract<StudySubject, { kind: 'thread' }>

/** Which thread, as a request names it. */
export interface ThreadAddress {
  readonly visitor: Visitor
  readonly study: string
  readonly thread: string
}

/**
 * The thread a request is about, once the rules have allowed the action. Run it inside the transaction that acts on the answer.
 *
 * @throws {@link RequestProblem} `unknown-thread` alike for one that does not exist, is of another study, or is not for whoever asks
 */
export const threadAccess = ({ visitor, study: studyId, thread: threadId }: ThreadAddress, action: StudyAction): Script<ThreadAccess> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, studyId, action)(ctx)
    const thread = yield* threadById(access.study.id, threadId)(ctx)
    if (thread === undefined || access.participant === null) throw new RequestProblem('unknown-thread')
    const subject = yield* threadSubject(access, thread)(ctx)
    const [reading, decision] = [may(access.actor, 'thread.read', subject), may(access.actor, action, subject)]
    if (isForOthers(reading) || (isOfWhoLeft(reading) && !decision.allowed)) throw new RequestProblem('unknown-thread')
    requireAllowed(decision)
    return { access, participant: access.participant, thread, subject }
  }

/** @throws {@link RequestProblem} also `unknown-message`, and `not-your-words` when somebody else said it */
export const messageAccess = (
  address: ThreadAddress & { readonly message: string },
  action: StudyAction,
): Script<ThreadAccess & { readonly message: Message }> =>
  function* (ctx) {
    // The role first, as for everything of a study.
    const access = yield* studyAccess(address.visitor, address.study, action)(ctx)
    const thread = yield* threadById(access.study.id, address.thread)(ctx)
    const { participant } = access
    if (thread === undefined || participant === null) throw new RequestProblem('unknown-thread')
    const message = yield* messageById(thread.id, address.message)(ctx)
    const isThere = message !== undefined && message.deletedAt === null
    const subject = yield* subjectBy(access, thread, isThere ? message.participant : thread.asker)(ctx)
    // One's own words are taken back also where one may not read any more, such as in a thread that is hidden.
    const isTakenBack = action === 'thread.take-back' && isThere && may(access.actor, action, subject).allowed
    if (!isTakenBack) yield* threadAccess(address, 'thread.read')(ctx)
    if (!isThere) throw new RequestProblem('unknown-message')
    // What may be done with it is asked about by whoever puts it into the text.
    if (action !== 'thread.put-in') requireAllowed(may(access.actor, action, subject))
    return { access, participant, thread, subject, message }
  }

/**
 * A thread of which whoever asks may take words out of the text again: what they put there or said themselves, and stewards all.
 *
 * @throws {@link RequestProblem} `unknown-placement`, `not-your-words`
 */
export const mayTakeOutAgain = (address: ThreadAddress, placement: Placement | undefined): Script<ThreadAccess> =>
  function* (ctx) {
    const own = placement === undefined ? undefined : yield* ownMessage(address, placement.reply)(ctx)
    if (own !== undefined) return own
    const found = yield* threadAccess(address, 'thread.read')(ctx)
    if (placement === undefined) throw new RequestProblem('unknown-placement')
    requireAllowed(yield* takesOutAgain(found, placement)(ctx))
    return found
  }

/** A message that whoever asks said themselves, also after they have left; undefined for all others. */
const ownMessage = (address: ThreadAddress, id: string): Script<ThreadAccess | undefined> =>
  function* (ctx) {
    const access = yield* studyAccess(address.visitor, address.study, 'thread.take-back')(ctx)
    const thread = yield* threadById(access.study.id, address.thread)(ctx)
    const message = thread === undefined ? undefined : yield* messageById(thread.id, id)(ctx)
    if (thread === undefined || message === undefined || !isOwnPlace(access.participant, message.participant)) return undefined
    const { participant } = access
    return participant === null ? undefined : { access, participant, thread, subject: yield* threadSubject(access, thread)(ctx) }
  }

export const takesOutAgain = ({ access, participant, thread }: ThreadAccess, { reply, by }: Placement): Script<Decision> =>
  function* (ctx) {
    const message = yield* messageById(thread.id, reply)(ctx)
    const own = may(access.actor, 'thread.take-back', yield* subjectBy(access, thread, message?.participant ?? thread.asker)(ctx))
    if (own.allowed || (!isOwnPlace(participant, by) && participant.role !== 'steward')) return own
    return may(access.actor, 'thread.put-in', access.subject)
  }

/** What the rules are asked about a thread: its words are those of whoever began it. */
export const threadSubject = (access: OthersAccess, thread: Thread): Script<ThreadSubject> => subjectBy(access, thread, thread.asker)

export const subjectBy = (access: OthersAccess, thread: Thread, by: ParticipantId): Script<ThreadSubject> =>
  function* (ctx) {
    return subjectOf(access, thread, { by, speaker: yield* participantById(by)(ctx) })
  }

/** @param speaker - who is `by`, when they are there */
export function subjectOf(
  access: OthersAccess,
  { audience, hiddenAt }: Thread,
  { by, speaker }: { readonly by: ParticipantId; readonly speaker: Participant | undefined },
): ThreadSubject {
  // Somebody without a device: whoever added them, and the stewards, speak for them.
  const scribes = speaker === undefined || speaker.person !== null ? [] : scribesOf(access, speaker)
  return { ...newThreadSubject(access, audience), by, scribes, hidden: hiddenAt !== null }
}

/** The rules' subject of a thread that does not exist yet. */
export function newThreadSubject({ study, subject }: OthersAccess, audience: Thread['audience']): ThreadSubject {
  const { id, state, example } = subject
  return { kind: 'thread', study: id, state, example, audience, commentsOpen: study.commentsOpen }
}

function scribesOf({ participant }: OthersAccess, { managedBy }: Participant): ParticipantId[] {
  if (participant === null || managedBy === null) return []
  return participant.role === 'steward' || isOwnPlace(participant, managedBy) ? [participant.id] : []
}

/** They learn of nothing but their own words. */
function isOfWhoLeft(decision: Decision): boolean {
  return !decision.allowed && (decision.reason === 'ended' || decision.reason === 'suspended')
}

function isForOthers(decision: Decision): boolean {
  return !decision.allowed && decision.reason === 'not-steward'
}
