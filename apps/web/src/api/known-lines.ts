import type { ThreadList, ThreadSummary } from '@samskriv/protocol/http-threads'
import { type InfiniteData, replaceEqualDeep } from '@tanstack/react-query'

/**
 * An answer in which every thread that has not changed is the one that was known before, wherever it stands in the list now. The library
 * compares place by place: with one more at the beginning all of them would be others, and be drawn anew.
 *
 * @param known - the answer before
 */
export function withKnownLines(known: ThreadList | undefined, now: ThreadList): ThreadList {
  return known === undefined ? now : linesOf(now, known.threads)
}

/** The same of a list that was asked for in pages. */
export function withKnownPages(known: InfiniteData<ThreadList> | undefined, now: InfiniteData<ThreadList>): InfiniteData<ThreadList> {
  if (known === undefined) return now
  const lines = known.pages.flatMap(({ threads }) => threads)
  return { ...now, pages: now.pages.map((page) => linesOf(page, lines)) }
}

function linesOf(now: ThreadList, known: readonly ThreadSummary[]): ThreadList {
  const byId = new Map(known.map((thread) => [thread.id, thread]))
  return { ...now, threads: now.threads.map((thread) => replaceEqualDeep(byId.get(thread.id), thread)) }
}
