import {
  answersInEach,
  firstMessages,
  openPromisesUntil,
  overdueThreads,
  questionsOf,
  type Answer,
  type Script,
  type Study,
} from '@samskriv/database'
import { isOwed, startOfDay, unaskedUse, type ParticipantId } from '@samskriv/domain'
import type { ExportAnswer, ExportQuestion } from '@samskriv/export'
import { isEditedAfter } from '../threads/answers.ts'
import { isoDay } from '../threads/days.ts'
import { usesIn } from '../threads/message-uses.ts'
import { peopleOf, type People } from '../threads/people-of.ts'

/** What was asked in a study for everybody to read, newest first, with the answers that were given. What of it may be shown is decided later. */
export const askedIn = (study: Study): Script<ExportQuestion[]> =>
  function* (ctx) {
    const threads = yield* questionsOf(study.id)(ctx)
    const ids = threads.map(({ id }) => id)
    const first = yield* firstMessages(ids)(ctx)
    const useOf = yield* usesIn(threads)(ctx)
    const given = (yield* answersInEach(ids)(ctx)).filter(({ state }) => state === 'given')
    const named = [...threads.flatMap(({ owner }) => owner ?? []), ...given.map(({ by }) => by)]
    const people = yield* peopleOf({ study }, named)(ctx)
    const answers = Map.groupBy(given, ({ thread }) => thread)
    return threads.map((thread) => {
      const { id, section, sector, at, state, hiddenAt, dueAt, extendedAt, owner, disagreement } = thread
      const said = first.get(id)?.first
      const kind = thread.kind === 'concern' ? 'concern' : 'question'
      return {
        id,
        kind,
        section,
        sector,
        at: new Date(at).toISOString(),
        language: said?.lang ?? thread.lang,
        text: said?.body ?? '',
        use: said === undefined ? unaskedUse : useOf(said),
        hidden: hiddenAt !== null,
        status: state,
        due: dueAt === null || hiddenAt !== null || !isOwed({ kind, sector }) ? null : isoDay(dueAt),
        extended: extendedAt !== null,
        answersForIt: owner === null ? null : people.organisation(owner),
        answers: (answers.get(id) ?? []).map((answer) => ({
          ...answerOf(answer, people),
          editedAfter: isEditedAfter(answer, said?.editedAt ?? null),
        })),
        disagreement,
      }
    })
  }

/** What everybody is told on the front page of a study: how much is late, and which organisations answer for it. */
export interface Late {
  readonly questions: number
  readonly promises: number
  /** Null for the stewards together, and for whoever's organisation is not shown. */
  readonly organisations: readonly (string | null)[]
}

export const lateIn = (study: Study): Script<Late> =>
  function* (ctx) {
    const now = ctx.clock()
    const questions = yield* overdueThreads(study.id, startOfDay(now))(ctx)
    const promises = (yield* openPromisesUntil(study.id, isoDay(now))(ctx)).filter(
      ({ audience, promisedFor }) => audience === 'everyone' && promisedFor < isoDay(now),
    )
    const owners: (ParticipantId | null)[] = [...questions, ...promises].map(({ owner }) => owner)
    const people = yield* peopleOf(
      { study },
      owners.flatMap((owner) => owner ?? []),
    )(ctx)
    const organisations = new Set(owners.map((owner) => (owner === null ? null : people.organisation(owner))))
    return { questions: questions.length, promises: promises.length, organisations: [...organisations] }
  }

function answerOf(answer: Answer, { organisation }: People): Omit<ExportAnswer, 'editedAfter'> {
  const { by, at, outcome, body, reason, sector, organisationName, changedSection, promisedFor, kept, keptReason } = answer
  return {
    at: new Date(at).toISOString(),
    outcome,
    text: body,
    reason,
    organisation: organisation(by, organisationName),
    sector,
    changed: changedSection,
    promise: promisedFor === null ? null : { until: promisedFor, kept: kept ?? 'open', reason: keptReason },
  }
}
