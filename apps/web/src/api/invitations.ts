import { type ChangeInvitation, InvitationView, type MakeInvitation } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

const invitationsPath = (study: string): string => `${studyPath(study)}/invitations`
const invitationPath = (study: string, id: string): string => `${invitationsPath(study)}/${encodeURIComponent(id)}`

export const invitationsQuery = (study: string) =>
  queryOptions({
    queryKey: ['invitations', study],
    queryFn: ({ signal }) => request(invitationsPath(study), z.array(InvitationView), { signal }),
  })

export function useMakeInvitation(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (terms: MakeInvitation) => request(invitationsPath(study), InvitationView, { method: 'POST', body: terms }),
    onSuccess: () => queries.invalidateQueries(invitationsQuery(study)),
  })
}

export function useChangeInvitation(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...change }: ChangeInvitation & { id: string }) =>
      command(invitationPath(study, id), { method: 'PATCH', body: change }),
    onSuccess: () => queries.invalidateQueries(invitationsQuery(study)),
  })
}

export function useRevokeInvitation(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => command(invitationPath(study, id), { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries(invitationsQuery(study)),
  })
}

/** A page to print and hang up, with the link as a picture and the code to type. */
export function sheetPath(study: string, invitation: string): string {
  return `/studies/${encodeURIComponent(study)}/invitations/${encodeURIComponent(invitation)}/sheet`
}
