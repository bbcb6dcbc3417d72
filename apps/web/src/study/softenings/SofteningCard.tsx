import type { SofteningView, StudyView } from '@samskriv/protocol/http'
import { useId, useState } from 'react'

import { useSoftening } from '../../api/softenings.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { focusSection } from '../section/SectionView.tsx'
import { Paragraph } from './Paragraph.tsx'
import { whatWent } from './sentences.ts'
import { Talk } from './Talk.tsx'

interface SofteningCardProps {
  readonly study: StudyView
  readonly softening: SofteningView
  /** The title of the section. */
  readonly section: string
  readonly isOpenAtFirst: boolean
  /** What had the focus may be gone. */
  readonly onGone: () => void
}

export function SofteningCard({ study, softening, section, isOpenAtFirst, onGone }: SofteningCardProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const more = useId()
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const { restore, settle } = useSoftening(study.id, softening.id)
  const { as, state, was, now, voices, canRestore, messages } = softening
  const bringBack = (): void => {
    if (restore.isPending) return
    restore.mutate(undefined, {
      onSuccess: () => {
        announce(say('softening.restored', { section }))
        focusSection(softening.section)
      },
    })
  }
  const findFine = (): void => {
    if (settle.isPending) return
    settle.mutate(undefined, {
      onSuccess: () => {
        announce(say('softening.settled'))
        onGone()
      },
    })
  }
  return (
    <article className="softening" aria-label={section}>
      <p>{whatWent(say, language, softening, section, study.me?.participantId ?? null)}</p>
      {state === 'restored' && <p>{say('softening.isBack')}</p>}
      <button type="button" className="text-button" aria-expanded={isOpen} aria-controls={more} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? say('softening.less') : say('softening.see')}
      </button>
      <div id={more} hidden={!isOpen}>
        <div className="softening-texts show-voices">
          <Paragraph title={say('softening.was')} hint={say('softening.was.hint')} spans={was} voices={voices} language={study.language} />
          {now === null ? (
            <div>
              <h3>{say('softening.now')}</h3>
              <p>{say('softening.now.none')}</p>
            </div>
          ) : (
            <Paragraph title={say('softening.now')} spans={now} voices={voices} language={study.language} />
          )}
        </div>
        <ProblemText error={restore.error ?? settle.error} />
        {as !== 'changer' && state === 'open' && (
          <p className="small soft softening-restore">{say(canRestore ? 'softening.restore.hint' : 'softening.restore.closed')}</p>
        )}
        <div className="softening-actions">
          {canRestore && (
            <button type="button" className="button" aria-disabled={restore.isPending} onClick={bringBack}>
              {say('softening.restore')}
            </button>
          )}
          {as === 'author' && (
            <button type="button" className="button" data-kind="quiet" aria-disabled={settle.isPending} onClick={findFine}>
              {say('softening.fine')}
            </button>
          )}
        </div>
        {(messages.length > 0 || softening.canTalk) && <Talk study={study.id} softening={softening} />}
      </div>
    </article>
  )
}
