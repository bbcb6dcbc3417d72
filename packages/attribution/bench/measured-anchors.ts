import type { SectionKey } from '@samskriv/domain'
import type * as Y from 'yjs'

import { type Anchor, KeptAnchors, placeOfWords, SectionText } from '../src/index.ts'
import type { WordFollower } from '../src/observe-transfer.ts'
import { Random } from '../src/testing/random.ts'

/** Anchors on passages of a few words all over the study, with the time that keeping them takes. */
export class MeasuredAnchors implements WordFollower {
  us = 0
  lookUs = 0
  moved = 0
  readonly #doc: Y.Doc
  readonly #sections: readonly SectionKey[]
  readonly #changes = new Map<string, Anchor>()
  readonly #kept: KeptAnchors

  constructor(target: Y.Doc, sections: readonly SectionKey[]) {
    this.#doc = target
    this.#sections = sections
    this.#kept = new KeptAnchors(target, [], () => this.#changes)
  }

  get detached(): number {
    return [...this.#kept].filter(({ state }) => state === 'detached').length
  }

  pointAt(count: number): void {
    const random = new Random(2)
    const texts = this.#sections.map((section) => ({ section, text: SectionText.of(this.#doc, section) }))
    for (let index = 0; index < count; index++) {
      const { section, text } = random.pick(texts)
      const from = random.below(text.text.length - 100)
      const [start, end] = [text.idAt(from), text.idAt(from + 5 + random.below(60))]
      const place = start === null || end === null ? null : placeOfWords(this.#doc, { section, start, end, quote: '' }, true)
      if (place !== null) this.#kept.know({ id: String(index), state: 'attached', ...place })
    }
  }

  concerns(...asked: Parameters<WordFollower['concerns']>): boolean {
    const from = performance.now()
    const isConcerned = this.#kept.concerns(...asked)
    this.us += (performance.now() - from) * 1_000
    return isConcerned
  }

  came(...came: Parameters<WordFollower['came']>): void {
    this.#measured(() => this.#kept.came(...came))
  }

  follow(happened: Parameters<WordFollower['follow']>[0]): void {
    this.#measured(() => this.#kept.follow(happened))
  }

  look(): void {
    this.lookUs += this.#measured(() => this.#kept.look())
  }

  #measured(work: () => void): number {
    const from = performance.now()
    work()
    const us = (performance.now() - from) * 1_000
    this.us += us
    this.moved += this.#changes.size
    this.#changes.clear()
    return us
  }
}
