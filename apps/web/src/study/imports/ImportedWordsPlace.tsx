import { Suspense, useContext } from 'react'

import { lazyPart } from '../../ui/lazy-part.tsx'
import { StudyContext, useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import type { ImportedWordsHereProps } from './ImportedWordsHere.tsx'

const Here = lazyPart<ImportedWordsHereProps>(
  async () => (await import('./ImportedWordsHere.tsx')).ImportedWordsHere,
  () => null,
)

/** Where imported words can be claimed in the text, for whoever may, while it is shown who said what. */
export function ImportedWordsPlace({ section, title }: Omit<ImportedWordsHereProps, 'study'>) {
  const study = useContext(StudyContext)
  const isShown = useObserved(useOpenCopy().voices) !== null
  if (!isShown || study?.me?.sectorConfirmed !== true || study.me.role === 'reader' || study.archived) return null
  return (
    <Suspense fallback={null}>
      <Here study={study} section={section} title={title} />
    </Suspense>
  )
}
