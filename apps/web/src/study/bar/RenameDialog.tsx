import { cleanTitle, maxTitleLength } from '@samskriv/domain'
import { type FormEvent, useState } from 'react'

import { useRenameStudy } from '../../api/studies.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import type { StudyDialogProps } from './study-dialog.ts'

export function RenameDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const rename = useRenameStudy(study.id)
  const [title, setTitle] = useState(study.title)
  const [error, setError] = useState<string>()

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const cleaned = cleanTitle(title)
    if (!cleaned.ok)
      return setError(
        cleaned.reason === 'too-long' ? say('field.title.too-long', { max: maxTitleLength }) : say(`field.title.${cleaned.reason}`),
      )
    rename.mutate(
      { title: cleaned.title },
      {
        onSuccess: () => {
          announce(say('study.rename.done'))
          onClose()
        },
        onError: (problem) => setError(problemText(say, problem)),
      },
    )
  }
  return (
    <PlainDialog title={say('study.rename')} onClose={onClose} returnTo={returnTo}>
      <form className="form" noValidate onSubmit={submit}>
        <Field id="new-title" label={say('study.rename.label')} error={error}>
          {(input) => (
            <input {...input} value={title} lang={study.language} onChange={(event) => setTitle(event.target.value)} autoComplete="off" />
          )}
        </Field>
        <div className="dialog-actions">
          <button type="submit" className="button" aria-disabled={rename.isPending}>
            {say('action.save')}
          </button>
        </div>
      </form>
    </PlainDialog>
  )
}
