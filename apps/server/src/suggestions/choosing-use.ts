import { chooseSuggestionUse, suggestionUses, type Script } from '@samskriv/database'
import { isWiderUse, may, unaskedUse, type UseChoice } from '@samskriv/domain'
import { requireAllowed } from '../studies/study-access.ts'
import { noteSuggestion } from './note-suggestion.ts'
import type { SuggestionAccess } from './suggestion-access.ts'

/** What may be done with what was suggested, chosen by whoever made it: files that were made before are not given out any more. */
export const choosingUse = ({ access, participant, suggestion }: SuggestionAccess, use: UseChoice): Script<void> =>
  function* (ctx) {
    const before = (yield* suggestionUses([suggestion.id])(ctx)).get(suggestion.id) ?? unaskedUse
    if (isWiderUse(use, before)) requireAllowed(may(access.actor, 'words.choose', access.subject))
    yield* chooseSuggestionUse(suggestion.id, participant.id, use)(ctx)
    yield* noteSuggestion(access, 'suggestion.use-chosen', suggestion)(ctx)
  }
