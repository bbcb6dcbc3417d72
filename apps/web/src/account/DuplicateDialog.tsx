import { cleanTitle, maxTitleLength } from '@samskriv/domain'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'

import { useDuplicateStudy } from '../api/hand-over.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { problemText } from '../shell/problem-text.ts'
import { useSay } from '../shell/use-say.ts'
import type { StudyDialogProps } from '../study/bar/study-dialog.ts'
import { Field } from '../ui/Field.tsx'
import { PlainDialog } from '../ui/PlainDialog.tsx'

export function DuplicateDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const duplicate = useDuplicateStudy(study.id)
  const [title, setTitle] = useState('')
  const [withText, setWithText] = useState(false)
  const [error, setError] = useState<string>()

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (duplicate.isPending) return
    const cleaned = cleanTitle(title)
    if (!cleaned.ok)
      return setError(
        cleaned.reason === 'too-long' ? say('field.title.too-long', { max: maxTitleLength }) : say(`field.title.${cleaned.reason}`),
      )
    duplicate.mutate(
      { title: cleaned.title, withText },
      {
        onSuccess: ({ id }) => {
          announce(say('duplicate.done'))
          onClose()
          void navigate(`/studies/${id}`)
        },
        onError: (problem) => setError(problemText(say, problem)),
      },
    )
  }
  return (
    <PlainDialog title={say('duplicate.title')} onClose={onClose} returnTo={returnTo}>
      <p>{say('duplicate.intro')}</p>
      <form className="form" noValidate onSubmit={submit}>
        <Field id="copy-title" label={say('duplicate.name.label')} error={error}>
          {(input) => (
            <input {...input} value={title} lang={study.language} onChange={(event) => setTitle(event.target.value)} autoComplete="off" />
          )}
        </Field>
        <div className="field">
          <label className="choice">
            <input type="checkbox" checked={withText} onChange={({ target }) => setWithText(target.checked)} aria-describedby="copy-text" />
            {say('duplicate.withText')}
          </label>
          <p className="hint" id="copy-text">
            {say('duplicate.withText.hint')}
          </p>
        </div>
        <div className="dialog-actions">
          <button type="submit" className="button" aria-disabled={duplicate.isPending}>
            {say('duplicate.submit')}
          </button>
        </div>
      </form>
    </PlainDialog>
  )
}
