import type * as Y from 'yjs'

import type { DeletedIds } from '../lately-deleted.ts'
import type { CharacterId } from './anchor.ts'

interface WithEnds {
  readonly id: string
  readonly start: CharacterId | null
  readonly end: CharacterId | null
}

interface End {
  readonly clock: number
  readonly anchor: string
}

/** Which anchors begin or end at which ids: what a keystroke asks, so it is asked quickly. */
export class AnchorEnds {
  readonly #byClient = new Map<number, End[]>()

  add({ id, start, end }: WithEnds): void {
    for (const character of [start, end]) {
      if (character === null) continue
      const ends = this.#byClient.get(character.client)
      if (ends === undefined) this.#byClient.set(character.client, [{ clock: character.clock, anchor: id }])
      else ends.splice(firstFrom(ends, character.clock), 0, { clock: character.clock, anchor: id })
    }
  }

  remove({ id, start, end }: WithEnds): void {
    for (const character of [start, end]) if (character !== null) this.#remove(id, character)
  }

  /** Whether one of the ends is among what was deleted. */
  areTouchedBy(deletes: Iterable<DeletedIds>): boolean {
    for (const _ of this.#within(deletes)) return true
    return false
  }

  touchedBy(deletes: Iterable<DeletedIds>): ReadonlySet<string> {
    return new Set(this.#within(deletes))
  }

  *#within(deletes: Iterable<DeletedIds>): Generator<string> {
    for (const { client, ranges } of deletes) {
      const ends = this.#byClient.get(client)
      if (ends === undefined) continue
      for (let at = 0; at < ranges.length; at += 2) {
        const clock = ranges[at] ?? 0
        const after = clock + (ranges[at + 1] ?? 0)
        for (let index = firstFrom(ends, clock); index < ends.length; index++) {
          const end = ends[index]
          if (end === undefined || end.clock >= after) break
          yield end.anchor
        }
      }
    }
  }

  #remove(anchor: string, { client, clock }: CharacterId): void {
    const ends = this.#byClient.get(client) ?? []
    for (let index = firstFrom(ends, clock); ends[index]?.clock === clock; index++) {
      if (ends[index]?.anchor !== anchor) continue
      ends.splice(index, 1)
      return
    }
  }
}

/** Index of the first at or after a clock. */
function firstFrom(ends: readonly End[], clock: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    const end = ends[middle]
    if (end !== undefined && end.clock < clock) low = middle + 1
    else high = middle
  }
  return low
}

/** What a transaction deleted. */
export function* deletedIn({ clients }: Y.Transaction['deleteSet']): Generator<DeletedIds> {
  for (const [client, ranges] of clients) yield { client, ranges: ranges.flatMap(({ clock, len }) => [clock, len]) }
}
