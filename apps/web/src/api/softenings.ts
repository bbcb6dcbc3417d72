import { type SayAbout, SofteningView } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

/** Paragraphs that another sector took words out of, and what is said about it. The socket says when there is something new. */
export const softeningsQuery = (study: string) =>
  queryOptions({
    queryKey: ['softenings', study],
    queryFn: ({ signal }) => request(`${studyPath(study)}/softenings`, z.array(SofteningView), { signal }),
    staleTime: 0,
    gcTime: 0,
  })

export function useSoftening(study: string, softening: string) {
  const queries = useQueryClient()
  const path = `${studyPath(study)}/softenings/${encodeURIComponent(softening)}`
  // Not waited for: the card that asked may be gone with the answer.
  const onSettled = (): void => void queries.invalidateQueries(softeningsQuery(study))
  return {
    restore: useMutation({ mutationFn: () => command(`${path}/restore`, { method: 'POST' }), onSettled }),
    settle: useMutation({ mutationFn: () => command(`${path}/settle`, { method: 'POST' }), onSettled }),
    say: useMutation({ mutationFn: (said: SayAbout) => command(`${path}/messages`, { method: 'POST', body: said }), onSettled }),
  }
}
