import type { QueryClient } from '@tanstack/react-query'
import { lazy } from 'react'

import { meQuery } from './api/me.ts'
import { studiesQuery, studyQuery } from './api/studies.ts'

const loadNewStudy = async () => import('./new-study/NewStudyPage.tsx').then(({ NewStudyPage }) => ({ default: NewStudyPage }))
const loadStudy = async () => import('./study/StudyPage.tsx').then(({ StudyPage }) => ({ default: StudyPage }))

export const NewStudyPage = lazy(loadNewStudy)
export const StudyPage = lazy(loadStudy)

/** Fetches what the page that is about to be shown needs: its program, and beside it what it asks the server first. */
export async function preloadPage(path: string, queries: QueryClient): Promise<void> {
  void queries.prefetchQuery(meQuery)
  if (path === '/') void queries.prefetchQuery(studiesQuery)
  if (path === '/studies/new') return void (await loadNewStudy())
  const study = /^\/studies\/([^/]+)$/.exec(path)?.[1]
  if (study === undefined) return
  void queries.prefetchQuery(studyQuery(decodeURIComponent(study)))
  await loadStudy()
}
