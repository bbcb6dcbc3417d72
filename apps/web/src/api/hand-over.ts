import { type DuplicateStudy, StudyCreated, StudyListItem } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { command, request } from './request.ts'
import { studiesQuery, studyPath, studyQuery } from './studies.ts'

/** Those of mine in the bin. */
export const trashedQuery = queryOptions({
  queryKey: ['studies', 'trashed'],
  queryFn: ({ signal }) => request('/api/studies?state=trashed', z.array(StudyListItem), { signal }),
})

export function useLeaveStudy(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => command(`${studyPath(id)}/leave`, { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries(studiesQuery),
  })
}

export function useArchiveStudy(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (archived: boolean) => command(`${studyPath(id)}/archive`, { method: 'POST', body: { archived } }),
    onSuccess: () => Promise.all([queries.invalidateQueries(studyQuery(id)), queries.invalidateQueries(studiesQuery)]),
  })
}

export function useDuplicateStudy(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (copy: DuplicateStudy) => request(`${studyPath(id)}/duplicate`, StudyCreated, { method: 'POST', body: copy }),
    onSuccess: () => queries.invalidateQueries(studiesQuery),
  })
}

export function useRestoreStudy() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => command(`${studyPath(id)}/restore`, { method: 'POST' }),
    // Both lists: their keys begin alike.
    onSettled: () => queries.invalidateQueries(studiesQuery),
  })
}
