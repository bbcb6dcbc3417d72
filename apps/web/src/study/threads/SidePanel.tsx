import { useEffect } from 'react'
import { createPortal } from 'react-dom'

import { useSay } from '../../shell/use-say.ts'
import { useDesk } from './desk.ts'
import { UnsentSuggestions } from '../suggestions/UnsentSuggestions.tsx'
import { MarginCards } from './MarginCards.tsx'
import { NoThreads } from './NoThreads.tsx'
import { ThreadList } from './ThreadList.tsx'
import { UnsentComment } from './UnsentComment.tsx'
import type { KnownThreads } from './use-known-threads.ts'

export type PanelView = 'beside' | 'list' | 'people'

interface SidePanelProps {
  readonly known: KnownThreads
  readonly near: ReadonlySet<string>
  readonly onMoved: (listener: () => void) => () => void
  readonly view: PanelView
  readonly onView: (view: PanelView) => void
  readonly isHidden: boolean
  readonly onHidden: (isHidden: boolean) => void
  readonly section: string | null
  readonly onAllSections: () => void
}

/** The one panel on the right: what was said beside its words, all of it as a list, or who is here. */
export function SidePanel(props: SidePanelProps) {
  const slot = document.getElementById('threads-panel')
  const say = useSay()
  const { view, onView, known } = props
  const label = say('threads.panel')
  useEffect(() => {
    const panel = document.querySelector<HTMLElement>('.study-panel')
    if (panel === null) return
    const before = panel.getAttribute('aria-label') ?? ''
    panel.dataset['shows'] = view
    panel.setAttribute('aria-label', label)
    return () => {
      delete panel.dataset['shows']
      panel.setAttribute('aria-label', before)
    }
  }, [view, label])
  if (slot === null) return null
  const views = [
    ['beside', say('threads.title')],
    ['list', known.counts === undefined || known.counts.all === 0 ? say('threads.all') : `${say('threads.all')} ${known.counts.all}`],
    ['people', say('presence.label')],
  ] as const
  return createPortal(
    <>
      <div className="panel-switch" role="group" aria-label={say('threads.panel.choose')}>
        {views.map(([one, text]) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => onView(one)}>
            {text}
          </button>
        ))}
      </div>
      {view === 'beside' && <Beside {...props} />}
      {view === 'list' && (
        <>
          <h2 className="visually-hidden">{say('threads.title')}</h2>
          <ThreadList section={props.section} onAllSections={props.onAllSections} />
        </>
      )}
    </>,
    slot,
  )
}

function Beside({ known, near, onMoved, isHidden, onHidden }: SidePanelProps) {
  const say = useSay()
  const { study, opened, compose, composing } = useDesk()
  const isEmpty = known.counts?.all === 0 && composing === null
  return (
    <>
      <h2 className="visually-hidden">{say('threads.title')}</h2>
      {!isEmpty && (
        <div className="beside-tools">
          {study.me?.canComment === true && (
            <button type="button" className="text-button" onClick={() => compose({ section: null, anchor: null })}>
              {say('threads.begin.study')}
            </button>
          )}
          <button type="button" className="text-button" aria-pressed={isHidden} onClick={() => onHidden(!isHidden)}>
            {say('threads.hideAll')}
          </button>
        </div>
      )}
      <UnsentComment />
      <UnsentSuggestions />
      {isEmpty && <NoThreads />}
      {!isEmpty && known.newest?.length === 0 && opened === null && composing === null && (
        <p className="small soft">{say('threads.noneOpen')}</p>
      )}
      {(!isHidden || composing !== null) && <MarginCards threads={isHidden ? [] : known.beside} near={near} onMoved={onMoved} />}
    </>
  )
}
