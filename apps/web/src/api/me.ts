import type { Language } from '@samskriv/domain'
import { Me, MoveCode, PersonalLink } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { keptRequest, notePersonHere } from '../offline/kept-request.ts'
import { command, request } from './request.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => keptRequest('/api/me', Me, { signal, onFresh: ({ person }) => notePersonHere(person.id) }),
  staleTime: 60_000,
})

export function useChangeLanguage() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (language: Language) => command('/api/me', { method: 'PATCH', body: { language } }),
    onSuccess: () => queries.invalidateQueries(meQuery),
  })
}

export function useChangeName() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => command('/api/me', { method: 'PATCH', body: { name } }),
    onSuccess: () => queries.invalidateQueries(meQuery),
  })
}

/** A guest's own way back; each is good until the next is asked for. */
export function usePersonalLink() {
  return useMutation({ mutationFn: () => request('/api/me/personal-link', PersonalLink, { method: 'POST' }) })
}

/** To be typed on another device, where the guest then is the same person. */
export function useMoveCode() {
  return useMutation({ mutationFn: () => request('/api/me/move-code', MoveCode, { method: 'POST' }) })
}

/** Ends the session on the server, for every tab of this browser. */
export async function endSession(): Promise<void> {
  await command('/sign-out', { method: 'POST' })
}
