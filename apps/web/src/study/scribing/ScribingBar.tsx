import { type ComponentType, useContext, useEffect, useRef, useState } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { NotLoadedDialog } from '../bar/NotLoadedDialog.tsx'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { backInText } from '../editor/back-in-text.ts'
import { StudyContext, useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import './scribing.css'
import { SectorMark } from './SectorMark.tsx'

const loadDialog = async () => import('./ScribingDialog.tsx').then(({ ScribingDialog }) => ScribingDialog)
const loadReadBack = async () => import('./ReadBackDialog.tsx').then(({ ReadBackDialog }) => ReadBackDialog)

/** For whom one writes now, always in sight; one tap or key to go over to somebody else who is here, and to stop. */
export function ScribingBar() {
  const say = useSay()
  const { sitting, switchTo, stop, backToText } = useSwitching()
  const study = useContext(StudyContext)
  const more = useRef<HTMLButtonElement>(null)
  const [Dialog, setDialog] = useState<ComponentType<StudyDialogProps> | null>(null)
  const open = (load: () => Promise<ComponentType<StudyDialogProps>>) => () =>
    void load()
      .catch(() => NotLoadedDialog)
      .then((Loaded) => setDialog(() => Loaded))
  if (sitting === null) return null
  const { present, current, isPaused } = sitting
  return (
    <section className="scribing-bar" aria-label={say('scribing.bar')} data-paused={isPaused ? '' : undefined}>
      {isPaused ? (
        <p role="alert">{say('scribing.quiet', { name: current.name })}</p>
      ) : (
        <p className="scribing-now">
          <SectorMark sector={current.sector} />
          <strong>{say('scribing.now', { name: current.name })}</strong>
        </p>
      )}
      <div className="scribing-people" role="group" aria-label={say('scribing.switch')}>
        {(present.length > 1 || isPaused) &&
          present.map((speaker, place) => (
            <button
              key={speaker.participantId}
              type="button"
              className="scribing-person"
              aria-pressed={!isPaused && speaker === current}
              aria-keyshortcuts={`Alt+Shift+${place + 1}`}
              title={say('scribing.key', { name: speaker.name, number: place + 1 })}
              onClick={() => {
                switchTo(place)
                backToText()
              }}
            >
              <SectorMark sector={speaker.sector} />
              {speaker.name}
            </button>
          ))}
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-keyshortcuts="Alt+Shift+0"
          onClick={() => {
            stop()
            backToText()
          }}
        >
          {say('scribing.stop')}
        </button>
        <button ref={more} type="button" className="text-button" onClick={open(loadDialog)}>
          {say('scribing.more')}
        </button>
        <button type="button" className="text-button" onClick={open(loadReadBack)}>
          {say('readBack.open')}
        </button>
      </div>
      {Dialog && study && <Dialog study={study} onClose={() => setDialog(null)} returnTo={more} />}
    </section>
  )
}

/** Alt+Shift and a number goes over to the person at that place, and 0 back to oneself, from anywhere on the page. */
function useSwitching() {
  const say = useSay()
  const announce = useAnnounce()
  const { scribing, active } = useOpenCopy()
  const sitting = useObserved(scribing.sitting)
  const switchTo = (place: number): void => {
    const speaker = scribing.switchTo(place)
    if (speaker !== undefined) announce(say('scribing.now', { name: speaker.name }))
  }
  const stop = (): void => {
    scribing.stop()
    announce(say('scribing.stopped'))
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const place = /^Digit(\d)$/.exec(event.code)?.[1]
      if (place === undefined || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      event.stopPropagation()
      if (place === '0') {
        scribing.stop()
        announce(say('scribing.stopped'))
      } else {
        const speaker = scribing.switchTo(Number(place) - 1)
        if (speaker !== undefined) announce(say('scribing.now', { name: speaker.name }))
      }
    }
    // Before the editor, for which it would be a character.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [scribing, announce, say])
  const backToText = (): void => {
    const editor = active.get()?.editor
    if (editor !== undefined) backInText(editor).run()
  }
  return { sitting, switchTo, stop, backToText }
}
