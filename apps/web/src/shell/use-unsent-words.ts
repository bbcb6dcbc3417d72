import { type UnsentText, unsentOnDevice } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { thisDevice } from './this-device.ts'

/** What was waiting may be on its way: it is looked for again until nothing is. */
const lookAgainMs = 1_000

/** What of this person only this device has; null until it has been looked for. */
export function useUnsentWords(person: string): readonly UnsentText[] | null {
  const [words, setWords] = useState<readonly UnsentText[] | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let isOver = false
    const look = async (): Promise<void> => {
      const found = (await unsentOnDevice(thisDevice(person))).flatMap(({ sections }) => sections)
      if (isOver) return
      setWords((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found))
      if (found.length > 0) timer = setTimeout(() => void look(), lookAgainMs)
    }
    void look()
    return () => {
      isOver = true
      if (timer !== null) clearTimeout(timer)
    }
  }, [person])
  return words
}
