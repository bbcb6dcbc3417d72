import type { ThreadList, ThreadSummary } from '@samskriv/protocol/http-threads'

/** Of a list that goes on. */
const mostLines = 100

/**
 * A list of open threads, newest change first, with some of them as they are now.
 *
 * @param changed - those that have changed
 * @param lines - of these, those that are open, and how many there are of all
 * @param section - which the list is of; null for one of the whole study
 * @returns null when one has left a list that goes on: which comes up at its end is not known here
 */
export function withLines(list: ThreadList, changed: readonly string[], lines: ThreadList, section: string | null): ThreadList | null {
  const isChanged = new Set(changed)
  const others = list.threads.filter(({ id }) => !isChanged.has(id))
  const now = lines.threads.filter((thread) => section === null || thread.section === section)
  const threads = [...now, ...others].toSorted(newestFirst)
  if (list.next === null) return { ...list, threads, counts: lines.counts }
  if (threads.length < list.threads.length) return null
  return { ...list, threads: threads.slice(0, mostLines), counts: lines.counts }
}

function newestFirst(one: ThreadSummary, other: ThreadSummary): number {
  return compare(other.changedAt, one.changedAt) || compare(other.id, one.id)
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
