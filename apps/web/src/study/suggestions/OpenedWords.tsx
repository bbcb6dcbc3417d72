import type { StudyView } from '@samskriv/protocol/http'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { useProtection } from '../../api/suggestions.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { sectionId } from '../section/SectionView.tsx'

/** Where the community's words are open to other sectors, and for whom; the community's own stewards open and protect them. */
export function OpenedWords({ study }: { readonly study: StudyView }) {
  const mayOpen = study.me?.canOpenWords === true
  return study.sections.map(({ key, wordsProtected }) => {
    if (wordsProtected && !mayOpen) return null
    return <OfSection key={key} study={study} section={key} isProtected={wordsProtected} mayOpen={mayOpen} />
  })
}

interface OfSectionProps {
  readonly study: StudyView
  readonly section: string
  readonly isProtected: boolean
  readonly mayOpen: boolean
}

function OfSection({ study, section, isProtected, mayOpen }: OfSectionProps) {
  const say = useSay()
  const announce = useAnnounce()
  const place = usePlaceAfter(section)
  const protect = useProtection(study.id, section)
  const [isAsked, setIsAsked] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (place === null) return null
  const name = study.template.sections.find(({ id }) => id === section)?.title[study.language] ?? ''
  const set = (isWanted: boolean): void => {
    if (protect.isPending) return
    protect.mutate(isWanted, {
      onSuccess: () => {
        setIsAsked(false)
        announce(say(isWanted ? 'protection.done.protect' : 'protection.done.open', { section: name }))
        requestAnimationFrame(() => button.current?.focus())
      },
    })
  }
  return createPortal(
    <>
      {!isProtected && <p className="notice small">{say('protection.isOpen')}</p>}
      <ProblemText error={protect.error} />
      {mayOpen && !isAsked && (
        <button
          ref={button}
          type="button"
          className="text-button"
          aria-label={`${say(isProtected ? 'protection.open' : 'protection.protect')}: ${name}`}
          onClick={() => (isProtected ? setIsAsked(true) : set(true))}
        >
          {say(isProtected ? 'protection.open' : 'protection.protect')}
        </button>
      )}
      {isAsked && (
        <div className="notice" role="group" aria-label={say('protection.open')}>
          <p>{say('protection.what')}</p>
          <div className="suggestion-actions">
            <button type="button" className="button" aria-disabled={protect.isPending} onClick={() => set(false)}>
              {say('protection.open.yes')}
            </button>
            <button
              type="button"
              className="button"
              data-kind="quiet"
              onClick={() => {
                setIsAsked(false)
                requestAnimationFrame(() => button.current?.focus())
              }}
            >
              {say('action.cancel')}
            </button>
          </div>
        </div>
      )}
    </>,
    place,
  )
}

/** Below a section: it is part of the page before this is fetched. */
function usePlaceAfter(section: string): HTMLElement | null {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const end = document.querySelector(`#${CSS.escape(sectionId(section))} > .section-end`)
    if (end === null) return
    const made = document.createElement('div')
    made.className = 'opened-words'
    end.after(made)
    setPlace(made)
    return () => {
      made.remove()
      setPlace(null)
    }
  }, [section])
  return place
}
