import { answersIn, type Answer, type Script } from '@samskriv/database'
import type { AnswerView } from '@samskriv/protocol'
import { visibleAnswers } from './colleagues.ts'
import { isoDay } from './days.ts'
import { peopleOf, type People } from './people-of.ts'
import type { ThreadAccess } from './thread-access.ts'

/** The answers to a thread that whoever asks may see, oldest first. */
export const answersOf = ({ access, thread }: ThreadAccess): Script<AnswerView[]> =>
  function* (ctx) {
    const answers = yield* visibleAnswers(access, yield* answersIn(thread.id)(ctx))(ctx)
    const people = yield* peopleOf(
      access,
      answers.map(({ by }) => by),
    )(ctx)
    const today = isoDay(ctx.clock())
    return answers.map((answer) => answerView(answer, people, today))
  }

/** @param today - ISO date */
function answerView(answer: Answer, { said, organisation }: People, today: string): AnswerView {
  const { id, by, sector, at, state, outcome, body, reason, changedSection, changedAnchor, promisedFor, kept, keptReason } = answer
  return {
    id,
    by: said(by, sector),
    organisation: organisation(by),
    at: new Date(at).toISOString(),
    state,
    outcome,
    text: body,
    reason,
    changed: changedSection === null ? null : { section: changedSection, anchor: changedAnchor },
    promise:
      promisedFor === null
        ? null
        : { until: promisedFor, kept: kept ?? 'open', reason: keptReason, overdue: kept === null && promisedFor < today },
  }
}
