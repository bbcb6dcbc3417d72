import { SuggestionList } from '@samskriv/protocol/http-suggestions'
import { infiniteQueryOptions } from '@tanstack/react-query'

import { request } from './request.ts'
import { studyPath } from './studies.ts'

/** What was decided about, a page at a time, the newest decision first. */
export const decidedQuery = (study: string) =>
  infiniteQueryOptions({
    queryKey: ['suggestions', study, 'decided'],
    queryFn: ({ signal, pageParam }) => request(`${studyPath(study)}/suggestions?state=decided${pageParam}`, SuggestionList, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ suggestions, more }) => {
      const last = suggestions.at(-1)
      return more && last?.decided ? `&after=${Date.parse(last.decided.at)}.${encodeURIComponent(last.id)}` : undefined
    },
    gcTime: 0,
  })
