import type { Anchor } from './anchor.ts'

/** Of one anchor; of all together as many are remembered. */
const mostOfOne = 4
const mostOfAll = 200

/**
 * Parts of the words of anchors that went elsewhere while the anchor stayed with the rest. They are followed like anchors, in memory
 * alone, and matter when the rest goes.
 */
export class AnchorParts {
  readonly #anchorOf = new Map<string, string>()
  readonly #partsOf = new Map<string, Set<string>>()
  #made = 0

  /** The anchor that a part is of; undefined for an anchor. */
  anchorOf(part: string): string | undefined {
    return this.#anchorOf.get(part)
  }

  of(anchor: string): readonly string[] {
    return [...(this.#partsOf.get(anchor) ?? [])]
  }

  /** @returns an id for a new part, and those for which there is no room any more */
  add(anchor: Anchor): { readonly id: string; readonly dropped: readonly string[] } {
    const id = `${anchor.id} ${(this.#made += 1)}`
    const parts = this.#partsOf.get(anchor.id) ?? new Set()
    this.#partsOf.set(anchor.id, parts)
    const [oldestOfOne] = parts
    const [oldestOfAll] = this.#anchorOf.keys()
    const dropped: string[] = []
    if (parts.size >= mostOfOne && oldestOfOne !== undefined) dropped.push(oldestOfOne)
    else if (this.#anchorOf.size >= mostOfAll && oldestOfAll !== undefined) dropped.push(oldestOfAll)
    for (const part of dropped) this.drop(part)
    parts.add(id)
    this.#anchorOf.set(id, anchor.id)
    return { id, dropped }
  }

  drop(part: string): void {
    const anchor = this.#anchorOf.get(part)
    if (anchor === undefined) return
    this.#anchorOf.delete(part)
    const parts = this.#partsOf.get(anchor)
    parts?.delete(part)
    if (parts?.size === 0) this.#partsOf.delete(anchor)
  }
}
