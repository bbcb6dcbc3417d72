import * as Y from 'yjs'

import type { YType } from '../y-type.ts'
import type { Anchor } from './anchor.ts'
import { itemAt } from './reading-order.ts'

/** Which texts have changed since they were last looked at, and the anchors that begin or end in them. Every keystroke is noted here. */
export class TouchedTexts {
  readonly #doc: Y.Doc
  readonly #anchorsIn = new WeakMap<object, Set<string>>()
  readonly #textsOf = new Map<string, readonly object[]>()
  #anchors = new Set<string>()
  #texts = new Set<YType>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** @param withTexts - whether texts in which no anchor is count, too */
  note({ changed }: Y.Transaction, withTexts: boolean): void {
    for (const type of changed.keys()) {
      const here = this.#anchorsIn.get(type)
      if (here !== undefined) for (const anchor of here) this.#anchors.add(anchor)
      if (withTexts) this.#texts.add(type)
    }
  }

  /** One whose words have to be looked at, whatever else happens. */
  touch(anchor: string): void {
    this.#anchors.add(anchor)
  }

  /** Takes what has been touched, and begins anew. */
  take(): { readonly anchors: ReadonlySet<string>; readonly texts: ReadonlySet<YType> } {
    const taken = { anchors: this.#anchors, texts: this.#texts }
    this.#anchors = new Set()
    this.#texts = new Set()
    return taken
  }

  /** Where an anchor is now. */
  place({ id, start, end }: Anchor): void {
    this.remove(id)
    const texts = [start, end].flatMap((character) => {
      const parent = character === null ? undefined : itemAt(this.#doc, character.client, character.clock)?.parent
      return parent instanceof Y.AbstractType ? [parent] : []
    })
    if (texts.length > 0) this.#textsOf.set(id, texts)
    for (const text of texts) {
      const here = this.#anchorsIn.get(text)
      if (here === undefined) this.#anchorsIn.set(text, new Set([id]))
      else here.add(id)
    }
  }

  remove(anchor: string): void {
    for (const text of this.#textsOf.get(anchor) ?? []) this.#anchorsIn.get(text)?.delete(anchor)
    this.#textsOf.delete(anchor)
  }
}
