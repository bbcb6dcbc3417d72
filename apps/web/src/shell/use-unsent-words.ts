import { type UnsentText, unsentOnDevice } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { thisDevice } from './this-device.ts'

/** What of this person only this device has; null until it has been looked for. */
export function useUnsentWords(person: string): readonly UnsentText[] | null {
  const [words, setWords] = useState<readonly UnsentText[] | null>(null)
  useEffect(() => {
    void unsentOnDevice(thisDevice(person)).then((kept) => setWords(kept.flatMap(({ sections }) => sections)))
  }, [person])
  return words
}
