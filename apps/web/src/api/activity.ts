import { ActivityView } from '@samskriv/protocol/http'
import { queryOptions } from '@tanstack/react-query'

import { request } from './request.ts'

/** What others have done since one's last visit. Asked once: what they do from now on one sees. */
export const activityQuery = (study: string) =>
  queryOptions({
    queryKey: ['activity', study],
    queryFn: ({ signal }) => request(`/api/studies/${encodeURIComponent(study)}/activity`, ActivityView, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  })
