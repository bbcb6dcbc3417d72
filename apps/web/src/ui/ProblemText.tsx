import { problemText } from '../shell/problem-text.ts'
import { useSay } from '../shell/use-say.ts'

/** What the server said no to, where it was asked. Nothing while nothing went wrong. */
export function ProblemText({ error }: { readonly error: unknown }) {
  const say = useSay()
  if (error === null || error === undefined) return null
  return (
    <p role="alert" className="field-error">
      {problemText(say, error)}
    </p>
  )
}
