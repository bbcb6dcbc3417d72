import { lazy } from 'react'

const loadNewStudy = async () => import('./new-study/NewStudyPage.tsx').then(({ NewStudyPage }) => ({ default: NewStudyPage }))
const loadStudy = async () => import('./study/StudyPage.tsx').then(({ StudyPage }) => ({ default: StudyPage }))

export const NewStudyPage = lazy(loadNewStudy)
export const StudyPage = lazy(loadStudy)

/** Fetches the program of the page that is about to be shown. */
export async function preloadPage(path: string): Promise<void> {
  if (path === '/studies/new') await loadNewStudy()
  else if (path.startsWith('/studies/')) await loadStudy()
}
