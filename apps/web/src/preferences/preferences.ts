import { type ChangePreferences, defaultPreferences, type Me, Preferences, readPreferences } from '@samskriv/protocol/http'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { meQuery } from '../api/me.ts'
import { request } from '../api/request.ts'
import { showLook } from './look.ts'

/** How the person in front of this page likes it; the defaults until that is known. */
export function usePreferences(): Preferences {
  const me = useQuery(meQuery)
  return me.data?.preferences ?? defaultPreferences
}

const changing = ['preferences', 'change'] as const

/** Shown at once and then kept; taken back when it could not be kept, and `error` says why. */
export function useChangePreferences() {
  const queries = useQueryClient()
  const shown = (): Preferences => queries.getQueryData(meQuery.queryKey)?.preferences ?? defaultPreferences
  const show = (preferences: Preferences): void => {
    queries.setQueryData(meQuery.queryKey, (me: Me | undefined) => me && { ...me, preferences })
    showLook(preferences)
  }
  return useMutation({
    mutationKey: changing,
    mutationFn: (change: ChangePreferences) => request('/api/me/preferences', Preferences, { method: 'PATCH', body: change }),
    onMutate: async (change) => {
      const before = shown()
      show(readPreferences({ ...before, ...change }))
      await queries.cancelQueries(meQuery, { revert: false })
      return before
    },
    onSuccess: (kept) => {
      // The answer to an earlier choice knows nothing of the ones after it.
      if (queries.isMutating({ mutationKey: changing }) === 1) show(kept)
    },
    onError: (_error, change, before) => {
      if (before === undefined) return
      const taken = Object.entries(before).filter(([name]) => name in change)
      show(readPreferences({ ...shown(), ...Object.fromEntries(taken) }))
    },
  })
}

/**
 * The same for a form of these choices. What it shows follows in the event itself: a choice that waited for the cache would jump back
 * under the finger first.
 */
export function usePreferenceChoice() {
  const change = useChangePreferences()
  const [chosenNow, setChosenNow] = useState<ChangePreferences>({})
  return {
    preferences: readPreferences({ ...usePreferences(), ...chosenNow }),
    /** @param whenKept - called for the last of several choices in a row */
    choose: (chosen: ChangePreferences, whenKept?: () => void): void => {
      setChosenNow((now) => ({ ...now, ...chosen }))
      change.mutate(chosen, { ...(whenKept && { onSuccess: whenKept }), onSettled: () => setChosenNow({}) })
    },
    error: change.error,
  }
}
