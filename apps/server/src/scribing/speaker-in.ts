import { participantById, writtenForIn, type Participant, type Script } from '@samskriv/database'
import { may, type ParticipantId } from '@samskriv/domain'
import type { Speaker } from '@samskriv/sync-server'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { requireAllowed, studyAccess, type StudyAccess } from '../studies/study-access.ts'

/** Somebody who writes down what somebody else says. */
export interface Writing {
  readonly access: StudyAccess
  /** Whoever writes. */
  readonly participant: ParticipantId
  readonly speaker: Participant
}

/** @throws {@link RequestProblem} also `unknown-person` for whoever has a device or left, `not-your-voice` when others write for them */
export const speakerIn = (visitor: Visitor, study: string, participantId: string): Script<Writing> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'voice.scribe')(ctx)
    const writtenFor = (yield* writtenForIn(access.study.id)(ctx)).find(({ participant }) => participant === participantId)
    if (writtenFor === undefined || access.participant === null) throw new RequestProblem('unknown-person')
    requireAllowed(may(access.actor, 'voice.scribe', voiceOf(access, writtenFor)))
    const speaker = yield* participantById(writtenFor.participant)(ctx)
    if (speaker === undefined) throw new RequestProblem('unknown-person')
    return { access, participant: access.participant.id, speaker }
  }

export function mayWriteFor(access: StudyAccess, speaker: Speaker): boolean {
  return may(access.actor, 'voice.scribe', voiceOf(access, speaker)).allowed
}

/** What those who write for somebody call them; empty when nobody has said it. */
export function calledBy({ knownAs, name }: Pick<Participant, 'knownAs' | 'name'>): string {
  return knownAs ?? name
}

function voiceOf({ subject: { id, state, example } }: StudyAccess, { participant, managedBy }: Speaker) {
  return { kind: 'voice', study: id, state, example, by: participant, scribes: [managedBy] } as const
}
