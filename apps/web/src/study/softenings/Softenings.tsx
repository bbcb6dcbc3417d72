import type { SofteningView, StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'

import { softeningsQuery } from '../../api/softenings.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'

/** Most studies have none. */
const SofteningCards = lazyPart(
  async () => import('./SofteningCards.tsx').then(({ SofteningCards: Part }) => Part),
  () => null,
)

/** Paragraphs that lost words of the community to another sector; their cards are fetched when there are any. */
export function Softenings({ study }: { readonly study: StudyView }) {
  const { data } = useQuery(softeningsQuery(study.id))
  return data && <Known study={study} all={data} />
}

function Known({ study, all }: { readonly study: StudyView; readonly all: readonly SofteningView[] }) {
  const [first] = useState(() => new Set(all.map(({ id }) => id)))
  if (all.length === 0) return null
  return (
    <Suspense fallback={null}>
      <SofteningCards study={study} all={all} first={first} />
    </Suspense>
  )
}
