import type { DeletedIds } from '../lately-deleted.ts'
import type { CharacterId } from './anchor.ts'
import { AnchorEnds } from './anchor-ends.ts'
import type { PieceBefore } from './words-before.ts'

interface Place {
  readonly id: string
  /** Its words, as they stood there. */
  readonly pieces: readonly PieceBefore[]
}

interface PieceEnds {
  readonly id: string
  readonly start: CharacterId
  readonly end: CharacterId
}

/** So many places of all anchors are remembered, the latest. */
const mostPlaces = 2_000

/** Where anchors were before, under ids that may be gone: whoever had not heard of that yet may still bring those words back. */
export class FormerPlaces {
  #places: Place[] = []
  readonly #ends = new AnchorEnds()

  add(id: string, pieces: readonly PieceBefore[]): void {
    const place = { id, pieces }
    this.#places.push(place)
    for (const ends of endsOf(place)) this.#ends.add(ends)
    if (this.#places.length > mostPlaces) for (const old of this.#places.splice(0, mostPlaces / 2)) this.#remove(old)
  }

  forget(anchor: string): void {
    for (const place of this.#places) if (place.id === anchor) this.#remove(place)
    this.#places = this.#places.filter(({ id }) => id !== anchor)
  }

  areTouchedBy(deletes: readonly DeletedIds[]): boolean {
    return this.#ends.areTouchedBy(deletes)
  }

  touchedBy(deletes: readonly DeletedIds[]): readonly Place[] {
    const touched = this.#ends.touchedBy(deletes)
    return touched.size === 0 ? [] : this.#places.filter(({ id }) => touched.has(id))
  }

  #remove(place: Place): void {
    for (const ends of endsOf(place)) this.#ends.remove(ends)
  }
}

function endsOf({ id, pieces }: Place): readonly PieceEnds[] {
  return pieces.map(({ client, clock, length }) => ({ id, start: { client, clock }, end: { client, clock: clock + length - 1 } }))
}
