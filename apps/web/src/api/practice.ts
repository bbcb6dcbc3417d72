import { PracticeView, StudyCreated } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { keptRequest } from '../offline/kept-request.ts'
import { command, request } from './request.ts'

const path = '/api/me/practice'

/** The copy of the example that one practises in. */
export const practiceQuery = queryOptions({
  queryKey: ['practice'],
  queryFn: ({ signal }) => keptRequest(path, PracticeView, { signal }),
})

/** Makes it, or makes it anew. */
export function useMakePractice() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => request(path, StudyCreated, { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries(practiceQuery),
  })
}

export function useThrowPracticeAway() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => command(path, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries(practiceQuery),
  })
}
