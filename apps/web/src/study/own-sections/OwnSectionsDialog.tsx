import { cleanTitle } from '@samskriv/domain'
import { type FormEvent, useEffect, useState } from 'react'

import { useAddSection, useRemoveSection } from '../../api/section-state.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { useSay } from '../../shell/use-say.ts'
import { ErrorSummary, type FieldProblem } from '../../ui/ErrorSummary.tsx'
import { Field } from '../../ui/Field.tsx'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { focusSection } from '../section/SectionView.tsx'

/** For stewards: a section of the study's own, and taking one away in which nobody has written. */
export function OwnSectionsDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const add = useAddSection(study.id)
  const [title, setTitle] = useState('')
  const [question, setQuestion] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [added, setAdded] = useState<string | null>(null)
  const isDrawn = study.template.sections.some(({ id }) => id === added)
  useEffect(() => {
    if (added === null) return
    // Once it is drawn on the page; without it when the network has gone meanwhile.
    const timer = setTimeout(() => closeThen(onClose, () => focusSection(added)), isDrawn ? 0 : drawnWithinMs)
    return () => clearTimeout(timer)
  }, [isDrawn, added, onClose])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (add.isPending || added !== null) return
    const cleaned = { title: cleanTitle(title), question: cleanTitle(question) }
    const found = (['title', 'question'] as const).flatMap((name): FieldProblem[] => {
      const line = cleaned[name]
      if (line.ok) return []
      const empty = say(name === 'title' ? 'ownSections.name.empty' : 'ownSections.question.empty')
      return [{ field: `own-${name}`, text: line.reason === 'too-long' ? say('ownSections.tooLong') : empty }]
    })
    setProblems(found)
    setAttempt((before) => before + 1)
    if (!cleaned.title.ok || !cleaned.question.ok) return
    const section = cleaned.title.title
    add.mutate(
      { title: section, question: cleaned.question.title },
      {
        onSuccess: ({ key }) => {
          announce(say('ownSections.added', { section }))
          setAdded(key)
        },
        onError: (error) => {
          setProblems([{ field: null, text: problemText(say, error) }])
          setAttempt((before) => before + 1)
        },
      },
    )
  }
  const errorOf = (field: string): string | undefined => problems.find((problem) => problem.field === field)?.text
  return (
    <PlainDialog title={say('ownSections.title')} onClose={onClose} returnTo={returnTo}>
      <p>{say('ownSections.intro')}</p>
      <form className="form" noValidate onSubmit={submit}>
        <ErrorSummary problems={problems} attempt={attempt} />
        <Field id="own-title" label={say('ownSections.name')} error={errorOf('own-title')}>
          {(input) => (
            <input {...input} value={title} lang={study.language} autoComplete="off" onChange={({ target }) => setTitle(target.value)} />
          )}
        </Field>
        <Field id="own-question" label={say('ownSections.question')} error={errorOf('own-question')}>
          {(input) => (
            <input
              {...input}
              value={question}
              lang={study.language}
              autoComplete="off"
              onChange={({ target }) => setQuestion(target.value)}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <button type="submit" className="button" aria-disabled={add.isPending}>
            {say('ownSections.title')}
          </button>
        </div>
      </form>
      <AddedSections study={study} />
    </PlainDialog>
  )
}

function AddedSections({ study }: Pick<StudyDialogProps, 'study'>) {
  const say = useSay()
  const announce = useAnnounce()
  const remove = useRemoveSection(study.id)
  const own = study.template.sections.filter(({ id }) => study.sections.some((row) => row.key === id && row.own))
  if (own.length === 0) return null
  return (
    <section aria-labelledby="own-sections">
      <h3 id="own-sections">{say('ownSections.there')}</h3>
      <p className="soft">{say('ownSections.removeHint')}</p>
      {remove.isError && (
        <p role="alert" className="field-error">
          {problemText(say, remove.error)}
        </p>
      )}
      <ul className="list">
        {own.map(({ id, title: titles }) => {
          const title = titles[study.language]
          return (
            <li key={id}>
              <span lang={study.language}>{title}</span>{' '}
              <button
                type="button"
                className="text-button"
                aria-disabled={remove.isPending}
                onClick={() => {
                  if (remove.isPending) return
                  remove.mutate(id, { onSuccess: () => announce(say('ownSections.removed', { section: title })) })
                }}
              >
                {say('ownSections.remove', { section: title })}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const drawnWithinMs = 2_000
