import type { Observed } from '@samskriv/sync-client'
import { useSyncExternalStore } from 'react'

/** Renders again when the value changes. */
export function useObserved<T>(observed: Observed<T>): T {
  return useSyncExternalStore(observed.subscribe, observed.get)
}
