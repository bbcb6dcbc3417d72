import type { IdRange } from '../voiced-blocks.ts'

/** A few ranges of ids without overlap. */
export class IdSet {
  readonly #byClient = new Map<number, { readonly clock: number; readonly length: number }[]>()

  add({ client, clock, length }: IdRange): void {
    const ranges = this.#byClient.get(client)
    if (ranges === undefined) this.#byClient.set(client, [{ clock, length }])
    else {
      ranges.push({ clock, length })
      ranges.sort((one, other) => one.clock - other.clock)
    }
  }

  /** What it holds of a range, in the order of the clocks. */
  within({ client, clock, length }: IdRange): readonly IdRange[] {
    const ranges = this.#byClient.get(client)
    if (ranges === undefined) return []
    const found: IdRange[] = []
    for (const range of ranges) {
      const from = Math.max(range.clock, clock)
      const to = Math.min(range.clock + range.length, clock + length)
      if (to > from) found.push({ client, clock: from, length: to - from })
    }
    return found
  }
}

/** The parts of a range that are in none of these ranges of it, which are in order. */
export function without({ client, clock, length }: IdRange, taken: readonly IdRange[]): readonly IdRange[] {
  const free: IdRange[] = []
  let at = clock
  for (const range of taken) {
    if (range.clock > at) free.push({ client, clock: at, length: range.clock - at })
    at = range.clock + range.length
  }
  if (at < clock + length) free.push({ client, clock: at, length: clock + length - at })
  return free
}
