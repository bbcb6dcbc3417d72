import type { QueryClient } from '@tanstack/react-query'
import { lazy } from 'react'

import { meQuery } from './api/me.ts'
import { studiesQuery, studyQuery } from './api/studies.ts'

const loadNewStudy = async () => import('./new-study/NewStudyPage.tsx').then(({ NewStudyPage }) => ({ default: NewStudyPage }))
const loadAccount = async () => import('./account/AccountPage.tsx').then(({ AccountPage }) => ({ default: AccountPage }))
const loadPartnership = async () =>
  import('./partnership/PartnershipPage.tsx').then(({ PartnershipPage }) => ({ default: PartnershipPage }))
const loadAudit = async () => import('./account/AuditPage.tsx').then(({ AuditPage }) => ({ default: AuditPage }))
const loadStudy = async () => import('./study/StudyPage.tsx').then(({ StudyPage }) => ({ default: StudyPage }))

export const NewStudyPage = lazy(loadNewStudy)
export const AccountPage = lazy(loadAccount)
export const PartnershipPage = lazy(loadPartnership)
export const AuditPage = lazy(loadAudit)
export const StudyPage = lazy(loadStudy)

/** Fetches what the page that is about to be shown needs: its program, and beside it what it asks the server first. */
export async function preloadPage(path: string, queries: QueryClient): Promise<void> {
  void queries.prefetchQuery(meQuery)
  if (path === '/') void queries.prefetchQuery(studiesQuery)
  if (path === '/studies/new') return void (await loadNewStudy())
  if (path === '/account') return void (await loadAccount())
  if (path === '/partnership') return void (await loadPartnership())
  if (/^\/studies\/[^/]+\/audit$/.test(path)) return void (await loadAudit())
  const study = /^\/studies\/([^/]+)$/.exec(path)?.[1]
  if (study === undefined) return
  void queries.prefetchQuery(studyQuery(decodeURIComponent(study)))
  await loadStudy()
}
