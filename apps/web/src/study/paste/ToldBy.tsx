import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'

import { speakersQuery, useTellWhoSaid } from '../../api/scribing.ts'
import { useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { SectorMark } from '../scribing/SectorMark.tsx'
import { useOpenCopy } from '../study-context.ts'

interface ToldByProps {
  readonly study: StudyView
  readonly onTold: () => void
  readonly onBack: () => void
}

/** Who said what was pasted: one of those for whom one may write. */
export function ToldBy({ study, onTold, onBack }: ToldByProps) {
  const say = useSay()
  const question = useId()
  const { pastes } = useOpenCopy()
  const speakers = useQuery(speakersQuery(study.id))
  const tell = useTellWhoSaid(study.id)
  const choose = (speaker: string): void => {
    const words = pastes.asked()
    if (words !== null && !tell.isPending) tell.mutate({ speaker, ...words }, { onSuccess: onTold })
  }
  return (
    <div className="paste-question" role="group" aria-labelledby={question}>
      <p id={question}>{say('paste.told.who')}</p>
      {speakers.isPending && <p>{say('scribing.loading')}</p>}
      {speakers.data?.length === 0 && <p className="soft">{say('paste.told.none')}</p>}
      <div className="paste-answers">
        {speakers.data?.map(({ participantId, name, sector }) => (
          <button
            key={participantId}
            type="button"
            className="button paste-speaker"
            data-kind="quiet"
            aria-disabled={tell.isPending}
            onClick={() => choose(participantId)}
          >
            <SectorMark sector={sector} /> {name}
          </button>
        ))}
        {/* The button that led here went with its question. */}
        <button ref={focused} type="button" className="text-button" onClick={onBack}>
          {say('paste.told.back')}
        </button>
      </div>
      <ProblemText error={speakers.error ?? tell.error} />
    </div>
  )
}

function focused(button: HTMLButtonElement | null): void {
  button?.focus()
}
