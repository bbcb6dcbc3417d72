import {
  type ChooseIdentity,
  type ConfirmCapacity,
  type CreateStudy,
  type RenameStudy,
  type StudyContact,
  StudyCreated,
  StudyListItem,
  StudyView,
  TemplateView,
} from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { command, request } from './request.ts'

export const studiesQuery = queryOptions({
  queryKey: ['studies'],
  queryFn: ({ signal }) => request('/api/studies', z.array(StudyListItem), { signal }),
})

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => request('/api/templates', z.array(TemplateView), { signal }),
  staleTime: Infinity,
})

export const studyQuery = (id: string) =>
  queryOptions({
    queryKey: ['study', id],
    queryFn: ({ signal }) => request(studyPath(id), StudyView, { signal }),
  })

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

export function exportPath(id: string, format: 'html' | 'json'): string {
  return `${studyPath(id)}/export?format=${format}`
}
