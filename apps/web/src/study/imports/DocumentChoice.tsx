import { maxImportBytes } from '@samskriv/protocol/http-imports'
import { useEffect, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'

interface DocumentChoiceProps {
  readonly problem: string | null
  readonly onChoose: (file: File) => void
}

/** What the browser offers first; what a file is, is told by what is in it. */
const offered = '.docx,.odt,.md,.markdown,.html,.htm,.txt,.pdf'

/** The browser's own field for a file under a button in the language of the page. Choosing one has it read at once: nothing is put in yet. */
export function DocumentChoice({ problem, onChoose }: DocumentChoiceProps) {
  const say = useSay()
  const [isTooLarge, setIsTooLarge] = useState(false)
  useEffect(() => document.getElementById('import-file')?.focus(), [])
  const error = isTooLarge ? say('problem.import-too-large') : (problem ?? undefined)
  return (
    <>
      <Field id="import-file" label={say('imports.file')} hint={say('imports.file.hint')} error={error}>
        {(input) => (
          <div className="import-file">
            <input
              {...input}
              type="file"
              accept={offered}
              onChange={({ target }) => {
                const [file] = target.files ?? []
                if (file === undefined) return
                setIsTooLarge(file.size > maxImportBytes)
                if (file.size <= maxImportBytes) onChoose(file)
                // The same one can be chosen again once it was mended.
                target.value = ''
              }}
            />
            <label className="button" htmlFor={input.id}>
              {say('imports.file.choose')}
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
