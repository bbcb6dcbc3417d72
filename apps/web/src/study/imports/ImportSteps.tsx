import type { StudyView } from '@samskriv/protocol/http'
import type { ImportDone, ImportView } from '@samskriv/protocol/http-imports'
import { useEffect, useRef, useState } from 'react'

import { forgetImport, readDocument } from '../../api/imports.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { BroughtIn } from './BroughtIn.tsx'
import { DocumentChoice } from './DocumentChoice.tsx'
import { EarlierImports } from './EarlierImports.tsx'
import { importProblem } from './import-problem.ts'
import './imports.css'
import { UnclaimedWords } from './UnclaimedWords.tsx'
import { Understood } from './Understood.tsx'

export interface ImportStepsProps {
  readonly study: StudyView
  readonly onClose: () => void
}

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'reading'; readonly name: string; readonly sent: number }
  | { readonly kind: 'understood'; readonly view: ImportView }
  | { readonly kind: 'done'; readonly done: ImportDone }

/** Choose a document, see what was understood, say where it goes and whose words it holds, and see where it stands. */
export function ImportSteps({ study, onClose }: ImportStepsProps) {
  const say = useSay()
  const announce = useAnnounce()
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  const [problem, setProblem] = useState<string | null>(null)
  const reading = useRef<AbortController | null>(null)
  const waiting = useRef<string | null>(null)
  useEffect(
    () => () => {
      reading.current?.abort()
      if (waiting.current !== null) forgetImport(study.id, waiting.current)
    },
    [study.id],
  )

  const read = async (file: File): Promise<void> => {
    setProblem(null)
    const control = new AbortController()
    reading.current = control
    setStep({ kind: 'reading', name: file.name, sent: 0 })
    try {
      const onProgress = (sent: number): void => setStep((now) => (now.kind === 'reading' ? { ...now, sent } : now))
      const view = await readDocument(study.id, file, { onProgress, signal: control.signal })
      waiting.current = view.id
      setStep({ kind: 'understood', view })
    } catch (error) {
      if (!control.signal.aborted) setProblem(importProblem(say, error))
      setStep({ kind: 'choose' })
    }
  }
  const stop = (): void => {
    reading.current?.abort()
    announce(say('imports.stopped'))
  }
  const again = (): void => {
    if (waiting.current !== null) forgetImport(study.id, waiting.current)
    waiting.current = null
    setStep({ kind: 'choose' })
  }
  switch (step.kind) {
    case 'choose':
      return (
        <>
          {study.sections.some(({ canWrite }) => canWrite) && <DocumentChoice problem={problem} onChoose={(file) => void read(file)} />}
          <UnclaimedWords study={study} />
          <EarlierImports study={study} />
        </>
      )
    case 'reading':
      return <Reading name={step.name} sent={step.sent} onStop={stop} />
    case 'understood':
      return (
        <Understood
          study={study}
          view={step.view}
          onAgain={again}
          onDone={(done) => {
            waiting.current = null
            setStep({ kind: 'done', done })
          }}
        />
      )
    case 'done':
      return <BroughtIn study={study} done={step.done} onClose={onClose} />
  }
}

interface ReadingProps {
  readonly name: string
  readonly sent: number
  readonly onStop: () => void
}

function Reading({ name, sent, onStop }: ReadingProps) {
  const say = useSay()
  const stop = useRef<HTMLButtonElement>(null)
  // The field that was used has gone.
  useEffect(() => stop.current?.focus(), [])
  return (
    <div className="import-reading">
      <label htmlFor="import-progress" role="status">
        {say('imports.reading', { name })}
      </label>
      <progress id="import-progress" max={1} value={sent >= 1 ? undefined : sent} />
      <button ref={stop} type="button" className="button" data-kind="quiet" onClick={onStop}>
        {say('imports.stop')}
      </button>
    </div>
  )
}
