import type { Override } from './voice.ts'

/**
 * Ranges of Yjs ids that belong to another voice than their client's, sorted and without overlap per client.
 * A later range replaces what it covers of an earlier one (rule AT2).
 */
export class OverrideRanges implements Iterable<Override> {
  readonly #byClient = new Map<number, Override[]>()

  constructor(overrides: Iterable<Override> = []) {
    for (const override of overrides) this.add(override)
  }

  add(override: Override): void {
    if (!(override.length > 0)) throw new RangeError(`an override must cover at least one id, not ${override.length}`)
    const ranges = this.#byClient.get(override.client)
    if (ranges === undefined) {
      this.#byClient.set(override.client, [override])
      return
    }
    // New text has new clocks, so a range nearly always comes after all earlier ones.
    const last = ranges.at(-1)
    if (last !== undefined && endOf(last) < override.clock) ranges.push(override)
    else insert(ranges, override)
  }

  /** Ranges that touch `[clock, clock + length)`, in clock order; they may reach beyond it on either side. */
  touching(client: number, clock: number, length: number): readonly Override[] {
    const ranges = this.#byClient.get(client)
    if (ranges === undefined) return []
    const from = firstEndingAfter(ranges, clock)
    let to = from
    for (let range = ranges[to]; range !== undefined && range.clock < clock + length; range = ranges[to]) to++
    return from === to ? [] : ranges.slice(from, to)
  }

  /** The first range that touches `[clock, clock + length)`; it may reach beyond it on either side. */
  firstTouching(client: number, clock: number, length: number): Override | undefined {
    const ranges = this.#byClient.get(client)
    if (ranges === undefined) return undefined
    const first = ranges[firstEndingAfter(ranges, clock)]
    return first !== undefined && first.clock < clock + length ? first : undefined
  }

  /** By client in order of their first override, then by clock. */
  *[Symbol.iterator](): Iterator<Override> {
    for (const ranges of this.#byClient.values()) yield* ranges
  }
}

function endOf(range: Override): number {
  return range.clock + range.length
}

/** Index of the first range that ends after `clock`, or the length. */
function firstEndingAfter(ranges: readonly Override[], clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range !== undefined && endOf(range) <= clock) low = middle + 1
    else high = middle
  }
  return low
}

function insert(ranges: Override[], added: Override): void {
  const from = firstEndingAfter(ranges, added.clock)
  const replacement: Override[] = []
  let to = from
  for (let old = ranges[to]; old !== undefined && old.clock < endOf(added); old = ranges[to]) {
    if (old.clock < added.clock) replacement.push({ ...old, length: added.clock - old.clock })
    if (endOf(old) > endOf(added)) replacement.push({ ...old, clock: endOf(added), length: endOf(old) - endOf(added) })
    to++
  }
  replacement.push(added)
  replacement.sort((a, b) => a.clock - b.clock)
  // The neighbours take part, so that a passage moved in several steps stays one range.
  const start = Math.max(from - 1, 0)
  const joined: Override[] = []
  for (const range of [...ranges.slice(start, from), ...replacement, ...ranges.slice(to, to + 1)]) {
    const previous = joined.at(-1)
    if (previous !== undefined && continues(previous, range))
      joined[joined.length - 1] = { ...previous, length: previous.length + range.length }
    else joined.push(range)
  }
  ranges.splice(start, to + 1 - start, ...joined)
}

function continues(previous: Override, next: Override): boolean {
  return endOf(previous) === next.clock && previous.voice === next.voice && previous.movedBy === next.movedBy
}
