import { type ComponentType, useEffect, useState } from 'react'

import type { AlongsideProps } from './Alongside.tsx'

/** By then the text is there to be read and written. */
const fetchedAfterMs = 500

/** Fetches what stands beside the writing once the page is there; without a network the writing goes on without it. */
export function AlongsidePlace(props: AlongsideProps) {
  const [Loaded, setLoaded] = useState<ComponentType<AlongsideProps> | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const load = (afterMs: number): void => {
      timer = setTimeout(
        () =>
          void import('./Alongside.tsx').then(
            ({ Alongside }) => setLoaded(() => Alongside),
            () => load(10 * (afterMs + fetchedAfterMs)),
          ),
        afterMs,
      )
    }
    load(fetchedAfterMs)
    return () => {
      if (timer !== null) clearTimeout(timer)
    }
  }, [])
  return Loaded && <Loaded {...props} />
}
