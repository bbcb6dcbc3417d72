import type { ThreadSummary } from '@samskriv/protocol/http-threads'

/** What others have said since a list was last seen. */
export interface NewsOfThreads {
  readonly begun: readonly ThreadSummary[]
  /** In which something was added. */
  readonly repliedIn: readonly ThreadSummary[]
}

/**
 * @param now - newest change first
 * @param before - the same list as it was
 */
export function newsOfThreads(now: readonly ThreadSummary[], before: readonly ThreadSummary[]): NewsOfThreads {
  const known = new Map(before.map((thread) => [thread.id, thread]))
  // What comes into the list because something else has left it is no news.
  const since = before.reduce((latest, { changedAt }) => (changedAt > latest ? changedAt : latest), '')
  const isNew = ({ id, at, mine }: ThreadSummary): boolean => !known.has(id) && !mine && at > since
  return {
    begun: now.filter(isNew),
    repliedIn: now.filter(({ id, replies }) => {
      const was = known.get(id)
      return was !== undefined && replies > was.replies
    }),
  }
}
