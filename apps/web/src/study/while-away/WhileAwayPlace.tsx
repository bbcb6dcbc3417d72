import type { StudyView } from '@samskriv/protocol/http'
import { type ComponentType, useEffect, useState } from 'react'

export interface WhileAwayProps {
  readonly study: StudyView
}

/** What happened while one was away. It is fetched behind the text: without it nothing is missing there. */
export function WhileAwayPlace({ study }: WhileAwayProps) {
  const [Part, setPart] = useState<ComponentType<WhileAwayProps> | null>(null)
  const takesPart = study.me !== null && !study.example
  useEffect(() => {
    if (!takesPart) return
    import('./WhileAway.tsx').then(
      ({ WhileAway }) => setPart(() => WhileAway),
      () => setPart(null),
    )
  }, [takesPart])
  return Part && <Part study={study} />
}
