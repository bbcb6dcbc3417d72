import type { AttentionMode } from '@samskriv/domain'
import { AttentionList } from '@samskriv/protocol/http-answers'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

export const attentionQuery = queryOptions({
  queryKey: ['me', 'notices'],
  queryFn: ({ signal }) => request('/api/me/notices', AttentionList, { signal }),
})

export function useChooseAttention() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ study, mode }: { readonly study: string; readonly mode: AttentionMode }) =>
      command(`${studyPath(study)}/notices/mode`, { method: 'PUT', body: { mode } }),
    // Also when it was refused: they may take part in it no longer.
    onSettled: async () => queries.invalidateQueries(attentionQuery),
  })
}
