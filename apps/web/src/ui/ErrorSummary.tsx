import { useEffect, useRef } from 'react'

import { useSay } from '../shell/use-say.ts'

export interface FieldProblem {
  /** The id of the input to go to; null when the problem is about the whole form. */
  readonly field: string | null
  readonly text: string
}

/** What is wrong with a form, at its top, with the focus on it (GOV.UK Design System, error summary). */
export function ErrorSummary({ problems, attempt }: { readonly problems: readonly FieldProblem[]; readonly attempt: number }) {
  const say = useSay()
  const summary = useRef<HTMLDivElement>(null)
  const hasProblems = problems.length > 0
  useEffect(() => {
    if (hasProblems) summary.current?.focus()
  }, [hasProblems, attempt])
  if (!hasProblems) return null
  return (
    <div ref={summary} className="error-summary" role="alert" tabIndex={-1}>
      <h2>{say('error.title')}</h2>
      <ul>
        {problems.map(({ field, text }) => (
          <li key={`${field}${text}`}>
            {field === null ? (
              text
            ) : (
              <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function goTo(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault()
  document.getElementById(id)?.focus()
}
