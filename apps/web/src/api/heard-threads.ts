import type { ThreadList } from '@samskriv/protocol/http-threads'
import type { Query, QueryClient } from '@tanstack/react-query'

import { linesOfThreads, newestKey, newestThreadsQuery, threadQuery, threadsKey } from './threads.ts'
import { withLines } from './with-lines.ts'

/** When more have changed at once, the lists are asked for. */
const mostAtOnce = 20

/**
 * Keeps what a page knows of the threads of a study up to date. Of what has changed only its line is asked for: beside a study with a
 * thousand threads stand several lists of a hundred, and every page that is open hears of everything that is said.
 */
export class HeardThreads {
  readonly #queries: QueryClient
  readonly #study: string
  readonly #changed = new Set<string>()
  #isAsking = false

  constructor(queries: QueryClient, study: string) {
    this.#queries = queries
    this.#study = study
  }

  /** @param thread - the one that has changed; undefined when it is not told which */
  hear(thread: string | undefined): void {
    if (thread === undefined) {
      void this.#queries.invalidateQueries({ queryKey: threadsKey(this.#study) })
      return
    }
    void this.#queries.invalidateQueries(threadQuery(this.#study, thread))
    this.#changed.add(thread)
    if (!this.#isAsking) void this.#ask()
  }

  async #ask(): Promise<void> {
    this.#isAsking = true
    while (this.#changed.size > 0) {
      const changed = [...this.#changed]
      this.#changed.clear()
      const lines = await this.#linesOf(changed)
      const upToDate = lines === null ? new Set() : this.#put(changed, lines)
      // What stands elsewhere than beside the text comes after it.
      void this.#queries.invalidateQueries({
        queryKey: threadsKey(this.#study),
        predicate: (query) => !upToDate.has(query) && query.queryKey[2] !== 'one',
      })
    }
    this.#isAsking = false
  }

  /** @returns null when the lists are to be asked for */
  async #linesOf(threads: readonly string[]): Promise<ThreadList | null> {
    if (threads.length > mostAtOnce || this.#newest().length === 0) return null
    try {
      return await linesOfThreads(this.#study, threads)
    } catch {
      // Asked for as lists, they say what is wrong.
      return null
    }
  }

  /** @returns the lists that hold it now */
  #put(changed: readonly string[], lines: ThreadList): ReadonlySet<Query> {
    const upToDate = new Set<Query>()
    for (const query of this.#newest()) {
      const { queryKey, state } = query
      const section = typeof queryKey[3] === 'string' ? queryKey[3] : null
      const { queryKey: key } = newestThreadsQuery(this.#study, section)
      const list = this.#queries.getQueryData(key)
      // A list that is on its way may be of before.
      if (list === undefined || state.isInvalidated || state.fetchStatus !== 'idle') continue
      const now = withLines(list, changed, lines, section)
      if (now === null) continue
      this.#queries.setQueryData(key, now)
      upToDate.add(query)
    }
    return upToDate
  }

  #newest(): readonly Query[] {
    return this.#queries.getQueryCache().findAll({ queryKey: newestKey(this.#study) })
  }
}
