import type { WebMessageKey } from '@samskriv/i18n/web'
import { useEffect, useId, useRef, useState } from 'react'

import { useChangePreferences } from '../preferences/preferences.ts'
import { useSay } from '../shell/use-say.ts'
import { giveFocusBack } from '../ui/give-focus-back.ts'
import './help.css'

interface Step {
  readonly title: Extract<WebMessageKey, `tour.${string}.title`>
  readonly text: Extract<WebMessageKey, `tour.${string}.text`>
  /** What it is about, on pages that have it. */
  readonly place: string | null
}

const steps: readonly Step[] = [
  { title: 'tour.words.title', text: 'tour.words.text', place: '.section-body' },
  { title: 'tour.show.title', text: 'tour.show.text', place: '[data-tour-place="voices"]' },
  { title: 'tour.balance.title', text: 'tour.balance.text', place: '.section-balance' },
  { title: 'tour.scribe.title', text: 'tour.scribe.text', place: '.study-menu' },
  { title: 'tour.kept.title', text: 'tour.kept.text', place: null },
]

/** Five short steps beside the page, which stays as it is and can be used meanwhile. Escape ends it from within. */
export function Tour({ onClose }: { readonly onClose: () => void }) {
  const say = useSay()
  const heading = useId()
  const panel = useRef<HTMLElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const before = useRef<Element | null>(null)
  const [number, setNumber] = useState(0)
  const change = useChangePreferences()
  const step = steps[number]
  useEffect(() => {
    before.current = document.activeElement
  }, [])
  useEffect(() => title.current?.focus(), [number])
  const end = (): void => {
    change.mutate({ tourSeen: true })
    onClose()
    if (!giveFocusBack(before.current)) document.querySelector<HTMLElement>('#main')?.focus()
  }
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && event.target instanceof Node && panel.current?.contains(event.target) === true) end()
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  })
  if (step === undefined) return null
  const isLast = number === steps.length - 1
  return (
    <aside ref={panel} className="tour" aria-labelledby={heading}>
      <p className="small soft">
        {say('tour.title')} · {say('tour.step', { number: number + 1, total: steps.length })}
      </p>
      <h2 id={heading} ref={title} tabIndex={-1}>
        {say(step.title)}
      </h2>
      <p>{say(step.text)}</p>
      <div className="tour-actions">
        <button type="button" className="button" onClick={() => (isLast ? end() : setNumber(number + 1))}>
          {say(isLast ? 'tour.finish' : 'tour.next')}
        </button>
        {number > 0 && (
          <button type="button" className="button" data-kind="quiet" onClick={() => setNumber(number - 1)}>
            {say('tour.back')}
          </button>
        )}
        {step.place !== null && document.querySelector(step.place) !== null && (
          <button type="button" className="text-button" onClick={() => pointAt(step.place)}>
            {say('tour.showMe')}
          </button>
        )}
        {!isLast && (
          <button type="button" className="text-button" onClick={end}>
            {say('tour.skip')}
          </button>
        )}
      </div>
    </aside>
  )
}

/** Brings it into sight with a frame around it, until the next click anywhere. */
function pointAt(place: string | null): void {
  const found = place === null ? null : document.querySelector<HTMLElement>(place)
  if (found === null) return
  found.scrollIntoView({ block: 'center' })
  found.dataset['pointedAt'] = ''
  const forget = (): void => {
    delete found.dataset['pointedAt']
    document.removeEventListener('pointerdown', forget)
    document.removeEventListener('keydown', forget)
  }
  // Not the click or the key that has just asked for it.
  setTimeout(() => {
    document.addEventListener('pointerdown', forget)
    document.addEventListener('keydown', forget)
  })
}
