import type { Visit } from '@samskriv/sync-client'
import { useSyncExternalStore } from 'react'

/** Whether there is text to show: from this device, or from the server. */
export function useHasContent(visit: Visit | null): boolean {
  return useSyncExternalStore(visit?.hasContent.subscribe ?? never, visit?.hasContent.get ?? no)
}

const never = (): (() => void) => () => {}
const no = (): boolean => false
