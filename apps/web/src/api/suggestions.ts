import {
  type DecideSuggestions,
  type MakeSuggestion,
  SuggestionList,
  SuggestionMade,
  SuggestionsDecided,
} from '@samskriv/protocol/http-suggestions'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'
import { studyPath, studyQuery } from './studies.ts'

/** What waits to be decided about. The socket says when there is something new. */
export const suggestionsQuery = (study: string) =>
  queryOptions({
    queryKey: ['suggestions', study],
    queryFn: ({ signal }) => request(`${studyPath(study)}/suggestions`, SuggestionList, { signal }),
    staleTime: 0,
    gcTime: 0,
  })

export function useSuggesting(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (made: MakeSuggestion) => request(`${studyPath(study)}/suggestions`, SuggestionMade, { method: 'POST', body: made }),
    onSettled: () => void queries.invalidateQueries(suggestionsQuery(study)),
  })
}

/** Several with one reason. */
export function useSuggestionsTogether(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: DecideSuggestions) =>
      request(`${studyPath(study)}/suggestions/decide`, SuggestionsDecided, { method: 'POST', body }),
    onSettled: () => void queries.invalidateQueries(suggestionsQuery(study)),
  })
}

/** Opens the community's words of a section to other sectors, or protects them again. */
export function useProtection(study: string, section: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (isProtected: boolean) =>
      command(`${studyPath(study)}/sections/${encodeURIComponent(section)}/protection`, {
        method: 'PUT',
        body: { protected: isProtected },
      }),
    onSettled: () => queries.invalidateQueries(studyQuery(study)),
  })
}

export function useTidySpelling(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (permitted: boolean) => command(`${studyPath(study)}/tidy-spelling`, { method: 'PUT', body: { permitted } }),
    onSettled: () => queries.invalidateQueries(suggestionsQuery(study)),
  })
}
