import {
  type AddContributor,
  type AddPerson,
  type ChangePerson,
  PersonAdded,
  PersonInStudy,
  type VouchForCapacity,
} from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { keptRequest } from '../offline/kept-request.ts'
import { ApiProblem } from './api-problem.ts'
import { command, request } from './request.ts'
import { studyPath, studyQuery } from './studies.ts'

const peoplePath = (study: string): string => `${studyPath(study)}/people`
const personPath = (study: string, participant: string): string => `${peoplePath(study)}/${encodeURIComponent(participant)}`

export const peopleQuery = (study: string) =>
  queryOptions({
    queryKey: ['people', study],
    queryFn: ({ signal }) => keptRequest(peoplePath(study), z.array(PersonInStudy), { signal }),
  })

export function useAddPerson(study: string) {
  const refresh = useRefresh(study)
  return useMutation({
    mutationFn: (person: AddPerson) => request(peoplePath(study), PersonAdded, { method: 'POST', body: person }),
    onSuccess: refresh,
  })
}

export function useChangePerson(study: string) {
  const refresh = useRefresh(study)
  return useMutation({
    mutationFn: ({ participantId, ...change }: ChangePerson & { participantId: string }) =>
      command(personPath(study, participantId), { method: 'PATCH', body: change }),
    onSuccess: refresh,
  })
}

export function useRemovePerson(study: string) {
  const refresh = useRefresh(study)
  return useMutation({
    mutationFn: (participantId: string) => command(personPath(study, participantId), { method: 'DELETE' }),
    onSuccess: refresh,
  })
}

/** By mail once more, or with a new personal link; the one before it ends. */
export function useInviteAgain(study: string) {
  const refresh = useRefresh(study)
  return useMutation({
    mutationFn: (participantId: string) => request(`${personPath(study, participantId)}/invitation`, PersonAdded, { method: 'POST' }),
    onSuccess: refresh,
  })
}

export function useVouchForCapacity(study: string) {
  const refresh = useRefresh(study)
  return useMutation({
    mutationFn: ({ participantId, ...capacity }: VouchForCapacity & { participantId: string }) =>
      command(`${personPath(study, participantId)}/capacity`, { method: 'POST', body: capacity }),
    onSuccess: refresh,
  })
}

export function useAddContributor(study: string) {
  const refresh = useRefresh(study)
  return useMutation({
    mutationFn: (contributor: AddContributor) =>
      request(`${studyPath(study)}/contributors`, PersonInStudy, { method: 'POST', body: contributor }),
    onSuccess: refresh,
  })
}

/**
 * Tells the server of somebody who was added without a network. What it refuses for good is refused: words for them come back to whoever
 * wrote them.
 * @throws {@link ApiProblem} when the server can't be reached, or can't answer now
 */
export async function addContributorNow(study: string, contributor: unknown): Promise<void> {
  try {
    await request(`${studyPath(study)}/contributors`, PersonInStudy, { method: 'POST', body: contributor })
  } catch (error) {
    const isForGood =
      error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429
    if (!isForGood) throw error
  }
}

function useRefresh(study: string) {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([
      queries.invalidateQueries(peopleQuery(study)),
      queries.invalidateQueries(studyQuery(study)),
      queries.invalidateQueries({ queryKey: ['speakers', study] }),
    ])
  }
}
