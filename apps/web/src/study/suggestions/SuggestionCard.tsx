import { formatDateTime } from '@samskriv/i18n/web'
import type { StudyView } from '@samskriv/protocol/http'
import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'

import { type Decision, useSuggestion } from '../../api/suggestions.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { personNamed } from '../activity/sentences.ts'
import { SuggestedText, type View } from './SuggestedText.tsx'

interface SuggestionCardProps {
  readonly study: StudyView
  readonly suggestion: SuggestionView
  /** The title of the section. */
  readonly section: string
  readonly view: View
  /** What had the focus is gone. */
  readonly onGone: () => void
}

export function SuggestionCard({ study, suggestion, section, view, onGone }: SuggestionCardProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const decide = useSuggestion(study.id, suggestion.id)
  const [asked, setAsked] = useState<Decision['what'] | null>(null)
  const { by, at, authors, reason, kept, may, needsReason, pieces, stewardsFrom, mine } = suggestion
  const who = personNamed(say, language, by)
  const when = formatDateTime(language, at, localTimeZone)
  const go = (decision: Decision): void => {
    if (decide.isPending) return
    decide.mutate(decision, {
      onSuccess: () => {
        announce(say(`suggestion.done.${decision.what}`))
        onGone()
      },
    })
  }
  const press = (what: 'accept' | 'decline'): void => {
    if (needsReason[what]) setAsked(what)
    else go({ what })
  }
  return (
    <article className="suggestion" aria-label={say('suggestion.of', { who, section })}>
      <p>{mine ? say('suggestion.mine', { section, when }) : say('suggestion.theirs', { who, section, when })}</p>
      {kept && <p className="small soft">{say(mine ? 'suggestion.kept.mine' : 'suggestion.kept')}</p>}
      <SuggestedText pieces={pieces} view={view} language={study.language} />
      {reason !== null && (
        <p className="suggestion-reason" dir="auto">
          {say('suggestion.reason', { reason })}
        </p>
      )}
      {!may.decide && authors.length > 0 && stewardsFrom !== null && (
        <p className="small soft">
          {say('suggestion.waits', {
            authors: authors.map((author) => personNamed(say, language, author)).join(', '),
            when: formatDateTime(language, stewardsFrom, localTimeZone),
          })}
        </p>
      )}
      <ProblemText error={decide.error} />
      {asked === null ? (
        <div className="suggestion-actions">
          {may.decide && (
            <>
              <button type="button" className="button" aria-disabled={decide.isPending} onClick={() => press('accept')}>
                {say('suggestion.accept')}
              </button>
              <button type="button" className="button" data-kind="quiet" aria-disabled={decide.isPending} onClick={() => press('decline')}>
                {say('suggestion.decline')}
              </button>
            </>
          )}
          {may.withdraw && (
            <button
              type="button"
              className="button"
              data-kind="quiet"
              aria-disabled={decide.isPending}
              onClick={() => go({ what: 'withdraw' })}
            >
              {say('suggestion.withdraw')}
            </button>
          )}
        </div>
      ) : (
        <ReasonForm
          label={say(asked === 'accept' ? 'suggestion.why.accept' : 'suggestion.why.decline')}
          send={say(asked === 'accept' ? 'suggestion.accept' : 'suggestion.decline')}
          onSend={(why) => go({ what: asked, reason: why })}
          onCancel={() => setAsked(null)}
        />
      )}
    </article>
  )
}

interface ReasonFormProps {
  readonly label: string
  readonly send: string
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}

function ReasonForm({ label, send, onSend, onCancel }: ReasonFormProps) {
  const say = useSay()
  const id = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const [reason, setReason] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  useEffect(() => input.current?.focus(), [])
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    setIsEmpty(reason.trim() === '')
    if (reason.trim() === '') input.current?.focus()
    else onSend(reason.trim())
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <Field id={id} label={label} hint={say('suggestion.why.hint')} error={isEmpty ? say('suggestion.why.empty') : undefined}>
        {(field) => (
          <textarea {...field} ref={input} rows={2} maxLength={1_000} value={reason} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
      <div className="suggestion-actions">
        <button type="submit" className="button">
          {send}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onCancel}>
          {say('action.cancel')}
        </button>
      </div>
    </form>
  )
}
