import { type IdentityMode, publicLabel } from '@samskriv/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { meQuery } from '../../api/me.ts'
import { useChooseIdentity } from '../../api/studies.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { IdentityFields, takesLabel } from './IdentityFields.tsx'

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
  return (
    <PlainDialog title={say('identity.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      <form className="form" noValidate onSubmit={submit}>
        <p>{say('identity.intro')}</p>
        <IdentityFields
          id="identity"
          question={say('identity.question')}
          {...{ mode, label, chosen }}
          showErrors={hasTried}
          onMode={setMode}
          onLabel={setLabel}
        />
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
