import { useQuery } from '@tanstack/react-query'
import { createPortal } from 'react-dom'

import { studyFrontQuery } from '../../api/threads.ts'
import { useSay } from '../../shell/use-say.ts'

interface StudyFrontProps {
  readonly study: string
  /** Whether the reader takes part in it, and is told what concerns them. */
  readonly isMine: boolean
}

/** Under the title, for everybody who reads the study: answers that are late, with the organisations that owe them; and the ways to what was answered. */
export function StudyFront({ study, isMine }: StudyFrontProps) {
  const say = useSay()
  const { data } = useQuery(studyFrontQuery(study))
  const heading = document.querySelector('.document-header')
  if (data === undefined || heading === null) return null
  const { late, unseen } = data
  const answered = `/studies/${study}/you-said-we-did`
  const who = late.organisations.map((organisation) => organisation ?? say('youSaid.organisers')).join(' · ')
  return createPortal(
    <>
      {late.questions + late.promises > 0 && (
        <div className="notice" data-tone="warning">
          {late.questions > 0 && <p>{say('youSaid.front', { count: late.questions })}</p>}
          {late.promises > 0 && <p>{say('youSaid.front.promises', { count: late.promises })}</p>}
          <p>
            {say('youSaid.byOrganisation', { organisation: who })} <a href={answered}>{say('youSaid.front.see')}</a>
          </p>
        </div>
      )}
      <p className="small">
        <a href={answered}>{say('youSaid.link')}</a>
        {isMine && (
          <>
            {' · '}
            <a href={`/studies/${study}/notices`}>{unseen > 0 ? say('notices.unseen', { number: unseen }) : say('notices.title')}</a>
          </>
        )}
      </p>
    </>,
    heading,
  )
}
