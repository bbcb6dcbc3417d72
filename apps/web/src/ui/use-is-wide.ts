import { useSyncExternalStore } from 'react'

// 1100 px at the usual text size; in rem, so that larger text makes room for itself.
const wide = window.matchMedia('(min-width: 68.75rem)')

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

/** Whether outline and panel stand beside the text. Otherwise they are sheets. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches)
}
