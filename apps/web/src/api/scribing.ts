import { type ConfirmWords, SpeakerView } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

export const speakersQuery = (study: string) =>
  queryOptions({
    queryKey: ['speakers', study],
    queryFn: ({ signal }) => request(`${studyPath(study)}/speakers`, z.array(SpeakerView), { signal }),
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
