import type { QueryClient } from '@tanstack/react-query'
import { lazy, useState, type ComponentType } from 'react'

import { meQuery } from './api/me.ts'
import { searchQuery, studyQuery } from './api/studies.ts'
import { askedFor } from './home/asked-for.ts'

export const NewStudyPage = fetchedPage(async () => (await import('./new-study/NewStudyPage.tsx')).NewStudyPage)
export const FromFilePage = fetchedPage(async () => (await import('./new-study/FromFilePage.tsx')).FromFilePage)
export const AccountPage = fetchedPage(async () => (await import('./account/AccountPage.tsx')).AccountPage)
export const PartnershipPage = fetchedPage(async () => (await import('./partnership/PartnershipPage.tsx')).PartnershipPage)
export const AuditPage = fetchedPage(async () => (await import('./account/AuditPage.tsx')).AuditPage)
export const StudyPage = fetchedPage(async () => (await import('./study/StudyPage.tsx')).StudyPage)

/** Fetches what the page that is about to be shown needs: its program, and beside it what it asks the server first. */
export async function preloadPage(path: string, queries: QueryClient): Promise<void> {
  void queries.prefetchQuery(meQuery)
  if (path === '/') void queries.prefetchQuery(searchQuery(askedFor(new URLSearchParams(window.location.search))))
  if (path === '/studies/new') return NewStudyPage.fetch()
  if (path === '/studies/new/file') return FromFilePage.fetch()
  if (path === '/account') return AccountPage.fetch()
  if (path === '/partnership') return PartnershipPage.fetch()
  if (/^\/studies\/[^/]+\/audit$/.test(path)) return AuditPage.fetch()
  const study = /^\/studies\/([^/]+)$/.exec(path)?.[1]
  if (study === undefined) return
  void queries.prefetchQuery(studyQuery(decodeURIComponent(study)))
  await StudyPage.fetch()
}

/**
 * A page whose program comes when it is first shown, or before with `fetch`. One that was fetched before is shown at once: behind
 * `Suspense`, for however short a wait, React holds what comes next back for 300 ms.
 */
function fetchedPage(load: () => Promise<ComponentType>): ComponentType & { fetch: () => Promise<void> } {
  let fetched: ComponentType | null = null
  const Later = lazy(async () => ({ default: await load() }))
  function Page() {
    const [Shown] = useState<ComponentType>(() => fetched ?? Later)
    return <Shown />
  }
  Page.fetch = async () => {
    fetched = await load()
  }
  return Page
}
