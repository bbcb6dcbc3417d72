import { formatDateTime } from '@samskriv/i18n/web'
import type { StudyView } from '@samskriv/protocol/http'
import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { decidedQuery } from '../../api/decided-suggestions.ts'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { personNamed } from '../activity/sentences.ts'
import { SuggestedText } from './SuggestedText.tsx'

interface DecidedSuggestionsProps {
  readonly study: StudyView
  /** How many there are. */
  readonly count: number
  /** The title of its section. */
  readonly sectionOf: (suggestion: SuggestionView) => string
}

/** What was accepted and declined, by whom, when and why, for everybody who reads the study; fetched when it is unfolded. */
export function DecidedSuggestions({ study, count, sectionOf }: DecidedSuggestionsProps) {
  const say = useSay()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="suggestions-decided" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{say('suggestion.decided', { count })}</summary>
      {isOpen && <Decided study={study} sectionOf={sectionOf} />}
    </details>
  )
}

function Decided({ study, sectionOf }: Omit<DecidedSuggestionsProps, 'count'>) {
  const say = useSay()
  const language = useLanguage()
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(decidedQuery(study.id))
  const when = (at: string): string => formatDateTime(language, at, localTimeZone)
  return (
    <>
      {isPending && <p role="status">{say('suggestion.loading')}</p>}
      <ProblemText error={error} />
      <ul className="list">
        {data?.pages
          .flatMap(({ suggestions }) => suggestions)
          .map((suggestion) => {
            const { id, by, at, pieces, reason, state, decided, agreed } = suggestion
            const suggested = { who: personNamed(say, language, by), section: sectionOf(suggestion), when: when(at) }
            return (
              <li key={id}>
                <p>{say('suggestion.decided.suggested', suggested)}</p>
                <SuggestedText pieces={pieces} view="changes" language={study.language} />
                {reason !== null && <p dir="auto">{say('suggestion.reason', { reason })}</p>}
                {decided !== null && (
                  <p>
                    {say(state === 'declined' ? 'suggestion.decided.declined' : 'suggestion.decided.accepted', {
                      who: personNamed(say, language, decided.by),
                      when: when(decided.at),
                    })}
                  </p>
                )}
                {state !== 'declined' && agreed.length > 0 && (
                  <p>{say('suggestion.decided.agreed', { who: agreed.map((one) => personNamed(say, language, one.by)).join(', ') })}</p>
                )}
                {typeof decided?.reason === 'string' && <p dir="auto">{say('suggestion.decided.because', { reason: decided.reason })}</p>}
              </li>
            )
          })}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-disabled={isFetchingNextPage}
          onClick={() => {
            if (!isFetchingNextPage) void fetchNextPage()
          }}
        >
          {say('suggestion.decided.more')}
        </button>
      )}
    </>
  )
}
