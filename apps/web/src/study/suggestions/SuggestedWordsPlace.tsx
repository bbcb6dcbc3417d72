import { type ComponentType, useEffect, useState } from 'react'

import type { SuggestedWordsProps } from './SuggestedWords.tsx'

/** Fetched after the comments: most studies have nothing suggested. */
export function SuggestedWordsPlace(props: SuggestedWordsProps) {
  const [Words, setWords] = useState<ComponentType<SuggestedWordsProps> | null>(null)
  useEffect(() => {
    import('./SuggestedWords.tsx').then(
      ({ SuggestedWords }) => setWords(() => SuggestedWords),
      // Without a network the suggestions stand on their cards alone.
      () => setWords(null),
    )
  }, [])
  return Words && <Words {...props} />
}
