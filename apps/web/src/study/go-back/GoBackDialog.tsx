import type { RestorePointItem } from '@samskriv/protocol/http'
import { useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { useOpenCopyOrNull } from '../study-context.ts'
import { EarlierText } from './EarlierText.tsx'
import { EarlierTexts } from './EarlierTexts.tsx'
import { writableSections } from './writable-sections.ts'
import './go-back.css'

export interface GoBackDialogProps extends StudyDialogProps {
  /** The one to begin with; without it the one that was written in last. */
  readonly section?: string
}

/** A section as it was: when it was kept, what it said and who said it, and the way back to it. */
export function GoBackDialog({ study, section, onClose, returnTo }: GoBackDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const writable = writableSections(study)
  const written = useOpenCopyOrNull()?.active.get()?.key
  const [chosen, setChosen] = useState(() => (writable.find(({ id }) => id === (section ?? written)) ?? writable[0])?.id)
  const [point, setPoint] = useState<RestorePointItem | null>(null)
  // The one that was looked at has the focus again when one comes back to the list.
  const [lookedAt, setLookedAt] = useState<string | null>(null)
  const title = study.template.sections.find(({ id }) => id === chosen)?.title[study.language] ?? ''
  const look = (wanted: RestorePointItem | null): void => {
    if (wanted !== null) setLookedAt(wanted.id)
    setPoint(wanted)
  }
  return (
    <PlainDialog title={say('goBack.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      {chosen !== undefined && point === null && (
        <>
          <p>{say('goBack.intro')}</p>
          <Field id="go-back-section" label={say('goBack.section')}>
            {(input) => (
              <select {...input} lang={study.language} value={chosen} onChange={({ target }) => setChosen(target.value)}>
                {writable.map(({ id, title: name }) => (
                  <option key={id} value={id}>
                    {name[study.language]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <EarlierTexts key={chosen} address={{ study: study.id, section: chosen }} lookedAt={lookedAt} onLook={look} />
        </>
      )}
      {chosen !== undefined && point !== null && (
        <EarlierText
          address={{ study: study.id, section: chosen }}
          point={point}
          section={title}
          language={study.language}
          onBack={() => look(null)}
          onDone={onClose}
        />
      )}
    </PlainDialog>
  )
}
