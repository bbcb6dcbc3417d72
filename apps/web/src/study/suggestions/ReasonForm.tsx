import { type FormEvent, useEffect, useId, useRef, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'

export interface ReasonFormProps {
  readonly label: string
  readonly send: string
  /** What was said before. */
  readonly begun?: string
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}

/** Says why, in words that everybody reads. */
export function ReasonForm({ label, send, begun = '', onSend, onCancel }: ReasonFormProps) {
  const say = useSay()
  const id = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const [reason, setReason] = useState(begun)
  const [isEmpty, setIsEmpty] = useState(false)
  useEffect(() => input.current?.focus(), [])
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    setIsEmpty(reason.trim() === '')
    if (reason.trim() === '') input.current?.focus()
    else onSend(reason.trim())
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <Field id={id} label={label} hint={say('suggestion.why.hint')} error={isEmpty ? say('suggestion.why.empty') : undefined}>
        {(field) => (
          <textarea {...field} ref={input} rows={2} maxLength={1_000} value={reason} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
      <div className="suggestion-actions">
        <button type="submit" className="button">
          {send}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onCancel}>
          {say('action.cancel')}
        </button>
      </div>
    </form>
  )
}
