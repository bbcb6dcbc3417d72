import type { StudyView } from '@samskriv/protocol/http'
import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { useId, useState } from 'react'

import { useSuggestionsTogether } from '../../api/suggestions.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { personNamed } from '../activity/sentences.ts'
import { agreementsIn } from './agreements-in.ts'
import { ReasonForm } from './ReasonForm.tsx'

interface TogetherFormProps {
  readonly study: StudyView
  /** With one reason, at least two. */
  readonly suggestions: readonly SuggestionView[]
}

/** Several with one reason are decided at one press. */
export function TogetherForm({ study, suggestions }: TogetherFormProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const id = useId()
  const decide = useSuggestionsTogether(study.id)
  const [asked, setAsked] = useState<'accept' | 'decline' | null>(null)
  const [left, setLeft] = useState(0)
  const [first] = suggestions
  if (first === undefined) return null
  const count = suggestions.length
  // Where one of them waits for other authors too, it says what accepting means.
  const accepting = suggestions.every(({ may }) => may.settle) ? 'suggestion.together.accept' : 'suggestion.together.agree'
  const go = (decision: 'accept' | 'decline', reason?: string): void => {
    if (decide.isPending) return
    const ids = suggestions.slice(0, mostAtOnce).map((one) => one.id)
    decide.mutate(
      { ids, decision, ...(reason === undefined ? {} : { reason }) },
      {
        onSuccess: ({ decided, agreed, outcomes }) => {
          setAsked(null)
          setLeft(outcomes.length - decided - agreed)
          const news = agreed > 0 ? [say('suggestion.together.agreed', { count: agreed })] : []
          announce([...(decided > 0 || agreed === 0 ? [say('suggestion.together.done', { count: decided })] : []), ...news].join(' '))
        },
      },
    )
  }
  const press = (decision: 'accept' | 'decline'): void => {
    if (suggestions.some(({ needsReason }) => needsReason[decision])) setAsked(decision)
    else go(decision)
  }
  return (
    <div className="suggestions-together" role="group" aria-labelledby={id}>
      <p id={id}>{say('suggestion.together', { count, who: personNamed(say, language, first.by) })}</p>
      {first.reason !== null && (
        <p className="suggestion-reason" dir="auto">
          {say('suggestion.reason', { reason: first.reason })}
        </p>
      )}
      {suggestions.filter(ofSeveral).map((one) => (
        <p key={one.id} className="small">
          {agreementsIn(say, one)}
        </p>
      ))}
      {left > 0 && <p className="notice">{say('suggestion.together.left', { count: left })}</p>}
      <ProblemText error={decide.error} />
      {asked === null ? (
        <div className="suggestion-actions">
          {!suggestions.some(({ lacksReason }) => lacksReason) && (
            <button type="button" className="button" aria-disabled={decide.isPending} onClick={() => press('accept')}>
              {say(accepting)}
            </button>
          )}
          <button type="button" className="button" data-kind="quiet" aria-disabled={decide.isPending} onClick={() => press('decline')}>
            {say('suggestion.together.decline')}
          </button>
        </div>
      ) : (
        <ReasonForm
          label={say(`suggestion.why.${asked}`)}
          send={say(asked === 'accept' ? accepting : 'suggestion.together.decline')}
          onSend={(why) => go(asked, why)}
          onCancel={() => setAsked(null)}
        />
      )}
    </div>
  )
}

function ofSeveral({ authors }: SuggestionView): boolean {
  return authors.length > 1
}

/** The server takes so many. */
const mostAtOnce = 50
