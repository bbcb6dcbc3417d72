import { needsReasonToSuggest } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'

import { useSuggesting } from '../../api/suggestions.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import type { OpenCopy } from '../study-context.ts'
import type { OpenAttempt, OpenAttempts } from './open-attempts.ts'
import { requestForAttempt } from './request-for-attempt.ts'
import './reword-form.css'
import { useOverWords } from './use-over-words.ts'

interface RewordFormProps {
  readonly study: StudyView
  readonly copy: OpenCopy
  readonly attempts: OpenAttempts
  readonly attempt: OpenAttempt
  /** The text of the section. */
  readonly text: HTMLElement
}

/**
 * Goes on taking the keys of whoever typed into words that stay with the one who said them: the same paragraph, in the same place, with
 * the caret where it was. What is written in it is sent as a suggestion.
 */
export function RewordForm({ study, copy, attempts, attempt, text }: RewordFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const words = useRef<HTMLTextAreaElement>(null)
  const why = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<'why' | 'changed' | null>(null)
  const suggest = useSuggesting(study.id)
  useOverWords({ copy, attempt, text, form })

  // Before the next key: an effect of the paint would come after it.
  useLayoutEffect(() => {
    const input = words.current
    if (input === null || attempt.turn === 0) return
    input.focus({ preventScroll: true })
    input.setSelectionRange(attempt.caret, attempt.caret)
    // The caret is where the text was written from outside; what is typed in the form moves it by itself.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [attempt.turn])
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const asked = requestForAttempt(copy.doc, attempt)
  const needsWhy = asked !== null && needsReasonToSuggest({ isProtected: true, before: asked.before, after: asked.after })
  const leave = (): void => {
    attempts.done(attempt.id)
    copy.editors.get(attempt.section)?.view.focus()
  }
  const send = (): void => {
    if (suggest.isPending) return
    if (asked === null) return words.current?.focus()
    const { request } = asked
    const wrong = request === null ? 'changed' : needsWhy && attempt.reason.trim() === '' ? 'why' : null
    setProblem(wrong)
    if (wrong === 'why') why.current?.focus()
    if (request === null || wrong !== null) return
    suggest.mutate(request, {
      onSuccess: ({ state }) => {
        announce(say(state === 'accepted' ? 'suggestion.tidied' : 'suggestion.sent'))
        leave()
      },
    })
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    send()
  }
  const onKey = (event: KeyboardEvent): void => {
    // Of the page and of the text they are not.
    event.stopPropagation()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape') {
      copy.editors.get(attempt.section)?.view.focus()
    }
  }
  const whose = attempt.authors.length === 0 ? say('protected.somebody') : attempt.authors.join(', ')
  return (
    // Keys that work in each of its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={form} className="reword-form" aria-labelledby={`${id}-title`} onSubmit={onSubmit} onKeyDown={onKey} noValidate>
      <h3 id={`${id}-title`}>{say('protected.title', { whose })}</h3>
      <Field id={`${id}-words`} label={say('suggestion.words')} hint={say('protected.hint')}>
        {(field) => (
          <textarea
            {...field}
            ref={words}
            className="reword-words"
            rows={3}
            spellCheck
            dir="auto"
            lang={study.language}
            translate="no"
            value={attempt.words}
            onChange={({ target }) => attempts.change(attempt.id, { words: target.value, caret: target.selectionStart })}
            onSelect={({ currentTarget }) => attempts.change(attempt.id, { caret: currentTarget.selectionStart })}
          />
        )}
      </Field>
      {needsWhy && (
        <Field
          id={`${id}-why`}
          label={say('protected.why')}
          hint={say('suggestion.why.hint')}
          error={problem === 'why' ? say('suggestion.why.empty') : undefined}
        >
          {(field) => (
            <textarea
              {...field}
              ref={why}
              rows={2}
              maxLength={1_000}
              value={attempt.reason}
              onChange={({ target }) => attempts.change(attempt.id, { reason: target.value })}
            />
          )}
        </Field>
      )}
      {problem === 'changed' && <p role="alert">{say('protected.changed')}</p>}
      <ProblemText error={suggest.error} />
      <div className="reword-actions">
        <button type="submit" className="button" aria-disabled={suggest.isPending || asked === null} aria-keyshortcuts="Control+Enter">
          {say('suggestion.send')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={leave}>
          {say('action.cancel')}
        </button>
      </div>
    </form>
  )
}
