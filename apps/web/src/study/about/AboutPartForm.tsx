import type { AboutPart } from '@samskriv/domain'
import type { AboutValues, AboutView } from '@samskriv/protocol/http-about'
import type { StudyView } from '@samskriv/protocol/http'
import { type FormEvent, useEffect, useRef, useState } from 'react'

import { useChangeAbout } from '../../api/about.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { type Say, useSay } from '../../shell/use-say.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { aboutFields, type EntryPart } from './about-fields.ts'
import { changeOf, type Draft, type DraftProblem, type Drafts, draftsOf, problemsOf } from './about-form.ts'
import { AboutFields } from './AboutFields.tsx'
import { AboutPartRead } from './AboutPartRead.tsx'
import { CriteriaFields } from './CriteriaFields.tsx'

interface AboutPartFormProps {
  readonly study: StudyView
  readonly part: AboutPart
  /** As the server last said it. */
  readonly view: AboutView
  readonly onDirty: (isDirty: boolean) => void
  readonly onSaved: () => void
  readonly onBack: () => void
}

/**
 * The form of one part. It begins with what was saved then and is sent as a change of that: when somebody else has saved another
 * state meanwhile, both are shown, and whoever writes says which one holds.
 */
export function AboutPartForm({ study, part, view, onDirty, onSaved, onBack }: AboutPartFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const heading = useRef<HTMLHeadingElement>(null)
  const criteria = study.template.criteria.map(({ id }) => id)
  const fresh = (): Drafts => draftsOf(valuesOf(view), part, criteria, () => crypto.randomUUID())
  const [drafts, setDrafts] = useState<Drafts>(fresh)
  const [version, setVersion] = useState(view.parts[part].version)
  const [problems, setProblems] = useState<readonly DraftProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const change = useChangeAbout(study.id)
  const isConflict = change.error instanceof ApiProblem && change.error.code === 'changed-meanwhile'
  useEffect(() => heading.current?.focus(), [])

  const edit = (next: Drafts): void => {
    setDrafts(next)
    onDirty(true)
  }
  const editOne = (draft: Draft): void => edit(drafts.map((each) => (each.id === draft.id ? draft : each)))
  const save = (over: number): void => {
    if (change.isPending) return
    const found = problemsOf(part, drafts)
    setProblems(found)
    setAttempt((before) => before + 1)
    if (found.length > 0) return
    change.mutate(changeOf(part, over, drafts, valuesOf(view)), {
      onSuccess: () => {
        announce(say('about.saved', { part: say(`about.part.${part}`) }))
        onSaved()
      },
      onError: () => setAttempt((before) => before + 1),
    })
  }
  const takeTheirs = (): void => {
    setDrafts(fresh())
    setVersion(view.parts[part].version)
    setProblems([])
    onDirty(false)
    change.reset()
    heading.current?.focus()
  }
  const summary = [
    ...problems.map((problem) => ({ field: problem.field, text: textOf(problem, say) })),
    ...(change.isError && !isConflict ? [{ field: null, text: problemText(say, change.error) }] : []),
  ]
  const errors = new Map(problems.map((problem) => [problem.field, textOf(problem, say)]))
  return (
    <form
      className="form about-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        save(version)
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        {say(`about.part.${part}`)}
      </h3>
      <ErrorSummary problems={summary} attempt={attempt} />
      {isConflict && (
        <div className="notice" data-tone="warning" role="alert">
          <h4>{say('about.conflict.title')}</h4>
          <p>{say('about.conflict.text')}</p>
          <AboutPartRead study={study} part={part} values={valuesOf(view)} onGone={() => {}} />
          <p className="about-actions">
            <button type="button" className="button" onClick={() => save(view.parts[part].version)}>
              {say('about.conflict.mine')}
            </button>
            <button type="button" className="button" data-kind="quiet" onClick={takeTheirs}>
              {say('about.conflict.theirs')}
            </button>
          </p>
        </div>
      )}
      {part === 'contact' && <p>{say('about.contact.public')}</p>}
      {part === 'criteria' ? (
        <CriteriaFields study={study} drafts={drafts} onChange={editOne} />
      ) : isEntryPart(part) ? (
        <Entries study={study} part={part} drafts={drafts} errors={errors} onChange={edit} />
      ) : (
        drafts.map((draft) => (
          <AboutFields
            key={draft.id}
            fields={aboutFields[part]}
            draft={draft}
            language={study.language}
            errors={errors}
            onChange={editOne}
          />
        ))
      )}
      <p className="about-actions">
        <button type="submit" className="button" aria-disabled={change.isPending}>
          {say(change.isPending ? 'about.saving' : 'about.save')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onBack}>
          {say('about.back')}
        </button>
      </p>
    </form>
  )
}

interface EntriesProps {
  readonly study: StudyView
  readonly part: EntryPart
  readonly drafts: Drafts
  readonly errors: ReadonlyMap<string, string>
  readonly onChange: (drafts: Drafts) => void
}

function Entries({ study, part, drafts, errors, onChange }: EntriesProps) {
  const say = useSay()
  const announce = useAnnounce()
  const list = useRef<HTMLDivElement>(null)
  const [added, setAdded] = useState<string | null>(null)
  const add = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (added !== null) document.getElementById(`about-entry-${added}`)?.querySelector<HTMLElement>('input, select')?.focus()
  }, [added])
  return (
    <div ref={list}>
      {drafts.map((draft, place) => {
        const entry = say(`about.entry.${part}`, { number: String(place + 1) })
        return (
          <fieldset key={draft.id} id={`about-entry-${draft.id}`} className="about-entry">
            <legend>{entry}</legend>
            <AboutFields
              fields={aboutFields[part]}
              draft={draft}
              language={study.language}
              errors={errors}
              onChange={(next) => onChange(drafts.map((each) => (each.id === next.id ? next : each)))}
            />
            <button
              type="button"
              className="text-button"
              onClick={() => {
                onChange(drafts.filter(({ id }) => id !== draft.id))
                announce(say('about.removedEntry', { entry }))
                add.current?.focus()
              }}
            >
              {say('about.removeEntry', { entry })}
            </button>
          </fieldset>
        )
      })}
      <button
        ref={add}
        type="button"
        className="button"
        data-kind="quiet"
        onClick={() => {
          const id = crypto.randomUUID()
          onChange([...drafts, { id, answers: part === 'communities' ? { describedBy: 'themselves' } : {} }])
          setAdded(id)
        }}
      >
        {say(`about.add.${part}`)}
      </button>
    </div>
  )
}

function isEntryPart(part: AboutPart): part is EntryPart {
  return part === 'communities' || part === 'partners' || part === 'funding'
}

function textOf({ kind, label }: DraftProblem, say: Say): string {
  switch (kind) {
    case 'empty':
      return say('about.error.empty', { field: say(label) })
    case 'choose':
      return say('about.error.choose', { field: say(label) })
    case 'order':
      return say('about.error.order')
    case 'number':
      return say('about.error.number')
    case 'amount':
      return say('about.error.amount')
  }
}

export function valuesOf({ parts }: AboutView): AboutValues {
  return {
    period: parts.period.value,
    place: parts.place.value,
    communities: parts.communities.value,
    partners: parts.partners.value,
    funding: parts.funding.value,
    criteria: parts.criteria.value,
    contact: parts.contact.value,
  }
}
