import { type AboutPart, aboutParts } from '@samskriv/domain'
import { formatDate } from '@samskriv/i18n/web'
import type { AboutView } from '@samskriv/protocol/http-about'
import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { aboutQuery } from '../../api/about.ts'
import { studyPath } from '../../api/studies.ts'
import { OfflineNotice } from '../../offline/OfflineNotice.tsx'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { problemText } from '../../shell/problem-text.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import './about.css'
import { AboutPartForm, valuesOf } from './AboutPartForm.tsx'
import { AboutPartRead } from './AboutPartRead.tsx'

/** What is told about a study beside its text, to read; each part with a form of its own for those who may change it. */
export function AboutDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const about = useQuery(aboutQuery(study.id))
  const [isDirty, setIsDirty] = useState(false)
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  useEffect(() => {
    if (!isDirty) return
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [isDirty])
  /** What is typed and not saved goes only when whoever typed it says so. */
  const leave = (go: () => void): void => {
    if (isDirty) setLeaving(() => go)
    else go()
  }
  return (
    <PlainDialog title={say('about.title')} onClose={() => leave(onClose)} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      {leaving !== null && (
        <Unsaved
          onStay={() => setLeaving(null)}
          onLeave={() => {
            setIsDirty(false)
            setLeaving(null)
            leaving()
          }}
        />
      )}
      {about.isPending && <p role="status">{say('about.loading')}</p>}
      {about.isError && (
        <div className="notice" data-tone="warning" role="alert">
          {about.data === undefined && <h3>{say('about.failed')}</h3>}
          <p>{problemText(say, about.error)}</p>
          <button type="button" className="button" data-kind="quiet" onClick={() => void about.refetch()}>
            {say('action.tryAgain')}
          </button>
        </div>
      )}
      <OfflineNotice about={`${studyPath(study.id)}/about`} />
      {about.data && <Parts study={study} view={about.data} onGone={() => leave(onClose)} onDirty={setIsDirty} leave={leave} />}
    </PlainDialog>
  )
}

function Unsaved({ onStay, onLeave }: { readonly onStay: () => void; readonly onLeave: () => void }) {
  const say = useSay()
  const stay = useRef<HTMLButtonElement>(null)
  useEffect(() => stay.current?.focus(), [])
  return (
    <div className="notice" data-tone="warning" role="alert">
      <p>{say('about.unsaved')}</p>
      <p className="about-actions">
        <button ref={stay} type="button" className="button" onClick={onStay}>
          {say('about.stay')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onLeave}>
          {say('about.discard')}
        </button>
      </p>
    </div>
  )
}

interface PartsProps {
  readonly study: StudyView
  readonly view: AboutView
  readonly onGone: () => void
  readonly onDirty: (isDirty: boolean) => void
  readonly leave: (go: () => void) => void
}

function Parts({ study, view, onGone, onDirty, leave }: PartsProps) {
  const say = useSay()
  const language = useLanguage()
  const [open, setOpen] = useState<AboutPart | null>(null)
  const [last, setLast] = useState<AboutPart | null>(null)
  useEffect(() => {
    if (open === null && last !== null) document.getElementById(`about-change-${last}`)?.focus()
  }, [open, last])
  const close = (): void => {
    setLast(open)
    setOpen(null)
    onDirty(false)
  }
  if (open !== null)
    return <AboutPartForm key={open} study={study} part={open} view={view} onDirty={onDirty} onSaved={close} onBack={() => leave(close)} />
  return (
    <>
      <p>{say('about.intro')}</p>
      {!view.canChange && <p className="soft">{say('about.readOnly')}</p>}
      {aboutParts.map((part) => {
        const { changedBy, changedAt } = view.parts[part]
        const name = say(`about.part.${part}`)
        return (
          <section key={part} className="about-part" aria-labelledby={`about-part-${part}`}>
            <h3 id={`about-part-${part}`}>{name}</h3>
            <AboutPartRead study={study} part={part} values={valuesOf(view)} onGone={onGone} />
            {changedBy !== null && changedAt !== null && (
              <p className="small soft">
                {say('about.changedBy', { name: changedBy, date: formatDate(language, changedAt, localTimeZone) })}
              </p>
            )}
            {view.canChange && (
              <button
                id={`about-change-${part}`}
                type="button"
                className="text-button"
                aria-label={say('about.changeOf', { part: name })}
                onClick={() => setOpen(part)}
              >
                {say('about.change')}
              </button>
            )}
          </section>
        )
      })}
    </>
  )
}
