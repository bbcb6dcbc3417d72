import { addCommentMessages } from '@samskriv/i18n/comments'
import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { fetchLater } from '../../offline/comes-first.ts'
import { useLanguage } from '../../shell/use-say.ts'
import type { ThreadsProps } from './Threads.tsx'

/** Nobody waits for what comes before it any more. */
const fetchedAfterMs = 0

/**
 * What is said about the text, with its words: fetched behind the text, so that a study with a thousand threads opens as fast as one with
 * none.
 */
export function ThreadsPlace(props: ThreadsProps) {
  const language = useLanguage()
  const { i18n } = useTranslation()
  const [Threads, setThreads] = useState<ComponentType<ThreadsProps> | null>(null)
  useEffect(
    () =>
      fetchLater(
        () =>
          void Promise.all([import('./Threads.tsx'), addCommentMessages(i18n, language)]).then(
            ([loaded]) => setThreads(() => loaded.Threads),
            // Without a network the writing goes on without it.
            () => setThreads(null),
          ),
        fetchedAfterMs,
      ),
    [i18n, language],
  )
  return Threads && <Threads {...props} />
}
