import { RestorePointItem, RestorePointView, type RestoreSection, SectionRestored } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { request } from './request.ts'
import { studyPath } from './studies.ts'

/** A section that one goes back in. */
export interface SectionAddress {
  readonly study: string
  readonly section: string
}

export const restorePointsQuery = ({ study, section }: SectionAddress) =>
  queryOptions({
    queryKey: ['restore-points', study, section],
    queryFn: ({ signal }) => request(pointsPath({ study, section }), z.array(RestorePointItem), { signal }),
    // Another one may have been made since somebody looked.
    staleTime: 0,
  })

export const restorePointQuery = ({ study, section }: SectionAddress, point: string) =>
  queryOptions({
    queryKey: ['restore-points', study, section, point],
    queryFn: ({ signal }) => request(pointPath({ study, section }, point), RestorePointView, { signal }),
  })

export function useRestoreSection(address: SectionAddress, point: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (what: RestoreSection) => request(`${pointPath(address, point)}/restore`, SectionRestored, { method: 'POST', body: what }),
    onSuccess: () => queries.invalidateQueries(restorePointsQuery(address)),
  })
}

function pointsPath({ study, section }: SectionAddress): string {
  return `${studyPath(study)}/sections/${encodeURIComponent(section)}/restore-points`
}

function pointPath(address: SectionAddress, point: string): string {
  return `${pointsPath(address)}/${encodeURIComponent(point)}`
}
