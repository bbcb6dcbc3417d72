import { useEffect, useRef } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'

/** Says aloud that a page which could not be opened now is: somebody has been let in while they waited. */
export function useLetInAnnouncement({ isSuccess, isError }: { readonly isSuccess: boolean; readonly isError: boolean }): void {
  const say = useSay()
  const announce = useAnnounce()
  const wasRefused = useRef(false)
  useEffect(() => {
    if (isSuccess && wasRefused.current) announce(say('access.approved'))
    wasRefused.current = isError
  }, [isSuccess, isError, announce, say])
}
