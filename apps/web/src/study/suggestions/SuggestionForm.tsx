import type { AnchorRequest } from '@samskriv/protocol/http-threads'
import type { StudyView } from '@samskriv/protocol/http'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'

import { useSuggesting } from '../../api/suggestions.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'

interface SuggestionFormProps {
  readonly study: StudyView
  readonly anchor: AnchorRequest
  readonly onDone: () => void
}

/** Other words in the place of those that are chosen; none takes them out. A line is a paragraph. */
export function SuggestionForm({ study, anchor, onDone }: SuggestionFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const id = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const [words, setWords] = useState(anchor.quote)
  const [reason, setReason] = useState('')
  const suggest = useSuggesting(study.id)
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    if (suggest.isPending || words === anchor.quote) return input.current?.focus()
    const blocks = words.trim() === '' ? [] : words.split('\n').map((text) => ({ text }))
    const why = reason.trim() === '' ? {} : { reason: reason.trim() }
    suggest.mutate(
      { section: anchor.section, anchor, place: 'instead', blocks, ...why },
      {
        onSuccess: ({ state }) => {
          announce(say(state === 'accepted' ? 'suggestion.tidied' : 'suggestion.sent'))
          onDone()
        },
      },
    )
  }
  return (
    <form className="composer" aria-labelledby={`${id}-title`} onSubmit={onSubmit} noValidate>
      <h3 id={`${id}-title`} className="composer-title">
        {say('suggestion.instead')}
      </h3>
      <blockquote className="thread-quote" lang={study.language}>
        {anchor.quote}
      </blockquote>
      <Field id={`${id}-words`} label={say('suggestion.words')} hint={say('suggestion.words.hint')}>
        {(field) => (
          <textarea
            {...field}
            ref={input}
            rows={4}
            spellCheck
            dir="auto"
            lang={study.language}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
        )}
      </Field>
      <Field id={`${id}-reason`} label={say('suggestion.why')} hint={say('suggestion.why.needed')}>
        {(field) => <textarea {...field} rows={2} maxLength={1_000} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
      <ProblemText error={suggest.error} />
      <div className="suggestion-actions">
        <button type="submit" className="button" aria-disabled={suggest.isPending}>
          {say('suggestion.send')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onDone}>
          {say('action.cancel')}
        </button>
      </div>
    </form>
  )
}
