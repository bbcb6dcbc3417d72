import type { CommentChoice, ExportDocument, ExportKind, Language } from '@samskriv/domain'
import { ExportState, ExportStates } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

/** What a file is to be. */
export interface AskedFile {
  readonly format: ExportKind
  readonly voices: boolean
  readonly comments: CommentChoice
  readonly document: ExportDocument
  /** Null for all. */
  readonly sections: readonly string[] | null
  readonly questions: boolean
  readonly largePrint: boolean
  readonly language: Language
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

function isBeingMade({ state }: ExportState): boolean {
  return state.kind === 'waiting' || state.kind === 'writing'
}

export function useBeginExport(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: AskedFile) => request(`${exportsPath(study)}?${inQuery(file)}`, ExportState, { method: 'POST', body: {} }),
    onSuccess: () => queries.invalidateQueries(exportsQuery(study)),
  })
}

function inQuery({ format, voices, comments, document, sections, questions, largePrint, language }: AskedFile): string {
  const asked = {
    format,
    comments,
    document,
    language,
    ...(voices ? {} : { voices: 'off' }),
    ...(sections === null || document !== 'full' ? {} : { sections: sections.join(',') }),
    ...(questions ? { questions: 'on' } : {}),
    ...(largePrint ? { print: 'large' } : {}),
  }
  return new URLSearchParams(asked).toString()
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
