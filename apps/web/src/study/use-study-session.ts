import { documentSchemaVersion } from '@samskriv/document'
import type { StudyView } from '@samskriv/protocol/http'
import { guardLeaving, NewSpeakers, socketWithFallback, StudySession, type Observed, type Visit } from '@samskriv/sync-client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { accessRequestsQuery } from '../api/access.ts'
import { HeardThreads } from '../api/heard-threads.ts'
import { invitationsQuery } from '../api/invitations.ts'
import { addContributorNow, peopleQuery } from '../api/people.ts'
import { speakersQuery } from '../api/scribing.ts'
import { freshStudy, studiesQuery, studyQuery } from '../api/studies.ts'
import { studyFrontQuery } from '../api/threads.ts'
import { comesFirst } from '../offline/comes-first.ts'
import { noteOpen } from '../shell/open-studies.ts'
import { deviceStorage } from '../shell/shared-computer.ts'

/** One for the page: what it finds out about the way to the server holds for every study that is opened. */
const Socket = socketWithFallback({ WebSocket })

/** Keeps the study open as long as the page shows it. Null until the first render has been committed. */
export function useStudySession(study: StudyView, person: string): StudySession | null {
  const queries = useQueryClient()
  const [session, setSession] = useState<StudySession | null>(null)
  const { id } = study
  // Only what the study was opened with: the socket tells about later changes, and the session follows it.
  const [terms] = useState({ epoch: study.epoch, canWrite: study.me?.canWrite ?? false })
  const [participantId] = useState(study.me?.participantId)

  useEffect(() => {
    const device = { origin: window.location.origin, person, study: id, storage: deviceStorage() }
    const newSpeakers = new NewSpeakers({
      ...device,
      send: async ({ request }) => {
        await addContributorNow(id, request)
        void queries.invalidateQueries(speakersQuery(id))
      },
    })
    const threads = new HeardThreads(queries, id)
    const opened = new StudySession({
      ...device,
      syncUrl: syncAddress(),
      newSpeakers,
      documentSchemaVersion,
      terms,
      Socket,
      fetchTerms: async () => {
        // From the server alone: with what this device keeps the same old copy would be opened again.
        const { epoch, me } = await queries.fetchQuery({ ...studyQuery(id), queryFn: async () => freshStudy(id), staleTime: 0 })
        return { epoch, canWrite: me?.canWrite ?? false }
      },
      isStillIn: async () => {
        // Not through the queries: they would tell the page that the session is over while it is being asked.
        const { me } = await freshStudy(id)
        return me !== null && me.participantId === participantId
      },
      onEvent: (event) => {
        const { kind } = event
        if (kind === 'storage') return
        if (kind === 'threads') return threads.hear(event.thread)
        if (kind === 'suggestions') void queries.invalidateQueries(studyFrontQuery(id))
        if (kind === 'softenings' || kind === 'suggestions') return void queries.invalidateQueries({ queryKey: [kind, id] })
        void queries.invalidateQueries(studyQuery(id))
        void queries.invalidateQueries({ queryKey: ['about', id] })
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
    comesFirst(textOf(opened))
    setSession(opened)
    return () => {
      unguard()
      close()
      newSpeakers.stop()
      void opened.stop()
    }
  }, [id, person, participantId, terms, queries])
  return session
}

/** Resolves when the first text is there. */
async function textOf({ state }: StudySession): Promise<void> {
  const visit = await new Promise<Visit>((resolve) => whenever(state, ({ visit: first }) => first && resolve(first)))
  await new Promise<true>((resolve) => whenever(visit.hasContent, (has) => has && resolve(has)))
}

/** Now, and whenever it has changed. */
function whenever<Value>(observed: Observed<Value>, look: (value: Value) => unknown): void {
  observed.subscribe(() => look(observed.get()))
  look(observed.get())
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
