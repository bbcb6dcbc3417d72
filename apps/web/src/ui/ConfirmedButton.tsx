import { useEffect, useRef, useState } from 'react'

import { useSay } from '../shell/use-say.ts'

interface ConfirmedButtonProps {
  readonly label: string
  /** What is asked before it is done, and what then is different. */
  readonly question: string
  /** Where more is said about it. */
  readonly more?: { readonly label: string; readonly href: string }
  readonly onConfirm: () => void
}

/** For what can't be taken back: asks once more, in place. */
export function ConfirmedButton({ label, question, more, onConfirm }: ConfirmedButtonProps) {
  const say = useSay()
  const [isAsked, setIsAsked] = useState(false)
  const ask = useRef<HTMLButtonElement>(null)
  const answer = useRef<HTMLButtonElement>(null)
  const wasAsked = useRef(false)
  useEffect(() => {
    if (isAsked) answer.current?.focus()
    else if (wasAsked.current) ask.current?.focus()
    wasAsked.current = isAsked
  }, [isAsked])
  if (!isAsked)
    return (
      <button ref={ask} type="button" className="text-button" onClick={() => setIsAsked(true)}>
        {label}
      </button>
    )
  return (
    <div className="notice confirmed" data-tone="warning" role="group" aria-label={question}>
      <p role="alert">{question}</p>
      {more !== undefined && (
        <p className="small">
          <a href={more.href}>{more.label}</a>
        </p>
      )}
      <div className="dialog-actions">
        <button
          ref={answer}
          type="button"
          className="button"
          data-kind="warning"
          onClick={() => {
            setIsAsked(false)
            onConfirm()
          }}
        >
          {label}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={() => setIsAsked(false)}>
          {say('action.cancel')}
        </button>
      </div>
    </div>
  )
}
