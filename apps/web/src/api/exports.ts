import type { CommentChoice, ExportKind } from '@samskriv/domain'
import { ExportState, ExportStates } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

/** What a file is to be. */
export interface AskedFile {
  readonly format: ExportKind
  readonly voices: boolean
  readonly comments: CommentChoice
}

/** How often it is asked how far a file is, in milliseconds. */
const lookEveryMs = 500

export const exportsQuery = (study: string) =>
  queryOptions({
    queryKey: ['exports', study],
    queryFn: ({ signal }) => request(exportsPath(study), ExportStates, { signal }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.exports.some(isBeingMade) === true ? lookEveryMs : false),
  })

export function isBeingMade({ state }: ExportState): boolean {
  return state.kind === 'waiting' || state.kind === 'writing'
}

export function useBeginExport(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ format, voices, comments }: AskedFile) => {
      const asked = new URLSearchParams({ format, comments, ...(voices ? {} : { voices: 'off' }) })
      return request(`${exportsPath(study)}?${asked.toString()}`, ExportState, { method: 'POST', body: {} })
    },
    onSuccess: () => queries.invalidateQueries(exportsQuery(study)),
  })
}

export function useEndExport(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => command(`${exportsPath(study)}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries(exportsQuery(study)),
  })
}

/** Where a file that is ready is fetched from, and the signed statement of what it is. */
export function madeFilePath(study: string, id: string, part: 'file' | 'manifest'): string {
  return `${exportsPath(study)}/${encodeURIComponent(id)}/${part}`
}

function exportsPath(study: string): string {
  return `${studyPath(study)}/exports`
}
