import { documentSchemaVersion } from '@samskriv/document'
import type { StudyView } from '@samskriv/protocol/http'
import { guardLeaving, StudySession } from '@samskriv/sync-client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { accessRequestsQuery } from '../api/access.ts'
import { invitationsQuery } from '../api/invitations.ts'
import { peopleQuery } from '../api/people.ts'
import { studiesQuery, studyQuery } from '../api/studies.ts'
import { noteOpen } from '../shell/open-studies.ts'
import { deviceStorage } from '../shell/shared-computer.ts'

/** Keeps the study open as long as the page shows it. Null until the first render has been committed. */
export function useStudySession(study: StudyView, person: string): StudySession | null {
  const queries = useQueryClient()
  const [session, setSession] = useState<StudySession | null>(null)
  const { id } = study
  // Only what the study was opened with: the socket tells about later changes, and the session follows it.
  const [terms] = useState({ epoch: study.epoch, canWrite: study.me?.canWrite ?? false })

  useEffect(() => {
    const opened = new StudySession({
      syncUrl: syncAddress(),
      origin: window.location.origin,
      person,
      study: id,
      documentSchemaVersion,
      terms,
      Socket: WebSocket,
      storage: deviceStorage(),
      fetchTerms: async () => {
        const { epoch, me } = await queries.fetchQuery({ ...studyQuery(id), staleTime: 0 })
        return { epoch, canWrite: me?.canWrite ?? false }
      },
      onEvent: ({ kind }) => {
        if (kind === 'storage') return
        void queries.invalidateQueries(studyQuery(id))
        void queries.invalidateQueries(studiesQuery)
        if (kind !== 'people') return
        void queries.invalidateQueries(peopleQuery(id))
        void queries.invalidateQueries(invitationsQuery(id))
        void queries.invalidateQueries(accessRequestsQuery(id))
      },
      reloadOnce: () => reloadOnce(id),
    })
    const unguard = guardLeaving(() => opened.hasUnsent)
    const close = noteOpen(opened)
    void opened.start()
    setSession(opened)
    return () => {
      unguard()
      close()
      void opened.stop()
    }
  }, [id, person, terms, queries])
  return session
}

function syncAddress(): string {
  return `${window.location.origin.replace(/^http/, 'ws')}/sync`
}

/** Once per tab and version: a server that is newer than what it serves must not make a page reload for ever. */
function reloadOnce(study: string): boolean {
  const mark = `samskriv:reloaded:${study}`
  if (sessionStorage.getItem(mark) === String(documentSchemaVersion)) return false
  sessionStorage.setItem(mark, String(documentSchemaVersion))
  window.location.reload()
  return true
}
