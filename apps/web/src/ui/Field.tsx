import { type ReactNode, useId } from 'react'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly children: (input: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** Label, hint and error above one input, in the order they are read. `id` is also where an error summary leads. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const name = useId()
  const hintId = `${name}-hint`
  const errorId = `${name}-error`
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ')
  return (
    <div className="field" data-invalid={error ? '' : undefined}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={errorId}>
          {error}
        </p>
      )}
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  )
}

interface FieldGroupProps extends Omit<FieldProps, 'children' | 'id'> {
  readonly children: ReactNode
}

/** A question with several inputs, such as radio buttons. */
export function FieldGroup({ label, hint, error, children }: FieldGroupProps) {
  const name = useId()
  return (
    <fieldset className="field" data-invalid={error ? '' : undefined} aria-describedby={hint || error ? `${name}-about` : undefined}>
      <legend>{label}</legend>
      {(hint || error) && (
        <div id={`${name}-about`}>
          {hint && <p className="hint">{hint}</p>}
          {error && <p className="field-error">{error}</p>}
        </div>
      )}
      {children}
    </fieldset>
  )
}
