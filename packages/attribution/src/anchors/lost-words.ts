import type { QuotedWords } from './anchor.ts'
import { lettersOf } from './blank.ts'
import { endsOf } from './quote.ts'

interface Lost {
  /** What may come back: all of the words, as they were last or were pointed at, else what was left of them in the end. */
  readonly wordings: readonly QuotedWords[]
  /** Of each wording; of a shortened one, of its head and its tail. */
  readonly letters: readonly (readonly string[])[]
}

/** Words that anchors have lost, with what it takes to see quickly that a text holds none of them. */
export class LostWords {
  readonly #lost = new Map<string, Lost>()

  get size(): number {
    return this.#lost.size
  }

  /** @param wordings - the one that counts most first */
  set(anchor: string, wordings: readonly QuotedWords[]): void {
    const different = wordings.filter(({ quote }, index) => wordings.findIndex((other) => other.quote === quote) === index)
    const letters = different.map(({ quote }) => (endsOf(quote) ?? [quote]).map(lettersOf))
    this.#lost.set(anchor, { wordings: different, letters })
  }

  delete(anchor: string): void {
    this.#lost.delete(anchor)
  }

  wordingsOf(anchor: string): readonly QuotedWords[] {
    return this.#lost.get(anchor)?.wordings ?? []
  }

  /** Those that stand in a text. @param letters - of the text, without blanks */
  in(letters: string): readonly string[] {
    const found: string[] = []
    if (letters === '') return found
    for (const [anchor, lost] of this.#lost)
      if (lost.letters.some((wording) => wording.every((part) => letters.includes(part)))) found.push(anchor)
    return found
  }
}
