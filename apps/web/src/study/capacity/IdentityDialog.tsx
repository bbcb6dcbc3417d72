import { identityModes, type IdentityMode, maxNameLength, publicLabel } from '@samskriv/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { meQuery } from '../../api/me.ts'
import { useChooseIdentity } from '../../api/studies.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'

/** By which name one stands beside one's words, with a look at it before it is chosen. */
export function IdentityDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const isWide = useIsWide()
  const choose = useChooseIdentity(study.id)
  const person = useQuery(meQuery).data?.person
  const me = study.me
  const [mode, setMode] = useState<IdentityMode>(me?.identity.mode ?? 'named')
  const [label, setLabel] = useState(takesLabel(mode) ? (me?.identity.label ?? '') : '')
  const [hasTried, setHasTried] = useState(false)
  const name = person?.name ?? ''
  const chosen = publicLabel({ mode, label, name, sector: me?.sector ?? null, subtype: me?.subtype ?? null }, study.language)
  const preview = chosen.ok ? (chosen.label ?? name) || say('identity.unnamed') : '…'

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    if (!chosen.ok || choose.isPending) return
    choose.mutate(
      { mode, ...(takesLabel(mode) ? { label } : {}) },
      {
        onSuccess: () => {
          announce(say('identity.saved', { label: preview }))
          onClose()
        },
      },
    )
  }
  const labelError = (): string | undefined => {
    if (!hasTried || chosen.ok) return undefined
    return chosen.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${chosen.reason}`)
  }
  return (
    <PlainDialog title={say('identity.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      <form className="form" noValidate onSubmit={submit}>
        <p>{say('identity.intro')}</p>
        <FieldGroup label={say('identity.question')}>
          {identityModes.map((choice) => (
            <label key={choice} className="choice">
              <input type="radio" name="identity" checked={mode === choice} onChange={() => setMode(choice)} />
              {say(`identity.${choice}`)}
            </label>
          ))}
        </FieldGroup>
        {takesLabel(mode) && (
          <Field id="identity-label" label={say(mode === 'collective' ? 'identity.label.group' : 'identity.label')} error={labelError()}>
            {(input) => <input {...input} value={label} onChange={({ target }) => setLabel(target.value)} autoComplete="off" />}
          </Field>
        )}
        <p className="identity-preview" aria-live="polite">
          <span className="small soft">{say('identity.preview')}</span>
          <span className="identity-label" dir="auto">
            <span className="sector-mark" data-sector={me?.sector ?? 'unknown'} aria-hidden="true" /> {preview}
          </span>
        </p>
        {mode !== 'named' && (
          <p className="notice" data-tone="warning">
            {say('consent.identity.anonymousWarning')}
          </p>
        )}
        {!chosen.ok && hasTried && !takesLabel(mode) && (
          <p role="alert" className="field-error">
            {say('field.name.empty')}
          </p>
        )}
        <ProblemText error={choose.error} />
        <button type="submit" className="button" aria-disabled={choose.isPending}>
          {say('identity.save')}
        </button>
      </form>
    </PlainDialog>
  )
}

function takesLabel(mode: IdentityMode): boolean {
  return mode === 'pseudonym' || mode === 'collective'
}
