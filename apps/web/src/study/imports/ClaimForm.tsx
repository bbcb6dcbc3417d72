import { sectorLabel } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import type { ImportsView } from '@samskriv/protocol/http-imports'
import { type FormEvent, useEffect, useRef, useState } from 'react'

import { useClaimWords } from '../../api/imports.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'
import { importProblem } from './import-problem.ts'

interface ClaimFormProps {
  readonly study: StudyView
  readonly passages: ImportsView['passages']
}

/** Words that nobody stands behind yet: ticked by whoever said them, told what that means, and then theirs. */
export function ClaimForm({ study, passages }: ClaimFormProps) {
  const say = useSay()
  const claim = useClaimWords(study.id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [step, setStep] = useState<'choose' | 'none-chosen' | 'asked'>('choose')
  const done = useRef<HTMLParagraphElement>(null)
  const submit = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (claim.isSuccess) done.current?.focus()
  }, [claim.isSuccess])
  const mine = passages.filter(({ id }) => chosen.has(id))
  const ask = (event: FormEvent): void => {
    event.preventDefault()
    claim.reset()
    setStep(mine.length === 0 ? 'none-chosen' : 'asked')
  }
  const confirm = (): void => {
    setStep('choose')
    claim.mutate(
      mine.map(({ id, text }) => ({ id, text })),
      { onSuccess: () => setChosen(new Set()) },
    )
  }
  const toggle = (id: string, isMine: boolean): void => {
    setStep('choose')
    setChosen((before) => {
      const after = new Set(before)
      if (isMine) after.add(id)
      else after.delete(id)
      return after
    })
  }
  return (
    <>
      <p ref={done} role="status" tabIndex={-1}>
        {claim.isSuccess ? say('imports.unclaimed.done') : ''}
      </p>
      {passages.length > 0 && (
        <form className="form import-unclaimed" noValidate onSubmit={ask}>
          <FieldGroup
            label={say('imports.unclaimed')}
            hint={say('imports.unclaimed.hint')}
            error={step === 'none-chosen' ? say('imports.unclaimed.none') : undefined}
          >
            {passages.map(({ id, text, source }) => (
              <label key={id} className="choice">
                <input type="checkbox" checked={chosen.has(id)} onChange={({ target }) => toggle(id, target.checked)} />
                <span lang={study.language}>
                  {text} <span className="hint">{source}</span>
                </span>
              </label>
            ))}
          </FieldGroup>
          {claim.error !== null && (
            <p role="alert" className="field-error">
              {importProblem(say, claim.error)}
            </p>
          )}
          {step === 'asked' ? (
            <Meaning
              study={study}
              words={mine.reduce((sum, { text }) => sum + wordsIn(text), 0)}
              onConfirm={confirm}
              onCancel={() => {
                setStep('choose')
                // Once it is there again.
                requestAnimationFrame(() => submit.current?.focus())
              }}
            />
          ) : (
            <div className="dialog-actions">
              <button ref={submit} type="submit" className="button" data-kind="quiet" disabled={claim.isPending}>
                {say('imports.unclaimed.mine')}
              </button>
            </div>
          )}
        </form>
      )}
    </>
  )
}

interface MeaningProps {
  readonly study: StudyView
  readonly words: number
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** What it means to stand behind words, before one does. */
function Meaning({ study, words, onConfirm, onCancel }: MeaningProps) {
  const say = useSay()
  const language = useLanguage()
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  const sector = study.me?.sector ?? null
  const question = say('imports.claim.question', { count: words })
  return (
    <div className="notice confirmed" data-tone="warning" role="group" aria-label={question}>
      <div role="alert">
        <p>
          <strong>{question}</strong>
        </p>
        <ul>
          <li>{say('imports.claim.shown')}</li>
          {sector !== null && <li>{say('imports.claim.counts', { sector: sectorLabel(sector, language) })}</li>}
          <li>{say('imports.claim.undo')}</li>
        </ul>
      </div>
      <div className="dialog-actions">
        <button ref={yes} type="button" className="button" data-kind="warning" onClick={onConfirm}>
          {say('imports.claim.yes')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onCancel}>
          {say('action.cancel')}
        </button>
      </div>
    </div>
  )
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length
}
