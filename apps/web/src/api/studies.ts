import {
  type ChooseIdentity,
  type ConfirmCapacity,
  type CreateStudy,
  type RenameStudy,
  type StudyContact,
  StudyCreated,
  StudySearch,
  StudyView,
  TemplateView,
} from '@samskriv/protocol/http'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { keptRequest } from '../offline/kept-request.ts'
import { command, request } from './request.ts'

/** Every list of case studies begins with it: what changes one may change them all. */
export const studiesQuery = { queryKey: ['studies'] } as const

/** @param asked - what is asked for, as it stands in the address of the page; empty for all */
export const searchQuery = (asked: string) =>
  queryOptions({
    queryKey: [...studiesQuery.queryKey, 'search', asked],
    // All are there without a network, too. What somebody looks for is kept nowhere.
    queryFn: ({ signal }) =>
      asked === '' ? keptRequest(searchPath, StudySearch, { signal }) : request(`${searchPath}?${asked}`, StudySearch, { signal }),
    // The list stands still while the next one comes.
    placeholderData: keepPreviousData,
  })

const searchPath = '/api/studies/search'

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => request('/api/templates', z.array(TemplateView), { signal }),
  staleTime: Infinity,
})

export const studyQuery = (id: string) =>
  queryOptions({
    queryKey: ['study', id],
    queryFn: ({ signal }) => keptRequest(studyPath(id), StudyView, { signal }),
  })

/** What the server says now, and nothing that this device keeps. */
export async function freshStudy(id: string): Promise<StudyView> {
  return request(studyPath(id), StudyView)
}

export function useCreateStudy() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (study: CreateStudy) => request('/api/studies', StudyCreated, { method: 'POST', body: study }),
    onSuccess: () => queries.invalidateQueries(studiesQuery),
  })
}

export function useConfirmCapacity(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (capacity: ConfirmCapacity) => command(`${studyPath(id)}/capacity`, { method: 'POST', body: capacity }),
    onSuccess: () => queries.invalidateQueries(studyQuery(id)),
  })
}

export function useChooseIdentity(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (choice: ChooseIdentity) => command(`${studyPath(id)}/identity`, { method: 'POST', body: choice }),
    onSuccess: () => queries.invalidateQueries(studyQuery(id)),
  })
}

export function useSetContact(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (contact: StudyContact) => command(`${studyPath(id)}/contact`, { method: 'PUT', body: contact }),
    onSuccess: () => queries.invalidateQueries(studyQuery(id)),
  })
}

export function useRenameStudy(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: RenameStudy) => command(studyPath(id), { method: 'PATCH', body: change }),
    onSuccess: () => queries.invalidateQueries(studyQuery(id)),
  })
}

export function useTrashStudy(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => command(studyPath(id), { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries(studiesQuery),
  })
}

export function studyPath(id: string): string {
  return `/api/studies/${encodeURIComponent(id)}`
}
