import type { StudyView } from '@samskriv/protocol/http'
import type { ImportDone, ImportView } from '@samskriv/protocol/http-imports'
import { useEffect, useRef, useState } from 'react'

import { forgetImport, readDocument } from '../../api/imports.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { FileOnItsWay } from '../../ui/FileOnItsWay.tsx'
import { BroughtIn } from './BroughtIn.tsx'
import { DocumentChoice } from './DocumentChoice.tsx'
import { EarlierImports } from './EarlierImports.tsx'
import { documentProblem, type DocumentProblem } from './import-problem.ts'
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
  const [problem, setProblem] = useState<DocumentProblem | null>(null)
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
      if (!control.signal.aborted) setProblem(documentProblem(say, error))
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
      return (
        <FileOnItsWay
          id="import-progress"
          label={say('imports.reading', { name: step.name })}
          sent={step.sent}
          stop={say('imports.stop')}
          onStop={stop}
        />
      )
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
