import {
  overdueEverywhere,
  promisesEverywhereUntil,
  stewardsOf,
  studyById,
  suggestionById,
  threadById,
  undecidedEverywhere,
  type Owed,
  type Script,
  type Study,
  type Thread,
} from '@samskriv/database'
import { startOfDay, suggestionWaitDays, type ParticipantId } from '@samskriv/domain'
import { isoDay } from '../threads/days.ts'
import { mayAnswerThread } from '../threads/owners.ts'
import { tellToDecide } from './tell-of-suggestion.ts'
import { tell } from './tell.ts'

const dayMs = 24 * 60 * 60_000
/** So long before the day a promise is brought to mind. */
const soonDays = 2
/** What has waited longer than this beyond its time is not told any more: a server that stood still does not tell old things. */
const waitedDays = 30

/**
 * Tells those who answer for it that an answer is late, once a day at most for each study; and those who promised something that the day is
 * near, and that it has passed, once each. Stewards are told once what has waited so long for its author that they can decide: one notice for
 * what one person suggested on one day.
 */
export const tellOfLate = (): Script<void> =>
  function* (ctx) {
    const now = ctx.clock()
    const today = isoDay(now)
    for (const owed of yield* overdueEverywhere(startOfDay(now))(ctx)) {
      yield* remind(owed, 'overdue', (participant) => `overdue:${participant}:${today}`)(ctx)
    }
    for (const promise of yield* promisesEverywhereUntil(isoDay(now + soonDays * dayMs))(ctx)) {
      const when = promise.promisedFor < today ? 'late' : 'soon'
      yield* remind(promise, 'promise-due', (participant) => `promise:${promise.answer}:${when}:${participant}`)(ctx)
    }
    const since = now - suggestionWaitDays * dayMs
    for (const waiting of yield* undecidedEverywhere(since - waitedDays * dayMs, since)(ctx)) {
      const study = yield* studyById(waiting.study)(ctx)
      if (study !== undefined) yield* handToStewards(study, waiting.id)(ctx)
    }
  }

const handToStewards = (study: Study, id: string): Script<void> =>
  function* (ctx) {
    const suggestion = yield* suggestionById(study.id, id)(ctx)
    if (suggestion === undefined) return
    const keyOf = (to: ParticipantId): string => `waited:${study.id}:${suggestion.participant}:${isoDay(suggestion.at)}:${to}`
    yield* tellToDecide(study, suggestion, yield* stewardsOf(study.id)(ctx), keyOf)(ctx)
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
    for (const participant of yield* answerers(study, thread, owner)(ctx)) {
      yield* tell(study, { participant, kind, thread: threadId, by: null, uniqueKey: keyOf(participant) }, thread)(ctx)
    }
  }

/** Whoever answers for it, as long as they may answer there; else the stewards. */
const answerers = (study: Study, thread: Thread, owner: ParticipantId | null): Script<readonly ParticipantId[]> =>
  function* (ctx) {
    const may = owner !== null && (yield* mayAnswerThread(study, owner, thread)(ctx))
    return may ? [owner] : yield* stewardsOf(study.id)(ctx)
  }
