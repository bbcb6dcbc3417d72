import { BalanceView, StudyVoices } from '@samskriv/protocol/http'
import { queryOptions } from '@tanstack/react-query'

import { request } from './request.ts'

/** Words come without being announced; asking again costs little while there are none. */
const askedEveryMs = 10_000

export const balanceQuery = (study: string) =>
  queryOptions({
    queryKey: ['balance', study],
    queryFn: ({ signal }) => request(`/api/studies/${encodeURIComponent(study)}/balance`, BalanceView, { signal }),
    staleTime: 0,
    refetchInterval: askedEveryMs,
  })

export async function fetchVoices(study: string, signal: AbortSignal): Promise<StudyVoices> {
  return request(`/api/studies/${encodeURIComponent(study)}/voices`, StudyVoices, { signal })
}
