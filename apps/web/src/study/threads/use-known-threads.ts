import type { ThreadList, ThreadSummary } from '@samskriv/protocol/http-threads'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { newestThreadsQuery } from '../../api/threads.ts'

export interface KnownThreads {
  /** Open ones that stand beside the text now: all of a small study, else those of the sections close to the window. */
  readonly beside: readonly ThreadSummary[]
  /** Of all one may see; undefined until they have come. */
  readonly counts: ThreadList['counts'] | undefined
  /** Open ones, newest change first; undefined until they have come. */
  readonly newest: readonly ThreadSummary[] | undefined
}

const none: readonly ThreadSummary[] = []

/**
 * The threads that a page shows beside its text. One question for a study with up to a hundred open ones; for a larger one a question
 * more for each section that is close to the window, a hundred of each.
 */
export function useKnownThreads(study: string, near: ReadonlySet<string>): KnownThreads {
  const { data } = useQuery(newestThreadsQuery(study, null))
  const isLarge = data !== undefined && data.next !== null
  const ofSections = useQueries({
    queries: (isLarge ? [...near] : []).map((section) => newestThreadsQuery(study, section)),
    combine: threadsOfAll,
  })
  return useMemo(() => {
    const ofStudy = data?.threads ?? none
    const beside = isLarge ? [...ofSections, ...ofStudy.filter(({ section }) => section === null)] : ofStudy
    return { beside, counts: data?.counts, newest: data?.threads }
  }, [data, isLarge, ofSections])
}

/** A set, because of a list the library makes new lines when one more is at its beginning. */
function threadsOfAll(answers: readonly { readonly data: ThreadList | undefined }[]): ReadonlySet<ThreadSummary> {
  return new Set(answers.flatMap(({ data }) => data?.threads ?? none))
}
