import { type CarryOutImport, ImportDone, ImportsView, ImportView } from '@samskriv/protocol/http-imports'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'
import { upload, type UploadOptions } from './upload.ts'

/** Has a document read; nothing is put into the text. @throws {@link ApiProblem} */
export function readDocument(study: string, file: File, options: UploadOptions): Promise<ImportView> {
  return upload(`${importsPath(study)}?name=${encodeURIComponent(file.name)}`, file, ImportView, options)
}

/** Lets go of one that was read. Should it not arrive, the server forgets it by itself. */
export function forgetImport(study: string, id: string): void {
  command(importPath(study, id), { method: 'DELETE' }).catch(() => {})
}

export const importsQuery = (study: string) =>
  queryOptions({
    queryKey: ['imports', study],
    queryFn: ({ signal }) => request(importsPath(study), ImportsView, { signal }),
    staleTime: 0,
  })

export function useBringIn(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...asked }: CarryOutImport & { readonly id: string }) =>
      request(importPath(study, id), ImportDone, { method: 'POST', body: asked }),
    onSuccess: () => queries.invalidateQueries(importsQuery(study)),
  })
}

export function useUndoImport(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => command(`${importPath(study, id)}/undo`, { method: 'POST' }),
    onSettled: () => queries.invalidateQueries(importsQuery(study)),
  })
}

export function useClaimWords(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (passages: readonly { readonly id: string; readonly text: string }[]) =>
      command(`${studyPath(study)}/imported-words/mine`, { method: 'POST', body: { passages } }),
    onSettled: () => queries.invalidateQueries(importsQuery(study)),
  })
}

function importsPath(study: string): string {
  return `${studyPath(study)}/imports`
}

function importPath(study: string, id: string): string {
  return `${importsPath(study)}/${encodeURIComponent(id)}`
}
