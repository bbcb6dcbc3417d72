import type { StudyView } from '@samskriv/protocol/http'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

import { ApiProblem } from '../../api/api-problem.ts'
import { useSuggesting } from '../../api/suggestions.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import type { CommentTarget } from '../threads/desk.ts'
import { UseField } from '../threads/UseField.tsx'
import { type AskedChange, forms, kindsAt, placedChange } from './asked-change.ts'
import { keepReason, lastReasonIn, newReason } from './last-reason.ts'
import './suggestion-form.css'
import { useBegunSuggestion } from './use-begun-suggestion.ts'

export interface SuggestionFormProps {
  readonly study: StudyView
  readonly target: CommentTarget
  readonly onDone: () => void
  /** In a sheet, which has its own heading. */
  readonly isBare?: boolean
}

type Missing = 'suggestion.words.same' | 'suggestion.words.missing' | 'suggestion.why.missing'

/** Other words, none, or new ones; where words are chosen in their place or beside them, else where the caret is or at the end. */
export function SuggestionForm({ study, target, onDone, isBare = false }: SuggestionFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const suggests = target.suggests ?? { place: 'instead' as const }
  const kinds = kindsAt(suggests)
  const chosen = suggests.place === 'instead' ? (target.paragraphs?.join('\n') ?? target.anchor?.quote ?? '') : ''
  const begun = useBegunSuggestion(target, { kind: kinds[0] ?? 'instead', words: chosen, form: 'bullet' })
  const { asked, reason, use } = begun
  const setAsked = (next: AskedChange): void => begun.change({ asked: next })
  const before = lastReasonIn(study.id)
  const [isSame, setIsSame] = useState(false)
  const [missing, setMissing] = useState<Missing | null>(null)
  const suggest = useSuggesting(study.id)
  const fieldId = { words: `${id}-words`, reason: `${id}-reason` }
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea')?.focus({ preventScroll: true }), [])
  const { kind } = asked
  const hasWords = kind !== 'delete' && kind !== 'form'
  const choose = (next: AskedChange['kind']): void => {
    const isInstead = next === 'instead'
    // What was written for another place stays, and the chosen words are no new ones.
    const words = isInstead && asked.words === '' ? chosen : !isInstead && asked.words === chosen ? '' : asked.words
    setAsked({ ...asked, kind: next, words })
  }
  const lacks = (what: Missing): void => {
    setMissing(what)
    document.getElementById(what === 'suggestion.why.missing' ? fieldId.reason : fieldId.words)?.focus()
  }
  const send = (): void => {
    if (suggest.isPending) return
    const change = placedChange(target, suggests, asked)
    if (change === null) return lacks(asked.words.trim() === '' ? 'suggestion.words.missing' : 'suggestion.words.same')
    setMissing(null)
    const { anchor } = target
    const shared = isSame && before !== null ? before : reason.trim() === '' ? null : newReason(study.id, reason.trim())
    const why = shared === null ? {} : { reason: shared.reason, batch: shared.batch }
    suggest.mutate(
      { section: target.section ?? '', ...(anchor === null ? {} : { anchor }), ...change, ...why, use },
      {
        onSuccess: ({ state }) => {
          keepReason(shared)
          begun.done()
          announce(say(state === 'accepted' ? 'suggestion.tidied' : 'suggestion.sent'))
          onDone()
        },
        onError: (error) => {
          if (error instanceof ApiProblem && error.code === 'reason-needed') lacks('suggestion.why.missing')
        },
      },
    )
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    send()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape' && !isBare) {
      event.stopPropagation()
      onDone()
    }
  }
  const section = study.template.sections.find((one) => one.id === target.section)?.title[study.language] ?? ''
  return (
    // Keys that work in each of its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className="composer suggestion-form"
      aria-label={say('suggestion.instead')}
      onSubmit={onSubmit}
      onKeyDown={onKey}
      noValidate
    >
      {!isBare && <h3 className="composer-title">{say('suggestion.instead')}</h3>}
      {suggests.place === 'instead' && (
        <blockquote className="thread-quote" lang={study.language}>
          {chosen}
        </blockquote>
      )}
      {suggests.place === 'end' && <p className="small soft">{say('suggestion.atEnd', { section })}</p>}
      {kinds.length > 1 && (
        <FieldGroup label={say('suggestion.what')}>
          {kinds.map((one) => (
            <label key={one} className="choice">
              <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => choose(one)} />
              <span>{say(`suggestion.what.${one}`)}</span>
            </label>
          ))}
        </FieldGroup>
      )}
      {hasWords && (
        <Field
          id={fieldId.words}
          label={say(kind === 'instead' ? 'suggestion.words' : 'suggestion.words.new')}
          hint={say('suggestion.words.hint')}
          error={missing === 'suggestion.words.same' || missing === 'suggestion.words.missing' ? say(missing) : undefined}
        >
          {(field) => (
            <textarea
              {...field}
              rows={4}
              maxLength={20_000}
              spellCheck
              dir="auto"
              lang={study.language}
              value={asked.words}
              onChange={({ target: { value } }) => setAsked({ ...asked, words: value })}
            />
          )}
        </Field>
      )}
      {kind === 'form' && (
        <Field id={`${id}-form`} label={say('suggestion.kind')}>
          {(field) => (
            <select
              {...field}
              className="select"
              value={asked.form}
              onChange={({ target: { value } }) => setAsked({ ...asked, form: forms.find((one) => one === value) ?? asked.form })}
            >
              {forms.map((one) => (
                <option key={one} value={one}>
                  {say(`suggestion.form.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {before !== null && (
        <label className="choice">
          <input type="checkbox" checked={isSame} onChange={({ target: { checked } }) => setIsSame(checked)} />
          <span>
            {say('suggestion.sameReason')}
            <span className="hint small" dir="auto">
              {before.reason}
            </span>
          </span>
        </label>
      )}
      {!(isSame && before !== null) && (
        <Field
          id={fieldId.reason}
          label={say('suggestion.why')}
          hint={say('suggestion.why.needed')}
          error={missing === 'suggestion.why.missing' ? say(missing) : undefined}
        >
          {(field) => (
            <textarea
              {...field}
              rows={2}
              maxLength={1_000}
              dir="auto"
              value={reason}
              onChange={({ target: { value } }) => begun.change({ reason: value })}
            />
          )}
        </Field>
      )}
      <details className="composer-more">
        <summary>
          {say('threads.use.label')}
          <span className="small soft">{say(`use.${use}`)}</span>
        </summary>
        <UseField name={`${id}-use`} value={use} onChange={(one) => begun.change({ use: one })} />
      </details>
      {begun.isFound && <p className="small soft">{say('threads.draft.found')}</p>}
      {missing !== 'suggestion.why.missing' && <ProblemText error={suggest.error} />}
      <div className="thread-actions">
        <button type="submit" className="button" aria-disabled={suggest.isPending} aria-keyshortcuts="Control+Enter">
          {say('suggestion.send')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onDone}>
          {say(begun.isWritten ? 'threads.later' : 'action.cancel')}
        </button>
        {begun.isWritten && (
          <button
            type="button"
            className="text-button"
            onClick={() => {
              begun.done()
              announce(say('threads.draft.thrown'))
              onDone()
            }}
          >
            {say('threads.draft.throw')}
          </button>
        )}
      </div>
    </form>
  )
}
