import type { StudySession } from '@samskriv/sync-client'
import type { Doc } from 'yjs'

import { fetchAnchors } from '../../api/anchors.ts'
import { LiveAnchors } from './live-anchors.ts'

/**
 * Follows in an open copy where comments and answers point. To be imported when they are shown: it is not part of what every page loads.
 *
 * @param until - ends it; to be aborted when the copy is replaced
 * @returns rejects when the server can't be reached
 */
export async function followAnchors(session: StudySession, doc: Doc, study: string, until: AbortSignal): Promise<LiveAnchors> {
  const early: unknown[] = []
  let take = (pushed: unknown): void => void early.push(pushed)
  const unfollow = session.onPush((pushed) => take(pushed))
  until.addEventListener('abort', unfollow)
  try {
    const live = new LiveAnchors(doc)
    live.begin(await fetchAnchors(study, until), early)
    take = (pushed) => live.take(pushed)
    return live
  } catch (error) {
    unfollow()
    throw error
  }
}
