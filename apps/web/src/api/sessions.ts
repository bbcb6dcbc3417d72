import { SessionView } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { command, request } from './request.ts'

const path = '/api/me/sessions'

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => request(path, z.array(SessionView), { signal }),
})

export function useEndSession() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (session: string) => command(`${path}/${encodeURIComponent(session)}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries(sessionsQuery),
  })
}

export function useEndOtherSessions() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => command('/api/me/sign-out-everywhere', { method: 'POST' }),
    onSettled: () => queries.invalidateQueries(sessionsQuery),
  })
}
