import * as Y from 'yjs'

import { Refused } from '../refused.ts'
import type { WireSection, WireStruct, WireUpdate } from '../wire/wire-update.ts'

/** The part of an update that the document does not have yet. */
export interface Arrival {
  readonly section: WireSection
  /** The next clock the document expects of this client. */
  readonly known: number
}

/** How often the order of many clients' structs is gone through before the update counts as tangled. */
const maxRounds = 64

/**
 * What is new in an update, and where to find it by id. Every id that a new struct builds on must be known, or arrive before it:
 * nothing ever waits inside the document for something missing.
 */
export class Arrivals {
  readonly news: readonly Arrival[]
  readonly #store: Y.Doc['store']
  readonly #byClient: Map<number, Arrival> | null

  /** @throws Refused `gap` */
  constructor(doc: Y.Doc, update: WireUpdate) {
    this.#store = doc.store
    const news: Arrival[] = []
    for (const section of update.sections) {
      if (section.structs.length === 0) continue
      const known = Y.getState(doc.store, section.client)
      if (section.clock > known) throw new Refused('gap', 'earlier clocks are missing')
      if (section.end > known) news.push({ section, known })
    }
    this.news = news
    this.#byClient = news.length > 1 ? new Map(news.map((arrival) => [arrival.section.client, arrival])) : null
  }

  get clients(): readonly number[] {
    return this.news.map(({ section }) => section.client)
  }

  /** The next clock of a client once this update is in. */
  endOf(client: number): number {
    return this.#of(client)?.section.end ?? Y.getState(this.#store, client)
  }

  /** The struct that brings this id, undefined when the document has it. @throws Refused `gap` when neither has it */
  arriving(client: number, clock: number): WireStruct | undefined {
    const arrival = this.#of(client)
    if (clock < (arrival === undefined ? Y.getState(this.#store, client) : arrival.known)) return undefined
    if (arrival === undefined || clock >= arrival.section.end) throw new Refused('gap', 'builds on something missing')
    return structAt(arrival.section.structs, clock)
  }

  /** Every new struct, each after all that it builds on. @throws Refused when there is no such order */
  *inOrder(): Generator<{ readonly struct: WireStruct; readonly known: number }> {
    const first = this.news[0]
    if (this.#byClient === null) {
      if (first === undefined) return
      for (const struct of first.section.structs) {
        if (struct.clock + struct.length <= first.known) continue
        this.#requireBefore(struct, first.section.client, struct.clock)
        yield { struct, known: first.known }
      }
      return
    }
    const next = new Map(this.news.map(({ section, known }) => [section.client, { index: 0, clock: known }]))
    for (let round = 0, open = this.news; open.length > 0; round += 1) {
      if (round === maxRounds) throw new Refused('malformed', 'tangled clients')
      let moved = false
      const rest: Arrival[] = []
      for (const arrival of open) {
        const position = next.get(arrival.section.client) ?? { index: 0, clock: 0 }
        for (;;) {
          const struct = arrival.section.structs[position.index]
          if (struct === undefined) break
          const isNew = struct.clock + struct.length > arrival.known
          if (isNew && !this.#isReady(struct, next)) break
          position.index += 1
          moved = true
          if (!isNew) continue
          position.clock = struct.clock + struct.length
          yield { struct, known: arrival.known }
        }
        if (position.index < arrival.section.structs.length) rest.push(arrival)
      }
      if (!moved) throw new Refused('malformed', 'structs that build on each other')
      open = rest
    }
  }

  #of(client: number): Arrival | undefined {
    if (this.#byClient !== null) return this.#byClient.get(client)
    const first = this.news[0]
    return first?.section.client === client ? first : undefined
  }

  #requireBefore(struct: WireStruct, own: number, clock: number): void {
    this.#requireId(struct.originClient, struct.originClock, own, clock)
    this.#requireId(struct.rightClient, struct.rightClock, own, clock)
    this.#requireId(struct.parentClient, struct.parentClock, own, clock)
  }

  #requireId(client: number, clock: number, own: number, before: number): void {
    if (clock < 0) return
    if (client === own ? clock >= before : clock >= Y.getState(this.#store, client)) throw new Refused('gap', 'builds on something missing')
  }

  #isReady(struct: WireStruct, next: ReadonlyMap<number, { readonly clock: number }>): boolean {
    return (
      this.#isThere(struct.originClient, struct.originClock, struct, next) &&
      this.#isThere(struct.rightClient, struct.rightClock, struct, next) &&
      this.#isThere(struct.parentClient, struct.parentClock, struct, next)
    )
  }

  #isThere(client: number, clock: number, struct: WireStruct, next: ReadonlyMap<number, { readonly clock: number }>): boolean {
    if (clock < 0) return true
    if (client === struct.client && clock >= struct.clock) throw new Refused('malformed', 'builds on itself')
    const arrived = next.get(client)
    if (arrived !== undefined) {
      if (clock < arrived.clock) return true
      if (clock >= this.endOf(client)) throw new Refused('gap', 'builds on something missing')
      return false
    }
    if (clock >= Y.getState(this.#store, client)) throw new Refused('gap', 'builds on something missing')
    return true
  }
}

function structAt(structs: readonly WireStruct[], clock: number): WireStruct | undefined {
  let from = 0
  let to = structs.length - 1
  while (from <= to) {
    const middle = (from + to) >> 1
    const struct = structs[middle]
    if (struct === undefined) return undefined
    if (clock < struct.clock) to = middle - 1
    else if (clock >= struct.clock + struct.length) from = middle + 1
    else return struct
  }
  return undefined
}
