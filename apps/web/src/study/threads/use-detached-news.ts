import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { threadsKey } from '../../api/threads.ts'
import type { LiveAnchors } from '../anchors/live-anchors.ts'
import { DetachedNews } from './detached-news.ts'

/** Words that are deleted go one after the other. */
const settleMs = 300

/** Asks for the threads anew when their words have gone from the text, or come back to it: the socket tells where words are, and not of threads. */
export function useDetachedNews(study: string, anchors: LiveAnchors | null, threads: readonly ThreadSummary[]): void {
  const queries = useQueryClient()
  const shown = useRef(threads)
  useEffect(() => {
    shown.current = threads
  }, [threads])
  useEffect(() => {
    if (anchors === null) return
    const news = new DetachedNews()
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = (): void => {
      timer = null
      if (news.isThere(shown.current, (anchor) => anchors.get(anchor) !== undefined))
        void queries.invalidateQueries({ queryKey: threadsKey(study) })
    }
    const unfollow = anchors.subscribe(() => (timer ??= setTimeout(look, settleMs)))
    return () => {
      unfollow()
      if (timer !== null) clearTimeout(timer)
    }
  }, [study, anchors, queries])
}
