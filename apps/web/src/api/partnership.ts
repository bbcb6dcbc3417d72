import { type AddOrganisation, type ChangeOrganisation, OrganisationView, PartnershipView } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'

const path = '/api/partnership'
const organisationPath = (id: string): string => `${path}/organisations/${encodeURIComponent(id)}`

export const partnershipQuery = queryOptions({
  queryKey: ['partnership'],
  queryFn: ({ signal }) => request(path, PartnershipView, { signal }),
})

export function useRenamePartnership() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: (name: string) => command(path, { method: 'PATCH', body: { name } }), onSuccess: refresh })
}

export function useAddOrganisation() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (organisation: AddOrganisation) =>
      request(`${path}/organisations`, OrganisationView, { method: 'POST', body: organisation }),
    onSuccess: refresh,
  })
}

export function useChangeOrganisation() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, ...change }: ChangeOrganisation & { id: string }) =>
      command(organisationPath(id), { method: 'PATCH', body: change }),
    onSuccess: refresh,
  })
}

export function useRemoveOrganisation() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: (id: string) => command(organisationPath(id), { method: 'DELETE' }), onSuccess: refresh })
}

function useRefresh() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries(partnershipQuery)
}
