import { type ConfirmWords, SpeakerView, type SpeakerWishes, type ToldWords } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { keptRequest } from '../offline/kept-request.ts'
import { command } from './request.ts'
import { studyPath } from './studies.ts'

export const speakersQuery = (study: string) =>
  queryOptions({
    queryKey: ['speakers', study],
    queryFn: ({ signal }) => keptRequest(`${studyPath(study)}/speakers`, z.array(SpeakerView), { signal }),
  })

export function useConfirmWords(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ speaker, ...words }: ConfirmWords & { readonly speaker: string }) =>
      command(`${studyPath(study)}/speakers/${encodeURIComponent(speaker)}/confirmations`, { method: 'POST', body: words }),
    // Also when it was refused: they may have changed.
    onSettled: async () => queries.invalidateQueries(speakersQuery(study)),
  })
}

export function useNoteWishes(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ speaker, ...wishes }: SpeakerWishes & { readonly speaker: string }) =>
      command(`${studyPath(study)}/speakers/${encodeURIComponent(speaker)}/wishes`, { method: 'PUT', body: wishes }),
    onSuccess: async () => queries.invalidateQueries(speakersQuery(study)),
  })
}

export function useTellWhoSaid(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({
      speaker,
      ...words
    }: Readonly<Pick<ToldWords, 'epoch'>> & { readonly speaker: string; readonly ranges: Readonly<ToldWords['ranges']> }) =>
      command(`${studyPath(study)}/speakers/${encodeURIComponent(speaker)}/words`, { method: 'POST', body: words }),
    onSuccess: async () => queries.invalidateQueries(speakersQuery(study)),
  })
}

/** The page a speaker takes home. */
export function receiptPath(study: string, speaker: string): string {
  return `/studies/${encodeURIComponent(study)}/speakers/${encodeURIComponent(speaker)}/receipt`
}
