import { draftsOnDevice, recoveredOnDevice, type UnsentText, unsentOnDevice } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { keptWords } from '../have-your-say/kept-form.ts'
import { thisDevice } from './this-device.ts'

/** What was waiting may be on its way: it is looked for again until nothing is. */
const lookAgainMs = 1_000

/** What of this person only this device has, words that were given back too; null until it has been looked for. */
export function useUnsentWords(person: string): readonly UnsentText[] | null {
  const [words, setWords] = useState<readonly UnsentText[] | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let isOver = false
    const look = async (): Promise<void> => {
      const device = thisDevice(person)
      const found = (await Promise.all([unsentOnDevice(device), recoveredOnDevice(device), draftsOnDevice(device)]))
        .flat()
        .flatMap(({ sections }) => sections)
        .concat(keptWords().map((text) => ({ section: '', text })))
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
