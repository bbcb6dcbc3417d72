import { PasskeyView } from '@samskriv/protocol/http'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'

import { makePasskey, type MakeOptions } from '../account/passkey-credentials.ts'
import { command, request } from './request.ts'

const path = '/api/me/passkeys'

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => request(path, z.array(PasskeyView), { signal }),
})

/** The rest of it is checked by the browser, which refuses what it does not know. */
const options = z.custom<MakeOptions>((value) => typeof value === 'object' && value !== null && 'challenge' in value)

/** Fails with the browser's own error when the person or the device stops it. */
export function useAddPasskey() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) => {
      const response = await makePasskey(await request(`${path}/options`, options, { method: 'POST' }))
      return await request(path, PasskeyView, { method: 'POST', body: { name, response } })
    },
    onSettled: () => queries.invalidateQueries(passkeysQuery),
  })
}

export function useRemovePasskey() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => command(`${path}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries(passkeysQuery),
  })
}
