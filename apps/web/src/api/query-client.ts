import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { ApiProblem } from './api-problem.ts'

const mostRetries = 2

/**
 * Asks again when the server or the network was away, never when it said no.
 * @param onSignedOut - called whenever an answer says that the session is over
 */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown): void => {
    if (error instanceof ApiProblem && error.isSignedOut) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < mostRetries && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 502),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}
