import { isSector } from '@samskriv/domain'
import { type NewSpeaker, ObservedValue } from '@samskriv/sync-client'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { isUnreachable } from '../../api/api-problem.ts'
import { speakersQuery } from '../../api/scribing.ts'
import { AddContributorForm } from '../../people/AddContributorForm.tsx'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { backInText } from '../editor/back-in-text.ts'
import { useOpenCopyOrNull } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import '../../people/people.css'
import './scribing.css'
import type { Speaker } from './scribing.ts'
import { ScribingBar } from './ScribingBar.tsx'
import { SectorMark } from './SectorMark.tsx'

/** Who is here and speaks: chosen from those whom one may write for, or added. */
export function ScribingDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const isWide = useIsWide()
  const copy = useOpenCopyOrNull()
  const speakers = useQuery(speakersQuery(study.id))
  const [chosen, setChosen] = useState<readonly string[]>(
    () => copy?.scribing.sitting.get()?.present.map(({ participantId }) => participantId) ?? [],
  )
  const [hasTried, setHasTried] = useState(false)
  const waiting = useObserved(copy?.newSpeakers ?? nobody)
  const heardOf = speakers.data ?? []
  const isHeardOf = new Set(heardOf.map(({ participantId }) => participantId))
  const known: readonly Speaker[] = [...heardOf, ...waiting.filter(({ participantId }) => !isHeardOf.has(participantId)).map(speakerOf)]
  const present = chosen.flatMap((id) => known.filter(({ participantId }) => participantId === id))

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    const [first] = present
    if (copy === null || first === undefined) return
    copy.scribing.start(present, ScribingBar)
    announce(say('scribing.now', { name: copy.scribing.sitting.get()?.current.name ?? first.name }))
    const editor = copy.active.get()?.editor
    closeThen(onClose, () => editor && backInText(editor).run())
  }
  return (
    <PlainDialog title={say('scribing.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      <p>{say('scribing.intro')}</p>
      {speakers.isPending && known.length === 0 && <p role="status">{say('scribing.loading')}</p>}
      {!isUnreachable(speakers.error) && <ProblemText error={speakers.error} />}
      {(speakers.data ?? known.length > 0) && (
        <form className="form" noValidate onSubmit={submit}>
          <FieldGroup label={say('scribing.present')} error={hasTried && present.length === 0 ? say('scribing.start.none') : undefined}>
            {known.length === 0 && <p className="soft">{say('scribing.present.none')}</p>}
            {known.map(({ participantId, name, sector }) => (
              <label key={participantId} className="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(participantId)}
                  onChange={({ target }) =>
                    setChosen((before) => [...before.filter((id) => id !== participantId), ...(target.checked ? [participantId] : [])])
                  }
                />
                <span className="scribing-choice">
                  <SectorMark sector={sector} />
                  {name}
                </span>
              </label>
            ))}
          </FieldGroup>
          <button type="submit" className="button">
            {say('scribing.start')}
          </button>
        </form>
      )}
      <AddContributorForm
        study={study.id}
        onAdded={(id) => setChosen((before) => [...before, id])}
        {...(copy === null ? {} : { onUnreachable: copy.addSpeaker })}
      />
    </PlainDialog>
  )
}

const nobody = new ObservedValue<readonly NewSpeaker[]>([])

function speakerOf({ participantId, name, sector }: NewSpeaker): Speaker {
  return { participantId, name, sector: isSector(sector) ? sector : null }
}
