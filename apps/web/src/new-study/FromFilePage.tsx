import { type CaseStudyFileView, maxCaseStudyFileBytes } from '@samskriv/protocol/http-case-study-files'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'

import { bringInCaseStudy, readCaseStudyFile } from '../api/case-study-files.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { PageHeading } from '../shell/PageHeading.tsx'
import { Shell } from '../shell/Shell.tsx'
import { useImportMessages } from '../shell/use-import-messages.ts'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useSay } from '../shell/use-say.ts'
import { FileField } from '../ui/FileField.tsx'
import { FileOnItsWay } from '../ui/FileOnItsWay.tsx'
import { type FileProblem, fileProblem } from './file-problem.ts'
import './from-file.css'
import { UnderstoodStudy } from './UnderstoodStudy.tsx'

/** A case study from a file of one: what is in it is shown before anything is stored. */
export function FromFilePage() {
  const say = useSay()
  const messages = useImportMessages()
  const [hasProblem, setHasProblem] = useState(false)
  usePageTitle(say('home.fromFile'), hasProblem)
  return (
    <Shell>
      <PageHeading>{say('home.fromFile')}</PageHeading>
      {messages === 'loading' && <p role="status">{say('word.loading')}</p>}
      {messages === 'unreachable' && <p role="alert">{say('problem.offline')}</p>}
      {messages === 'there' && <Steps onProblem={setHasProblem} />}
    </Shell>
  )
}

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'sending'; readonly file: File; readonly view: CaseStudyFileView | null; readonly sent: number }
  | { readonly kind: 'understood'; readonly file: File; readonly view: CaseStudyFileView }

function Steps({ onProblem }: { readonly onProblem: (hasProblem: boolean) => void }) {
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  const [problem, setProblem] = useState<FileProblem | null>(null)
  const sending = useRef<AbortController | null>(null)
  useEffect(() => () => sending.current?.abort(), [])
  useEffect(() => onProblem(problem !== null), [problem, onProblem])

  /** Sends it, to be looked at or, with what was seen, to be brought in. What goes wrong is told where one was before. */
  const send = async (file: File, view: CaseStudyFileView | null): Promise<void> => {
    setProblem(null)
    const control = new AbortController()
    sending.current = control
    setStep({ kind: 'sending', file, view, sent: 0 })
    const onProgress = (sent: number): void => setStep((now) => (now.kind === 'sending' ? { ...now, sent } : now))
    const options = { onProgress, signal: control.signal }
    try {
      if (view === null) setStep({ kind: 'understood', file, view: await readCaseStudyFile(file, options) })
      else await navigate(`/studies/${await bringInCaseStudy(file, view.sha256, queries, options)}`)
    } catch (error) {
      if (!control.signal.aborted) setProblem(fileProblem(say, error))
      setStep(view === null ? { kind: 'choose' } : { kind: 'understood', file, view })
    }
  }
  const stop = (): void => {
    sending.current?.abort()
    announce(say('fromFile.stopped'))
  }
  switch (step.kind) {
    case 'choose':
      return (
        <>
          <p className="lead">{say('fromFile.intro')}</p>
          <FileField
            id="study-file"
            label={say('fromFile.file')}
            hint={say('fromFile.file.hint')}
            choose={say('fromFile.file.choose')}
            accept=".json,application/json"
            error={problem?.text}
            onChoose={(file) => {
              if (file.size > maxCaseStudyFileBytes) setProblem({ text: say('problem.case-study-too-large'), places: [] })
              else void send(file, null)
            }}
          />
          <WrongPlaces problem={problem} />
        </>
      )
    case 'sending':
      return (
        <FileOnItsWay
          // Another one than that of the reading: the focus goes to it.
          key={step.view === null ? 'reading' : 'bringing'}
          id="study-file-progress"
          label={step.view === null ? say('imports.reading', { name: step.file.name }) : say('fromFile.bringingIn')}
          sent={step.sent}
          stop={say('imports.stop')}
          onStop={stop}
        />
      )
    case 'understood':
      return (
        <UnderstoodStudy
          view={step.view}
          problem={problem}
          onBringIn={() => void send(step.file, step.view)}
          onAgain={() => {
            setProblem(null)
            setStep({ kind: 'choose' })
          }}
        />
      )
  }
}

function WrongPlaces({ problem }: { readonly problem: FileProblem | null }) {
  const say = useSay()
  if (problem === null || problem.places.length === 0) return null
  return (
    <details className="study-file-places">
      <summary>{say('fromFile.places')}</summary>
      <ul>
        {problem.places.map((place) => (
          <li key={place}>
            <code>{place}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}
