import type { StudySession } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { followAnchors } from '../anchors/follow-anchors.ts'
import type { LiveAnchors } from '../anchors/live-anchors.ts'
import type { OpenCopy } from '../study-context.ts'

/** Where in the open copy the words are that threads are about. Null until it is known, and where the server does not say. */
export function useAnchors(session: StudySession, { doc }: OpenCopy, study: string): LiveAnchors | null {
  const [anchors, setAnchors] = useState<LiveAnchors | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    followAnchors(session, doc, study, stop.signal).then(
      (live) => {
        if (!stop.signal.aborted) setAnchors(live)
      },
      // Without them every thread stands beside its section.
      () => setAnchors(null),
    )
    return () => {
      stop.abort()
      setAnchors(null)
    }
  }, [session, doc, study])
  return anchors
}
