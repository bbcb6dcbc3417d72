import * as Y from 'yjs'

import { Refused } from '../refused.ts'
import type { Placed, WireStruct } from '../wire/wire-update.ts'
import type { Arrivals } from './arrivals.ts'
import type { Container, Containers } from './container.ts'

/** Finds where a new struct will stand, the way `getMissing` of yjs 13.6 does: from a neighbour, else from the parent it names. */
export class Places {
  readonly #store: Y.Doc['store']
  readonly #arrivals: Arrivals
  readonly #containers: Containers

  constructor(doc: Y.Doc, arrivals: Arrivals, containers: Containers) {
    this.#store = doc.store
    this.#arrivals = arrivals
    this.#containers = containers
  }

  /** @throws Refused when its neighbours do not stand in one place, or its parent can hold nothing */
  of(struct: WireStruct): Placed {
    const left = struct.originClock < 0 ? null : this.#around(struct.originClient, struct.originClock)
    const right = struct.rightClock < 0 ? null : this.#around(struct.rightClient, struct.rightClock)
    if (left !== 'discarded' && right !== 'discarded') return this.#between(struct, left, right)
    // What was dropped with its surroundings has no living neighbour. Whether Yjs has dropped it yet differs from one replica to
    // the next, and with it what becomes of a struct between the dead and the living.
    if ((left ?? 'discarded') !== (right ?? 'discarded')) throw new Refused('malformed', 'neighbours in two places')
    return 'discarded'
  }

  #between(struct: WireStruct, left: Exclude<Placed, 'discarded'> | null, right: Exclude<Placed, 'discarded'> | null): Placed {
    if (left !== null && right !== null && !isSamePlace(left, right)) throw new Refused('malformed', 'neighbours in two places')
    const placed = left ?? right ?? this.#named(struct)
    // An attribute's newest value never has anything to its right.
    if (placed !== 'discarded' && placed.key !== null && right !== null) throw new Refused('malformed', 'an attribute before another')
    return placed
  }

  #named(struct: WireStruct): Placed {
    if (struct.root !== null) {
      const container = this.#containers.ofRoot(struct.root)
      if (container === undefined) throw new Refused('content', 'unknown root')
      return { container, key: struct.key }
    }
    const arriving = this.#arrivals.arriving(struct.parentClient, struct.parentClock)
    if (arriving !== undefined) {
      if (arriving.placed === 'discarded' || arriving.kind === 'deleted') return 'discarded'
      return inContainer(arriving.inside, struct)
    }
    const item = Y.getItem(this.#store, Y.createID(struct.parentClient, struct.parentClock))
    if (!(item instanceof Y.Item) || item.content instanceof Y.ContentDeleted) return 'discarded'
    return inContainer(this.#containers.inside(item) ?? null, struct)
  }

  #around(client: number, clock: number): Placed {
    const arriving = this.#arrivals.arriving(client, clock)
    if (arriving !== undefined) return arriving.placed ?? 'discarded'
    const item = Y.getItem(this.#store, Y.createID(client, clock))
    return item instanceof Y.Item ? { container: this.#containers.around(item), key: item.parentSub } : 'discarded'
  }
}

function inContainer(container: Container | null, struct: WireStruct): Placed {
  if (container === null) throw new Refused('malformed', 'inside something that holds nothing')
  return { container, key: struct.key }
}

function isSamePlace(a: Exclude<Placed, 'discarded'>, b: Exclude<Placed, 'discarded'>): boolean {
  return a.container === b.container && a.key === b.key
}
