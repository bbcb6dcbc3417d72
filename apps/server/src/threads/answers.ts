import { anchorWords, answersIn, type Answer, type AnchorWords, type Script } from '@samskriv/database'
import type { AnswerView } from '@samskriv/protocol'
import { visibleAnswers } from './colleagues.ts'
import { isoDay } from './days.ts'
import { peopleOf, type People } from './people-of.ts'
import type { ThreadAccess } from './thread-access.ts'

/** The answers to a thread that whoever asks may see, oldest first. @param editedAt - when the words that it began with were changed */
export const answersOf = ({ access, thread }: ThreadAccess, editedAt: number | null): Script<AnswerView[]> =>
  function* (ctx) {
    const answers = visibleAnswers(access, yield* answersIn(thread.id)(ctx))
    const people = yield* peopleOf(
      access,
      answers.map(({ by }) => by),
    )(ctx)
    const anchors = yield* anchorWords(answers.flatMap(({ changedAnchor }) => changedAnchor ?? []))(ctx)
    const today = isoDay(ctx.clock())
    return answers.map((answer) => ({
      ...answerView(answer, anchors.get(answer.changedAnchor ?? '') ?? null, people, today),
      editedAfter: isEditedAfter(answer, editedAt),
    }))
  }

/** Whether what was asked was changed after an answer, which then answers other words. */
export function isEditedAfter({ state, at }: Pick<Answer, 'state' | 'at'>, editedAt: number | null): boolean {
  return state === 'given' && editedAt !== null && editedAt > at
}

/** @param today - ISO date */
function answerView(
  answer: Answer,
  anchor: AnchorWords | null,
  { said, organisation }: People,
  today: string,
): Omit<AnswerView, 'editedAfter'> {
  const { id, by, sector, organisationName, at, state, outcome, body, reason, changedSection, promisedFor, kept, keptReason } = answer
  return {
    id,
    by: said(by, sector),
    organisation: organisation(by, organisationName),
    at: new Date(at).toISOString(),
    state,
    outcome,
    text: body,
    reason,
    changed: changedSection === null ? null : { section: changedSection, anchor },
    promise:
      promisedFor === null
        ? null
        : { until: promisedFor, kept: kept ?? 'open', reason: keptReason, overdue: kept === null && promisedFor < today },
  }
}
