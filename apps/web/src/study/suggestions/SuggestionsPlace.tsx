import type { StudyView } from '@samskriv/protocol/http'
import { type ComponentType, useEffect, useState } from 'react'

interface SuggestionsPlaceProps {
  readonly study: StudyView
}

/** What is suggested, fetched after what happened while one was away: it stands below it. */
export function SuggestionsPlace({ study }: SuggestionsPlaceProps) {
  const [Cards, setCards] = useState<ComponentType<SuggestionsPlaceProps> | null>(null)
  useEffect(() => {
    import('./SuggestionCards.tsx').then(
      ({ SuggestionCards }) => setCards(() => SuggestionCards),
      // Without a network the writing goes on without it.
      () => setCards(null),
    )
  }, [])
  return Cards && <Cards study={study} />
}
