import { ApiProblem } from '../../api/api-problem.ts'
import { problemText } from '../../shell/problem-text.ts'
import { type Say, useSay } from '../../shell/use-say.ts'

/** What can go wrong only with what is said beside the text. */
const own = {
  'unknown-thread': 'problem.unknown-thread',
  'unknown-message': 'problem.unknown-message',
  'words-gone': 'problem.words-gone',
  'unknown-answer': 'answer.problem.unknown',
  'nothing-to-answer': 'answer.problem.nothingToAnswer',
  'own-question': 'answer.problem.ownQuestion',
  'not-answered-yet': 'answer.problem.notAnsweredYet',
  'answered-meanwhile': 'answer.problem.answeredMeanwhile',
  'extended-already': 'answer.problem.extendedAlready',
  'place-gone': 'problem.place-gone',
  'inside-a-sentence': 'problem.inside-a-sentence',
  'asked-already': 'problem.asked-already',
  'unknown-placement': 'problem.unknown-placement',
  'section-held': 'problem.section-held',
} as const

/** What the server said no to, where it was asked. Nothing while nothing went wrong. */
export function ThreadProblem({ error }: { readonly error: unknown }) {
  const say = useSay()
  if (error === null || error === undefined) return null
  return (
    <p role="alert" className="field-error">
      {threadProblemText(say, error)}
    </p>
  )
}

export function threadProblemText(say: Say, error: unknown): string {
  const known = Object.entries(own).find(([code]) => isProblem(error, code))?.[1]
  return known === undefined ? problemText(say, error) : say(known)
}

/** Whether the server refused with this code. */
export function isProblem(error: unknown, code: string): boolean {
  return error instanceof ApiProblem && error.code === code
}
