import { type IdentityMode, publicLabel, unaskedUse, type UseChoice, wordUses } from '@samskriv/domain'
import type { SpeakerView } from '@samskriv/protocol/http'
import { type FormEvent, useId, useState } from 'react'

import { receiptPath, useNoteWishes } from '../../api/scribing.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { IdentityFields, takesLabel } from '../capacity/IdentityFields.tsx'
import '../capacity/capacity.css'
import { SectorMark } from './SectorMark.tsx'

interface WishesFormProps extends Pick<StudyDialogProps, 'study'> {
  readonly speaker: SpeakerView
}

/** How a speaker wants to be shown and what may be done with their words; then there is a receipt for them to take home. */
export function WishesForm({ study, speaker }: WishesFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const note = useNoteWishes(study.id)
  const id = useId()
  const { participantId, name, sector, subtype, identity } = speaker
  const [mode, setMode] = useState<IdentityMode>(identity.mode)
  const [label, setLabel] = useState(takesLabel(identity.mode) ? identity.label : '')
  const [use, setUse] = useState<UseChoice>(speaker.use ?? unaskedUse)
  const [hasTried, setHasTried] = useState(false)
  const chosen = publicLabel({ mode, label, name, sector, subtype }, study.language)
  const preview = chosen.ok ? (chosen.label ?? name) || say('identity.unnamed') : '…'

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    if (!chosen.ok || note.isPending) return
    note.mutate(
      { speaker: participantId, identity: { mode, ...(takesLabel(mode) ? { label } : {}) }, use },
      { onSuccess: () => announce(say('wishes.done', { name })) },
    )
  }
  return (
    <form className="form" noValidate onSubmit={submit} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('wishes.title', { name })}</h2>
      <p>{say('wishes.intro', { name })}</p>
      <IdentityFields
        id="wishes-identity"
        question={say('wishes.shown', { name })}
        {...{ mode, label, chosen }}
        showErrors={hasTried}
        onMode={setMode}
        onLabel={setLabel}
      />
      <p className="identity-preview" aria-live="polite">
        <span className="small soft">{say('wishes.preview', { name })}</span>
        <span className="identity-label" dir="auto">
          <SectorMark sector={sector} /> {preview}
        </span>
      </p>
      {mode !== 'named' && (
        <p className="notice" data-tone="warning">
          {say('consent.identity.anonymousWarning')}
        </p>
      )}
      <FieldGroup label={say('wishes.use', { name })}>
        {wordUses.map((choice) => (
          <label key={choice} className="choice">
            <input type="radio" name="wishes-use" checked={use === choice} onChange={() => setUse(choice)} />
            <span>
              {say(`use.${choice}`)} <span className="small soft wishes-help">{say(`use.${choice}.help`)}</span>
            </span>
          </label>
        ))}
      </FieldGroup>
      <ProblemText error={note.error} />
      <button type="submit" className="button" aria-disabled={note.isPending}>
        {say('wishes.submit')}
      </button>
      {(note.isSuccess || speaker.use !== null) && (
        <div className="notice">
          {note.isSuccess && <p>{say('wishes.done', { name })}</p>}
          <p>
            <a href={receiptPath(study.id, participantId)} target="_blank" rel="noopener">
              {say('wishes.receipt')}
              <span className="visually-hidden"> ({say('share.links.sheet.newTab')})</span>
            </a>
          </p>
        </div>
      )}
    </form>
  )
}
