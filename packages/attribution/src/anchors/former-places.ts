import type { DeletedIds } from '../lately-deleted.ts'
import type { CharacterId } from './anchor.ts'
import { AnchorEnds } from './anchor-ends.ts'

interface Place {
  readonly id: string
  readonly start: CharacterId
  readonly end: CharacterId
}

/** So many places of all anchors are remembered, the latest. */
const mostPlaces = 2_000

/** Where anchors were before, under ids that may be gone: whoever had not heard of that yet may still bring those words back. */
export class FormerPlaces {
  readonly #places: Place[] = []
  readonly #ends = new AnchorEnds()

  add({ id, start, end }: Place): void {
    const place = { id, start, end }
    this.#places.push(place)
    this.#ends.add(place)
    if (this.#places.length > mostPlaces) for (const old of this.#places.splice(0, mostPlaces / 2)) this.#ends.remove(old)
  }

  forget(anchor: string): void {
    for (let index = this.#places.length - 1; index >= 0; index--) {
      const place = this.#places[index]
      if (place?.id !== anchor) continue
      this.#ends.remove(place)
      this.#places.splice(index, 1)
    }
  }

  areTouchedBy(deletes: readonly DeletedIds[]): boolean {
    return this.#ends.areTouchedBy(deletes)
  }

  touchedBy(deletes: readonly DeletedIds[]): readonly Place[] {
    const touched = this.#ends.touchedBy(deletes)
    return touched.size === 0 ? [] : this.#places.filter(({ id }) => touched.has(id))
  }
}
