import {
  appendEvent,
  changeThread,
  chooseThreadUse,
  copiedPlacements,
  messagesOf,
  placedUses,
  placementsOf,
  stewardsOf,
  studyById,
  type Message,
  type Placement,
  type Script,
} from '@samskriv/database'
import { isWiderUse, may, mayLeaveGroup, unaskedUse, type ParticipantId, type StudyId, type UseChoice } from '@samskriv/domain'
import { tell } from '../notices/tell.ts'
import { requireAllowed } from '../studies/study-access.ts'
import { usesIn } from './message-uses.ts'
import type { ThreadAccess } from './thread-access.ts'

/** What may be done with the words of a thread, by whoever began it. */
export const choosingThreadUse = (found: ThreadAccess, use: UseChoice): Script<void> =>
  function* (ctx) {
    const { participant, thread } = found
    yield* mayChoose(
      found,
      (yield* messagesOf(thread.id)(ctx)).filter((message) => message.participant === thread.asker),
      use,
    )(ctx)
    yield* narrowing(found, chooseThreadUse(thread.id, thread.asker, use, participant.id))(ctx)
    yield* changeThread(thread.id, {})(ctx)
  }

/**
 * Whoever has left lets less be done with their words, and not more.
 *
 * @throws {@link RequestProblem}
 */
export const mayChoose = (
  { access, thread }: Pick<ThreadAccess, 'access' | 'thread'>,
  messages: readonly Message[],
  use: UseChoice,
): Script<void> =>
  function* (ctx) {
    const useOf = yield* usesIn([thread])(ctx)
    if (messages.some((message) => isWiderUse(use, useOf(message)))) requireAllowed(may(access.actor, 'words.choose', access.subject))
  }

/**
 * Whoever put words of a thread into the text is told when they may leave the writing group no more: from now on there is a placeholder
 * in every file, and it is for the writing group to see what the text says without them.
 *
 * @param choose - changes what may be done with some of its words
 */
export const narrowing = ({ access, thread }: Pick<ThreadAccess, 'access' | 'thread'>, choose: Script<void>): Script<void> =>
  function* (ctx) {
    const before = yield* leaving(thread.id)(ctx)
    yield* choose(ctx)
    const after = new Set((yield* leaving(thread.id)(ctx)).map(({ id }) => id))
    const putters = new Set(before.flatMap(({ id, by }) => (after.has(id) ? [] : [by])))
    const by = access.participant?.id ?? null
    for (const to of putters) yield* tell(access.study, { participant: to, kind: 'use-narrowed', thread: thread.id, by }, thread)(ctx)
    const narrowed = before.flatMap(({ id }) => (after.has(id) ? [] : [id]))
    for (const copied of yield* copiedPlacements(access.study.id, narrowed)(ctx)) yield* tellCopy(copied)(ctx)
  }

/** Of the placements of a thread that stand, those whose words may leave the writing group. */
const leaving = (thread: string): Script<Placement[]> =>
  function* (ctx) {
    const placements = yield* placementsOf([thread])(ctx)
    const uses = yield* placedUses(placements.map(({ id }) => id))(ctx)
    return placements.filter(({ id }) => mayLeaveGroup(uses.get(id) ?? unaskedUse))
  }

/** It holds for a copy too: a file that is being made of it is made anew, and its stewards are told. @param by - who says the words there */
const tellCopy = ({ study: id, by }: { readonly study: StudyId; readonly by: ParticipantId }): Script<void> =>
  function* (ctx) {
    const study = yield* studyById(id)(ctx)
    if (study === undefined) return
    const about = { kind: 'words.use-narrowed', subjectKind: 'participant', subject: by }
    yield* appendEvent({ partnership: study.partnership, study: id, actor: 'system', ...about })(ctx)
    for (const to of yield* stewardsOf(id)(ctx)) yield* tell(study, { participant: to, kind: 'use-narrowed', thread: null, by })(ctx)
  }
