import * as Y from 'yjs'

import { Refused } from '../refused.ts'
import type { WireSection, WireStruct, WireUpdate } from '../wire/wire-update.ts'

/** How often the order of many clients' structs is gone through before the update counts as tangled. */
const maxRounds = 64

interface Position {
  index: number
  /** The clock after the last struct that is in its place. */
  clock: number
}

/**
 * What is new in an update, and where to find it by id. Every id that a new struct builds on must be known, or arrive before it:
 * nothing ever waits inside the document for something missing.
 */
export class Arrivals {
  /** Each begins at the next clock that the document expects of its client. */
  readonly news: readonly WireSection[]
  readonly #store: Y.Doc['store']
  readonly #byClient: Map<number, WireSection> | null

  /** @throws Refused `gap` */
  constructor(doc: Y.Doc, update: WireUpdate) {
    this.#store = doc.store
    this.news = update.sections.filter(({ structs }) => structs.length > 0)
    for (const { client, clock } of this.news) {
      if (clock !== Y.getState(doc.store, client)) throw new Refused('gap', 'earlier clocks are missing')
    }
    this.#byClient = this.news.length > 1 ? new Map(this.news.map((section) => [section.client, section])) : null
  }

  get clients(): readonly number[] {
    return this.news.map(({ client }) => client)
  }

  /** The next clock of a client once this update is in. */
  endOf(client: number): number {
    return this.#of(client)?.end ?? Y.getState(this.#store, client)
  }

  /** The struct that brings this id, undefined when the document has it. @throws Refused `gap` when neither has it */
  arriving(client: number, clock: number): WireStruct | undefined {
    const section = this.#of(client)
    if (clock < (section === undefined ? Y.getState(this.#store, client) : section.clock)) return undefined
    if (section === undefined || clock >= section.end) throw new Refused('gap', 'builds on something missing')
    return structAt(section.structs, clock)
  }

  /** Every new struct, each after all that it builds on. @throws Refused when there is no such order */
  *inOrder(): Generator<WireStruct> {
    if (this.#byClient !== null) {
      yield* this.#inOrderOfSeveral()
      return
    }
    for (const { structs } of this.news) {
      for (const struct of structs) {
        this.#requireBefore(struct.originClient, struct.originClock, struct)
        this.#requireBefore(struct.rightClient, struct.rightClock, struct)
        this.#requireBefore(struct.parentClient, struct.parentClock, struct)
        yield struct
      }
    }
  }

  *#inOrderOfSeveral(): Generator<WireStruct> {
    const positions = new Map<number, Position>(this.news.map(({ client, clock }) => [client, { index: 0, clock }]))
    let open = this.news
    for (let round = 0; open.length > 0; round += 1) {
      if (round === maxRounds) throw new Refused('malformed', 'tangled clients')
      const rest: WireSection[] = []
      let moved = false
      for (const section of open) {
        const position = positions.get(section.client)
        if (position === undefined) continue
        for (let struct = section.structs[position.index]; struct !== undefined; struct = section.structs[position.index]) {
          if (!this.#isReady(struct, positions)) break
          position.index += 1
          position.clock = struct.clock + struct.length
          moved = true
          yield struct
        }
        if (position.index < section.structs.length) rest.push(section)
      }
      if (!moved) throw new Refused('malformed', 'structs that build on each other')
      open = rest
    }
  }

  #of(client: number): WireSection | undefined {
    if (this.#byClient !== null) return this.#byClient.get(client)
    const first = this.news[0]
    return first?.client === client ? first : undefined
  }

  #requireBefore(client: number, clock: number, struct: WireStruct): void {
    if (clock < 0) return
    const end = client === struct.client ? struct.clock : Y.getState(this.#store, client)
    if (clock >= end) throw new Refused('gap', 'builds on something missing')
  }

  #isReady(struct: WireStruct, positions: ReadonlyMap<number, Position>): boolean {
    return (
      this.#isThere(struct.originClient, struct.originClock, struct, positions) &&
      this.#isThere(struct.rightClient, struct.rightClock, struct, positions) &&
      this.#isThere(struct.parentClient, struct.parentClock, struct, positions)
    )
  }

  #isThere(client: number, clock: number, struct: WireStruct, positions: ReadonlyMap<number, Position>): boolean {
    if (clock < 0) return true
    if (client === struct.client && clock >= struct.clock) throw new Refused('malformed', 'builds on itself')
    if (clock >= this.endOf(client)) throw new Refused('gap', 'builds on something missing')
    const position = positions.get(client)
    return position === undefined || clock < position.clock
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
