import * as Y from 'yjs'

import { Refused } from '../refused.ts'
import type { WireStruct } from '../wire/wire-update.ts'
import type { Arrivals } from './arrivals.ts'

/** How many neighbours one message may make the gate walk past before it is rehearsed instead. */
const walkBudget = 50_000

/**
 * Whether every new struct goes between two neighbours that stand in that order. Yjs integrates one that does not, but each replica
 * at another place, and they never agree again.
 */
export class Geometry {
  readonly #store: Y.Doc['store']
  readonly #arrivals: Arrivals
  #walked = 0
  /** True when the order depends on how Yjs will place what arrives here: only integrating it shows. */
  isUncertain = false

  constructor(doc: Y.Doc, arrivals: Arrivals) {
    this.#store = doc.store
    this.#arrivals = arrivals
  }

  /** @throws Refused when it is certain that the neighbours stand the other way round */
  check(struct: WireStruct): void {
    const { originClient: leftClient, originClock: leftClock } = struct
    if (struct.rightClock < 0 || leftClock < 0) return
    const { rightClient, rightClock } = struct
    if (leftClient === rightClient && leftClock === rightClock) throw new Refused('malformed', 'both neighbours are one')
    const left = this.#arrivals.arriving(leftClient, leftClock)
    const right = this.#arrivals.arriving(rightClient, rightClock)
    if (left === undefined && right === undefined) {
      const known = this.#isLeftOf(leftClient, leftClock, rightClient, rightClock)
      if (known === false) throw new Refused('malformed', 'neighbours in the wrong order')
      if (known === undefined) this.isUncertain = true
    } else if (left !== undefined && right !== undefined) this.#checkArriving(left, leftClock, right, rightClock)
    else if (left !== undefined) this.#checkLeftArriving(left, rightClient, rightClock)
    else if (right !== undefined) this.#checkRightArriving(leftClient, leftClock, right, rightClock)
  }

  #checkArriving(left: WireStruct, leftClock: number, right: WireStruct, rightClock: number): void {
    if (left === right) {
      if (leftClock >= rightClock) throw new Refused('malformed', 'neighbours in the wrong order')
      return
    }
    const startsThere = right.clock === rightClock
    if (startsThere && right.originClient === left.client && right.originClock === leftClock) return
    if (left.rightClient === right.client && left.rightClock === rightClock) return
    this.isUncertain = true
  }

  #checkLeftArriving(left: WireStruct, rightClient: number, rightClock: number): void {
    if (left.rightClient === rightClient && left.rightClock === rightClock) return
    this.isUncertain = true
  }

  #checkRightArriving(leftClient: number, leftClock: number, right: WireStruct, rightClock: number): void {
    if (right.clock === rightClock && right.originClient === leftClient && right.originClock === leftClock) return
    this.isUncertain = true
  }

  /** @returns undefined when the budget is used up before the answer is known */
  #isLeftOf(leftClient: number, leftClock: number, rightClient: number, rightClock: number): boolean | undefined {
    const left = Y.getItem(this.#store, Y.createID(leftClient, leftClock))
    const right = Y.getItem(this.#store, Y.createID(rightClient, rightClock))
    if (!(left instanceof Y.Item) || !(right instanceof Y.Item)) return true
    if (left === right) return leftClock < rightClock
    for (let item = left.right; item !== null; item = item.right) {
      if (item === right) return true
      this.#walked += 1
      if (this.#walked > walkBudget) return undefined
    }
    return false
  }
}
