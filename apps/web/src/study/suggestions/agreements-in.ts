import type { SuggestionView } from '@samskriv/protocol/http-suggestions'

import type { Say } from '../../shell/use-say.ts'

/** Of several authors, who agrees, and who is asked. */
export function agreementsIn(say: Say, { authors, agreed }: Pick<SuggestionView, 'authors' | 'agreed'>): string {
  const known = new Set(agreed.map(({ by }) => by.participantId))
  return authors
    .toSorted((a, b) => Number(known.has(b.participantId)) - Number(known.has(a.participantId)))
    .map(({ participantId, name }) => say(known.has(participantId) ? 'suggestion.agrees' : 'suggestion.isAsked', { who: name }))
    .join(' ')
}
