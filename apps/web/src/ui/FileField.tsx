import { Field } from './Field.tsx'
import './file-field.css'

interface FileFieldProps {
  readonly id: string
  readonly label: string
  readonly hint: string
  /** What its button says. */
  readonly choose: string
  /** What the browser offers first; what a file is, is told by what is in it. */
  readonly accept: string
  readonly error: string | undefined
  readonly onChoose: (file: File) => void
}

/** The browser's own field for a file under a button in the language of the page; what is wrong is announced too. */
export function FileField({ id, label, hint, choose, accept, error, onChoose }: FileFieldProps) {
  return (
    <>
      <Field id={id} label={label} hint={hint} error={error}>
        {(input) => (
          <div className="file-field">
            <input
              {...input}
              type="file"
              accept={accept}
              onChange={({ target }) => {
                const [file] = target.files ?? []
                if (file !== undefined) onChoose(file)
                // The same one can be chosen again once it was mended.
                target.value = ''
              }}
            />
            <label className="button" htmlFor={input.id}>
              {choose}
            </label>
          </div>
        )}
      </Field>
      <p role="alert" className="visually-hidden">
        {error}
      </p>
    </>
  )
}
