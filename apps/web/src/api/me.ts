import type { Language } from '@samskriv/domain'
import { Me } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request('/api/me', Me, { signal }),
  staleTime: 60_000,
})

export function useChangeLanguage() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (language: Language) => command('/api/me', { method: 'PATCH', body: { language } }),
    onSuccess: () => queries.invalidateQueries(meQuery),
  })
}

/** Ends the session on the server, for every tab of this browser. */
export async function endSession(): Promise<void> {
  await command('/sign-out', { method: 'POST' })
}
