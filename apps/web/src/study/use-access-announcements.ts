import type { Role } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import type { StudySession } from '@samskriv/sync-client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { studyQuery } from '../api/studies.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { noteSignedOut } from '../shell/signed-out.tsx'
import { useSay } from '../shell/use-say.ts'
import { useObserved } from './use-observed.ts'

/**
 * Says aloud when one's own rights change while the study is open (CTAUR 18).
 * @returns the role one was given meanwhile, to stand at the top of the page; null while it is the one the page was opened with
 */
export function useAccessAnnouncements(session: StudySession, study: StudyView): Role | null {
  const say = useSay()
  const announce = useAnnounce()
  const { role, ended, canWrite } = useObserved(session.state)
  const before = useRef(role)
  const [changed, setChanged] = useState<Role | null>(null)
  useRightsOf(study, role, ended === null ? canWrite : null)
  useEffect(() => {
    if (ended === 'signed-out') noteSignedOut()
  }, [ended])
  useEffect(() => {
    if (role !== null && before.current !== null && role !== before.current) {
      announce(say('closed.roleChanged', { role: say(`role.${role}`), help: say(`role.${role}.help`) }))
      setChanged(role)
    }
    before.current = role ?? before.current
  }, [role, announce, say])
  return changed
}

/** A socket that comes back knows more than what the page was opened with. */
function useRightsOf({ id, me }: StudyView, role: Role | null, canWrite: boolean | null): void {
  const queries = useQueryClient()
  const isOld = role !== null && me !== null && (me.role !== role || (canWrite !== null && me.canWrite !== canWrite))
  useEffect(() => {
    if (isOld) void queries.invalidateQueries(studyQuery(id))
  }, [queries, id, isOld])
}
