import {
  changeThread,
  participantById,
  threadById,
  threadsLeftWith,
  waitingInSection,
  type Participant,
  type Script,
} from '@samskriv/database'
import { answerDays, may, type ParticipantId, type SectionKey, type StudyId } from '@samskriv/domain'
import { actorFor, type StudyAccess } from '../studies/study-access.ts'
import { noteThread } from './note-thread.ts'
import { newThreadSubject, type ThreadSubject } from './thread-access.ts'

const dayMs = 24 * 60 * 60_000

/** Whether somebody may answer in a thread, or in those that are for everyone: the same rules that are asked when they do. */
export function mayAnswer(
  access: StudyAccess,
  participant: Participant,
  subject: ThreadSubject = newThreadSubject(access, 'everyone'),
): boolean {
  const actor = actorFor(participant)
  return actor !== undefined && may(actor, 'thread.answer', subject).allowed
}

/** Who answers for what is said about a section: whoever sees to it, if they may answer; else the stewards together, which is null. */
export const ownerFor = (access: StudyAccess, sectionOwner: ParticipantId | null): Script<ParticipantId | null> =>
  function* (ctx) {
    if (sectionOwner === null) return null
    const owner = yield* participantById(sectionOwner)(ctx)
    return owner !== undefined && mayAnswer(access, owner) ? owner.id : null
  }

/** Gives a thread to somebody to answer for. The time to answer runs on: handing over gains none. */
export const giveTo = (study: StudyId, id: string, owner: ParticipantId | null): Script<void> =>
  function* (ctx) {
    const thread = yield* threadById(study, id)(ctx)
    if (thread === undefined) return
    const now = ctx.clock()
    const told = thread.toldAt === null && owner !== null ? { toldAt: now, dueAt: thread.dueAt ?? now + answerDays * dayMs } : {}
    yield* changeThread(id, { owner, ...told })(ctx)
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
    const owner = yield* ownerFor(access, to)(ctx)
    for (const id of yield* waitingInSection(access.study.id, section, from)(ctx)) {
      yield* giveTo(access.study.id, id, owner)(ctx)
      yield* noteThread(access, 'thread.handed-over', id, section, { to: owner })(ctx)
    }
  }

/** What somebody leaves behind who answers no more waits for the stewards together. */
export const leaveToStewards = (study: StudyId, participant: ParticipantId): Script<void> =>
  function* (ctx) {
    for (const id of yield* threadsLeftWith(study, participant)(ctx)) yield* giveTo(study, id, null)(ctx)
  }
