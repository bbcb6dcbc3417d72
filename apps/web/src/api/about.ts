import { AboutView, type ChangeAbout } from '@samskriv/protocol/http-about'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { keptRequest } from '../offline/kept-request.ts'
import { request } from './request.ts'
import { studyPath } from './studies.ts'

export const aboutQuery = (study: string) =>
  queryOptions({
    queryKey: ['about', study],
    queryFn: ({ signal }) => keptRequest(`${studyPath(study)}/about`, AboutView, { signal }),
  })

export function useChangeAbout(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: ChangeAbout) => request(`${studyPath(study)}/about`, AboutView, { method: 'PUT', body: change }),
    onSuccess: (view) => queries.setQueryData(aboutQuery(study).queryKey, view),
    // When somebody else was faster, what they saved is shown beside what was typed.
    onError: () => queries.invalidateQueries(aboutQuery(study)),
  })
}
