import type { EndReason } from '@samskriv/sync-client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { studyQuery } from '../api/studies.ts'

/** How often somebody who was paused or removed looks whether they may go on. */
const looksAgainAfterMs = 15_000

/**
 * Finds out why the study was closed, and whether it is open again.
 * @param refusal - with which code the server last refused the study; null when it did not
 * @returns whether one was let in again after having been shut out
 */
export function useComeBack(study: string, ended: EndReason | null, refusal: string | null): boolean {
  const queries = useQueryClient()
  const isOut = ended === 'removed'
  const [wasRefused, setWasRefused] = useState(false)
  useEffect(() => {
    if (!isOut) return
    const look = (): void => void queries.invalidateQueries(studyQuery(study))
    look()
    const timer = setInterval(look, looksAgainAfterMs)
    return () => clearInterval(timer)
  }, [queries, study, isOut])
  useEffect(() => {
    if (isOut && refusal !== null) setWasRefused(true)
  }, [isOut, refusal])
  return isOut && wasRefused && refusal === null
}
