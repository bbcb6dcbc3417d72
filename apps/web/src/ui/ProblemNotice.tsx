import { problemText } from '../shell/problem-text.ts'
import { useSay } from '../shell/use-say.ts'

/** Why something can't be shown, in the place where it would stand. Nothing while nothing went wrong. */
export function ProblemNotice({ error }: { readonly error: unknown }) {
  const say = useSay()
  if (error === null || error === undefined) return null
  return (
    <p className="notice" data-tone="warning" role="alert">
      {problemText(say, error)}
    </p>
  )
}
