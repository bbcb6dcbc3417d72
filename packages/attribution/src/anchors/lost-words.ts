import { endsOfQuote } from '@samskriv/domain'

import type { QuotedWords } from './anchor.ts'
import { lettersOf } from './blank.ts'
import { keysOf, lastOf, mostWords } from './find-words.ts'
import { HeadIndex } from './head-index.ts'

interface Lost {
  /** What may come back: all of the words, as they were last or were pointed at, else what was left of them in the end. */
  readonly wordings: readonly QuotedWords[]
  readonly heads: readonly LostHead[]
}

/** The letters of a wording; of a shortened one, of its head and its tail; or a key of it. */
interface LostHead {
  readonly anchor: string
  /** Who lost their words first comes first. */
  readonly turn: number
  readonly head: string
  readonly tail: string
  /** Null for all of the words; the words of which the head is a key, where some may be missing. */
  readonly mostOf: QuotedWords | null
}

/** Words that anchors have lost, with what it takes to see quickly that a text holds none of them. */
export class LostWords {
  readonly #lost = new Map<string, Lost>()
  readonly #heads = new HeadIndex<LostHead>()
  #turns = 0

  get size(): number {
    return this.#lost.size
  }

  /** @param wordings - the one that counts most first */
  set(anchor: string, wordings: readonly QuotedWords[]): void {
    const [known] = this.#lost.get(anchor)?.heads ?? []
    const turn = known?.turn ?? (this.#turns += 1)
    this.delete(anchor)
    const different = wordings.filter(({ quote }, index) => wordings.findIndex((other) => other.quote === quote) === index)
    const heads = different.flatMap((words, index) => {
      const [head = '', tail = ''] = (endsOfQuote(words.quote) ?? [words.quote]).map(lettersOf)
      return [
        { anchor, turn, head, tail, mostOf: null },
        // Some may be missing of all of them, not of what was left.
        ...(index > 0 ? [] : keysOf(words)).map((key) => ({ anchor, turn, head: key, tail: lastOf(words), mostOf: words })),
      ]
    })
    this.#lost.set(anchor, { wordings: different, heads })
    for (const head of heads) this.#heads.add(head)
  }

  delete(anchor: string): void {
    for (const head of this.#lost.get(anchor)?.heads ?? []) this.#heads.remove(head)
    this.#lost.delete(anchor)
  }

  wordingsOf(anchor: string): readonly QuotedWords[] {
    return this.#lost.get(anchor)?.wordings ?? []
  }

  /** Those of which all or most of the words stand in a text. @param letters - of the text, without blanks */
  in(letters: string): readonly string[] {
    const found = new Map<string, number>()
    for (const { anchor, turn, tail, mostOf } of this.#heads.in(letters)) {
      if (found.has(anchor) || !letters.includes(tail)) continue
      if (mostOf === null || mostWords(letters, mostOf).length > 0) found.set(anchor, turn)
    }
    return [...found].toSorted(([, one], [, other]) => one - other).map(([anchor]) => anchor)
  }
}
