import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { threadQuery } from '../../api/threads.ts'

/** Words of the text that were changed for what somebody asked. */
export interface ChangedPassage {
  readonly thread: ThreadSummary
  readonly anchor: string
}

/** Of the thread that is being read, as its answers say. @param opened - null for none */
export function useChangedPassages(study: string, opened: string | null): readonly ChangedPassage[] {
  const { data } = useQuery({ ...threadQuery(study, opened ?? ''), enabled: opened !== null })
  return useMemo(() => {
    if (opened === null || data === undefined) return []
    return data.answers.flatMap(({ state, changed }) =>
      state === 'given' && changed?.anchor?.state === 'attached' ? [{ thread: data, anchor: changed.anchor.id }] : [],
    )
  }, [opened, data])
}
