import { useMutation, useQueryClient } from '@tanstack/react-query'

import { command, isWaitedFor } from './request.ts'
import { studyPath } from './studies.ts'
import { suggestionsQuery } from './suggestions.ts'

export interface Decision {
  readonly what: 'accept' | 'decline' | 'withdraw' | 'explain' | 'take-back'
  readonly reason?: string
}

export function useSuggestion(study: string, suggestion: string) {
  const queries = useQueryClient()
  const path = `${studyPath(study)}/suggestions/${encodeURIComponent(suggestion)}`
  return useMutation({
    /** What has come of it: who accepts may have said yes for their own words, and the other authors are asked. */
    mutationFn: async ({ what, reason }: Decision): Promise<Decision['what'] | 'agree'> => {
      if (what === 'explain') await command(path, { method: 'PATCH', body: { reason } })
      else if (what === 'take-back') await command(`${path}/agreement`, { method: 'DELETE' })
      else if (what === 'withdraw') await command(`${path}/${what}`, { method: 'POST' })
      else {
        const waits = await isWaitedFor(`${path}/${what}`, { method: 'POST', body: reason === undefined ? {} : { reason } })
        if (waits) return 'agree'
      }
      return what
    },
    // Not waited for: the card that asked may be gone with the answer.
    onSettled: () => void queries.invalidateQueries(suggestionsQuery(study)),
  })
}
