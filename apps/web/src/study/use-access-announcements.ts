import type { StudySession } from '@samskriv/sync-client'
import { useEffect, useRef } from 'react'

import { useAnnounce } from '../shell/announcer.tsx'
import { noteSignedOut } from '../shell/signed-out.tsx'
import { useSay } from '../shell/use-say.ts'
import { useObserved } from './use-observed.ts'

/** Says aloud when one's own rights change while the study is open (CTAUR 18). */
export function useAccessAnnouncements(session: StudySession): void {
  const say = useSay()
  const announce = useAnnounce()
  const { role, ended } = useObserved(session.state)
  const before = useRef(role)
  useEffect(() => {
    if (ended === 'signed-out') noteSignedOut()
  }, [ended])
  useEffect(() => {
    if (role !== null && before.current !== null && role !== before.current)
      announce(say('closed.roleChanged', { role: say(`role.${role}`), help: say(`role.${role}.help`) }))
    before.current = role ?? before.current
  }, [role, announce, say])
}
