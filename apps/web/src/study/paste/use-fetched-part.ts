import { type ComponentType, useEffect, useState } from 'react'

import { fetchLater } from '../../offline/comes-first.ts'

/** By then the page is there, and the part too when the network goes. */
const fetchedAfterMs = 3_000

/** A part of the page that is fetched after it, or at once when it is wanted. @param load - the same function each time */
export function useFetchedPart<Props>(
  load: () => Promise<ComponentType<Props>>,
  isWanted: boolean,
): { readonly Part: ComponentType<Props> | null } {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null)
  const isMissing = Part === null
  useEffect(() => {
    if (!isMissing) return
    const fetchIt = (): void =>
      void load()
        .then((loaded) => setPart(() => loaded))
        .catch(() => window.addEventListener('online', fetchIt, { once: true }))
    let leaveIt = (): void => {}
    if (isWanted) fetchIt()
    else leaveIt = fetchLater(fetchIt, fetchedAfterMs)
    return () => {
      leaveIt()
      window.removeEventListener('online', fetchIt)
    }
  }, [load, isMissing, isWanted])
  return { Part }
}
