import { lettersOf } from './blank.ts'
import { findWords, type FoundWords, type Letters } from './find-words.ts'
import { HeadIndex } from './head-index.ts'
import type { IdSet } from './id-set.ts'
import type { QuotedWords } from './anchor.ts'
import type { SectionText } from './section-text.ts'

/** Copies of fewer letters than this say nothing by themselves: as many must be alike with those beside them. */
const shortestCopy = 12
/** Words are looked up by so many letters at their beginning. */
const headLength = 8

interface Begun {
  readonly head: string
  readonly anchor: string
}

/** The words that anchors are on, by how they begin: to see quickly which of them a text may hold a copy of. */
export class CopiedWordsIndex {
  readonly #heads = new HeadIndex<Begun>()
  readonly #headOf = new Map<string, Begun>()

  add(anchor: string, { quote }: QuotedWords): void {
    const begun = { head: lettersOf(quote).slice(0, headLength), anchor }
    this.#heads.add(begun)
    this.#headOf.set(anchor, begun)
  }

  remove(anchor: string): void {
    const begun = this.#headOf.get(anchor)
    if (begun !== undefined) this.#heads.remove(begun)
    this.#headOf.delete(anchor)
  }

  /** Those whose words may stand in a text. @param letters - of the text, without blanks */
  in(letters: string): readonly string[] {
    return this.#headOf.size === 0 ? [] : [...this.#heads.in(letters)].map(({ anchor }) => anchor)
  }
}

/** Whether a copy of words may stand in a stretch of new text and what is beside it, or begin or end in it. */
export function mayHoldCopy(stretch: Letters, words: QuotedWords): boolean {
  const begin = lettersOf(words.quote).slice(0, shortestCopy)
  if (words.quote.includes('\n')) return stretch.letters.includes(begin)
  return findWords(stretch, words).some(({ letters, beside, left, right }) => letters + beside >= shortestCopy || left < 0 || right < 0)
}

/**
 * Where a copy of words stands: most of it has come, and twelve letters are alike, their own and those beside them.
 *
 * @returns the one with most alike beside it; null when there is none
 */
export function copyOf(text: SectionText, letters: Letters, words: QuotedWords, came: IdSet): FoundWords | null {
  const hasCome = ({ from, to }: FoundWords): boolean => {
    const units = text.idsIn(from, to).flatMap((ids) => came.within(ids))
    return units.reduce((sum, { length }) => sum + length, 0) * 2 > to - from
  }
  const copies = findWords(letters, words).filter((place) => place.letters + place.beside >= shortestCopy && hasCome(place))
  return copies.toSorted((one, other) => other.beside - one.beside)[0] ?? null
}
