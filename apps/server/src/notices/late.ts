import {
  overdueEverywhere,
  participantById,
  promisesEverywhereUntil,
  stewardsOf,
  studyById,
  threadById,
  type Owed,
  type Script,
  type Study,
} from '@samskriv/database'
import type { ParticipantId } from '@samskriv/domain'
import { isoDay } from '../threads/days.ts'
import { tell } from './tell.ts'

const dayMs = 24 * 60 * 60_000
/** So long before the day a promise is brought to mind. */
const soonDays = 2

/**
 * Tells those who answer for it that an answer is late, once a day at most for each study; and those who promised something that the day is
 * near, and that it has passed, once each.
 */
export const tellOfLate = (): Script<void> =>
  function* (ctx) {
    const now = ctx.clock()
    const today = isoDay(now)
    for (const owed of yield* overdueEverywhere(now)(ctx)) {
      yield* remind(owed, 'overdue', (participant) => `overdue:${participant}:${today}`)(ctx)
    }
    for (const promise of yield* promisesEverywhereUntil(isoDay(now + soonDays * dayMs))(ctx)) {
      const when = promise.promisedFor < today ? 'late' : 'soon'
      yield* remind(promise, 'promise-due', (participant) => `promise:${promise.answer}:${when}:${participant}`)(ctx)
    }
  }

const remind = (
  { study: id, thread: threadId, owner }: Owed,
  kind: 'overdue' | 'promise-due',
  keyOf: (to: ParticipantId) => string,
): Script<void> =>
  function* (ctx) {
    const study = yield* studyById(id)(ctx)
    const thread = study === undefined ? undefined : yield* threadById(id, threadId)(ctx)
    if (study === undefined || thread === undefined) return
    for (const participant of yield* answerers(study, owner)(ctx)) {
      yield* tell(study, { participant, kind, thread: threadId, by: null, uniqueKey: keyOf(participant) }, thread)(ctx)
    }
  }

/** Whoever answers for it, as long as they take part; else the stewards. */
const answerers = (study: Study, owner: ParticipantId | null): Script<readonly ParticipantId[]> =>
  function* (ctx) {
    const one = owner === null ? undefined : yield* participantById(owner)(ctx)
    return one !== undefined && one.endedAt === null && one.suspendedAt === null ? [one.id] : yield* stewardsOf(study.id)(ctx)
  }
