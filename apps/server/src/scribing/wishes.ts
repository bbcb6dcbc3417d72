import { chooseIdentity, chooseUse, keepKnownAs, type Script } from '@samskriv/database'
import { publicLabel } from '@samskriv/domain'
import type { SpeakerWishes } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import { keptWayIn } from '../invitations/invite.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { calledBy, type Writing } from './speaker-in.ts'

/**
 * Stores how somebody wants to be shown and what may be done with their words, and keeps a way in for them, by which they come one day as
 * themselves: their receipt says it.
 *
 * @throws {@link RequestProblem} `invalid-body` when nobody could be called by that label
 */
export const noteWishes = ({ access, participant, speaker }: Writing, { identity, use }: SpeakerWishes, secret: string): Script<void> =>
  function* (ctx) {
    const { study, visitor } = access
    const { mode, label } = identity
    const { sector, subtype } = speaker
    const name = calledBy(speaker)
    const chosen = publicLabel({ mode, ...(label === undefined ? {} : { label }), name, sector, subtype }, study.lang)
    if (!chosen.ok) throw new RequestProblem('invalid-body', { errors: [{ path: 'identity.label', code: chosen.reason }] })
    const actor = actorOfEvent(visitor)
    yield* keepKnownAs(speaker.id)(ctx)
    // They have no account to take a name from.
    yield* chooseIdentity(speaker.id, mode, chosen.label ?? name, actor)(ctx)
    yield* chooseUse({ study: study.id, participant: speaker.id, choice: use, notedBy: participant }, actor)(ctx)
    yield* keptWayIn(access, speaker, secret)(ctx)
  }
