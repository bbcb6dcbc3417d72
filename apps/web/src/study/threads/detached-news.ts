import type { ThreadSummary } from '@samskriv/protocol/http-threads'

/** Tells when threads that were fetched say something else of their words than the text does: that they stand in it, or do not. */
export class DetachedNews {
  #known: ReadonlySet<string> = new Set()

  /**
   * @param isInText - whether an anchor is on words now
   * @returns whether there is a difference that was not there the last time: where a new answer says the same, it is not asked for again
   */
  isThere(threads: readonly Pick<ThreadSummary, 'anchor'>[], isInText: (anchor: string) => boolean): boolean {
    const different = threads.flatMap(({ anchor }) =>
      anchor === null || isInText(anchor.id) === (anchor.state === 'attached') ? [] : [`${anchor.id} ${anchor.state}`],
    )
    const known = this.#known
    this.#known = new Set(different)
    return different.some((one) => !known.has(one))
  }
}
