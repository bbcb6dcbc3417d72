import {
  changeThread,
  handPromisesOn,
  participantById,
  sectionsOf,
  threadById,
  threadsLeftWith,
  waitingInSection,
  type Participant,
  type Script,
  type Study,
  type Thread,
} from '@samskriv/database'
import {
  answerDays,
  asksForAnswer,
  isOwed,
  isOwnPlace,
  may,
  type ParticipantId,
  type SectionKey,
  type StudyId,
  type ThreadKind,
} from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'
import { accessFor, actorFor, type StudyAccess } from '../studies/study-access.ts'
import { noteThread } from './note-thread.ts'
import { newThreadSubject, threadSubject, type ThreadSubject } from './thread-access.ts'

const dayMs = 24 * 60 * 60_000

/**
 * Whether somebody may answer in a thread, or in those that are for everyone: the same rules that are asked when they do. That nobody answers
 * themselves is asked of the thread beside it.
 */
export function mayAnswer(
  access: StudyAccess,
  participant: Participant,
  subject: ThreadSubject = newThreadSubject(access, 'everyone'),
): boolean {
  const actor = actorFor(participant)
  return actor !== undefined && may(actor, 'thread.answer', subject).allowed
}

/** Somebody who takes part, may answer in this thread, and has not begun it. */
export const mayAnswerThread = (study: Study, id: ParticipantId, thread: Thread): Script<boolean> =>
  function* (ctx) {
    const one = yield* participantById(id)(ctx)
    const access = one === undefined ? undefined : accessFor(study, one)
    if (access === undefined || isOwnPlace(one, thread.asker)) return false
    return may(access.actor, 'thread.answer', yield* threadSubject(access, thread)(ctx)).allowed
  }

/**
 * Who answers for what somebody says about a section: whoever sees to it, if they may answer and have not said it themselves; else the
 * stewards together, which is null.
 */
export const ownerFor = (access: StudyAccess, sectionOwner: ParticipantId | null, asker: ParticipantId): Script<ParticipantId | null> =>
  function* (ctx) {
    if (sectionOwner === null) return null
    const owner = yield* participantById(sectionOwner)(ctx)
    return owner !== undefined && !isOwnPlace(owner, asker) && mayAnswer(access, owner) ? owner.id : null
  }

/**
 * Says what kind a thread is, which nobody has answered or said of when they will. What is a question or a concern from now on has somebody
 * who answers for it, and what the community asks a day, as if it began now; what is none any more has neither.
 *
 * @returns whether it asks for an answer that it did not ask for before: then those who answer are to be told
 * @throws {@link RequestProblem} `kind-answered`
 */
export const nameKind = (access: StudyAccess, thread: Thread, kind: ThreadKind): Script<boolean> =>
  function* (ctx) {
    const { id, sector, audience } = thread
    if (kind === thread.kind) return false
    if (thread.state !== 'open') throw new RequestProblem('kind-answered')
    if (!asksForAnswer(kind)) {
      yield* changeThread(id, { kind, toldAt: null, dueAt: null })(ctx)
      return false
    }
    if (asksForAnswer(thread.kind)) {
      yield* changeThread(id, { kind })(ctx)
      return false
    }
    const section = (yield* sectionsOf(access.study.id)(ctx)).find(({ key }) => key === thread.section)
    const owner = audience === 'everyone' ? yield* ownerFor(access, section?.owner ?? null, thread.asker)(ctx) : null
    const now = ctx.clock()
    const owed = isOwed({ kind, sector }) ? { toldAt: now, dueAt: now + answerDays * dayMs } : {}
    yield* changeThread(id, { kind, owner, ...owed })(ctx)
    return true
  }

/** Gives a thread to somebody to answer for, and what was promised in it. The time to answer runs on: handing over gains none, and what is no debt has none. */
export const giveTo = (study: StudyId, id: string, owner: ParticipantId | null): Script<void> =>
  function* (ctx) {
    const thread = yield* threadById(study, id)(ctx)
    if (thread === undefined) return
    const now = ctx.clock()
    const told =
      thread.toldAt === null && owner !== null && isOwed(thread) ? { toldAt: now, dueAt: thread.dueAt ?? now + answerDays * dayMs } : {}
    yield* changeThread(id, { owner, ...told })(ctx)
    yield* handPromisesOn(id)(ctx)
  }

/** What waits in a section goes along when somebody else sees to it now. */
export const passOnSection = (
  access: StudyAccess,
  section: SectionKey,
  from: ParticipantId | null,
  to: ParticipantId | null,
): Script<void> =>
  function* (ctx) {
    if (from === to) return
    for (const id of yield* waitingInSection(access.study.id, section, from)(ctx)) {
      const thread = yield* threadById(access.study.id, id)(ctx)
      if (thread === undefined) continue
      const owner = yield* ownerFor(access, to, thread.asker)(ctx)
      if (owner === thread.owner) continue
      yield* giveTo(access.study.id, id, owner)(ctx)
      yield* noteThread(access, 'thread.handed-over', id, section, { to: owner })(ctx)
    }
  }

/** What somebody leaves behind who may not answer there any more waits for the stewards together, who are told. */
export const leaveToStewards = (access: StudyAccess, participant: ParticipantId): Script<void> =>
  function* (ctx) {
    const { id: study } = access.study
    for (const id of yield* threadsLeftWith(study, participant)(ctx)) {
      const thread = yield* threadById(study, id)(ctx)
      if (thread === undefined || (yield* mayAnswerThread(access.study, participant, thread)(ctx))) continue
      yield* giveTo(study, id, null)(ctx)
      yield* noteThread(access, 'thread.handed-over', id, thread.section, { to: null })(ctx)
    }
  }
