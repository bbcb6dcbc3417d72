import type { QuotedWords } from './anchor.ts'
import { lettersOf } from './blank.ts'
import { HeadIndex } from './head-index.ts'
import { endsOf } from './quote.ts'

interface Lost {
  /** What may come back: all of the words, as they were last or were pointed at, else what was left of them in the end. */
  readonly wordings: readonly QuotedWords[]
  readonly heads: readonly LostHead[]
}

/** The letters of a wording; of a shortened one, of its head and its tail. */
interface LostHead {
  readonly anchor: string
  /** Who lost their words first comes first. */
  readonly turn: number
  readonly head: string
  readonly tail: string
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
    const heads = different.map(({ quote }) => {
      const [head = '', tail = ''] = (endsOf(quote) ?? [quote]).map(lettersOf)
      return { anchor, turn, head, tail }
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

  /** Those that stand in a text. @param letters - of the text, without blanks */
  in(letters: string): readonly string[] {
    const found = [...this.#heads.in(letters)].filter(({ tail }) => letters.includes(tail))
    return [...new Set(found.toSorted((one, other) => one.turn - other.turn).map(({ anchor }) => anchor))]
  }
}
