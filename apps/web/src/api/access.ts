import { AccessRequestView, AccessState, type DecideAccess } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { peopleQuery } from './people.ts'
import { command, request } from './request.ts'
import { studyPath, studyQuery } from './studies.ts'

const requestsPath = (study: string): string => `${studyPath(study)}/access-requests`

/** Whether one has asked to be let in; says nothing about whether there is such a study. */
export const accessQuery = (study: string) =>
  queryOptions({
    queryKey: ['access', study],
    queryFn: ({ signal }) => request(`${studyPath(study)}/access`, AccessState, { signal }),
  })

export function useAskForAccess(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => request(requestsPath(study), AccessState, { method: 'POST' }),
    onSuccess: (state) => queries.setQueryData(accessQuery(study).queryKey, state),
  })
}

export const accessRequestsQuery = (study: string) =>
  queryOptions({
    queryKey: ['access-requests', study],
    queryFn: ({ signal }) => request(requestsPath(study), z.array(AccessRequestView), { signal }),
  })

export function useDecideAccess(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...decision }: DecideAccess & { id: string }) =>
      command(`${requestsPath(study)}/${encodeURIComponent(id)}/decision`, { method: 'POST', body: decision }),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries(accessRequestsQuery(study)),
        queries.invalidateQueries(peopleQuery(study)),
        queries.invalidateQueries(studyQuery(study)),
      ])
    },
  })
}
