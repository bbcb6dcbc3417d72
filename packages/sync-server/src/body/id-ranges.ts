import type { IdRange } from '@samskriv/attribution'

/** Ids of a text, to ask which of others are among them. */
export class IdRanges {
  readonly #byClient = new Map<number, { from: number; to: number }[]>()

  constructor(ranges: Iterable<IdRange>) {
    for (const { client, clock, length } of ranges) {
      const known = this.#byClient.get(client)
      if (known === undefined) this.#byClient.set(client, [{ from: clock, to: clock + length }])
      else known.push({ from: clock, to: clock + length })
    }
    for (const [client, known] of this.#byClient) {
      const joined: { from: number; to: number }[] = []
      for (const { from, to } of known.toSorted((a, b) => a.from - b.from)) {
        const last = joined.at(-1)
        if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
        else joined.push({ from, to })
      }
      this.#byClient.set(client, joined)
    }
  }

  /** Cuts a stretch where it goes in or out of them, in order. */
  cut<R extends IdRange & { readonly text: string }>(run: R): readonly { readonly run: R; readonly isIn: boolean }[] {
    const ranges = this.#byClient.get(run.client) ?? []
    const end = run.clock + run.length
    const cuts: { run: R; isIn: boolean }[] = []
    let at = run.clock
    const add = (to: number, isIn: boolean): void => {
      if (to <= at) return
      const from = at - run.clock
      cuts.push({ run: { ...run, clock: at, length: to - at, text: run.text.slice(from, from + to - at) }, isIn })
      at = to
    }
    for (let index = firstEndingAfter(ranges, at); index < ranges.length; index += 1) {
      const range = ranges[index]
      if (range === undefined || range.from >= end) break
      add(Math.max(at, range.from), false)
      add(Math.min(end, range.to), true)
    }
    add(end, false)
    return cuts
  }
}

function firstEndingAfter(ranges: readonly { readonly to: number }[], clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.to ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  return low
}
