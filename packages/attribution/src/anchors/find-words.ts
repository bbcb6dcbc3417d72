import type { QuotedWords } from './anchor.ts'
import { isBlank, lettersOf } from './blank.ts'
import { endsOf } from './quote.ts'

/** Words found in a text. */
export interface FoundWords {
  /** Offsets of the first character and after the last one. */
  readonly from: number
  readonly to: number
  /** How many letters were compared, and how many letters beside them are those that stood beside the words. */
  readonly letters: number
  readonly beside: number
  /** Offsets of the nearest letters on either side that are not those that stood there; -1 where the text ends. */
  readonly left: number
  readonly right: number
}

/** Beyond so many places of the same words none is looked at: none would be the one that is meant. */
const mostPlaces = 64

/** A text without its spaces and line breaks: clipboards, lists and joined paragraphs change them, and the words are the same. */
export class Letters {
  readonly letters: string
  readonly #text: string
  #offsets: Uint32Array | null = null

  constructor(text: string) {
    this.letters = lettersOf(text)
    this.#text = text
  }

  /** Where a letter stands in the text; -1 beyond its ends. */
  offsetOf(letter: number): number {
    return (this.#offsets ??= this.#found())[letter] ?? -1
  }

  #found(): Uint32Array {
    const offsets = new Uint32Array(this.letters.length)
    let letter = 0
    for (let offset = 0; offset < this.#text.length; offset++) if (!isBlank(this.#text.charCodeAt(offset))) offsets[letter++] = offset
    return offsets
  }
}

/** Every place where words stand in a text, in its order. Of shortened words, each head with the nearest tail behind it. */
export function findWords(text: Letters, { quote, prefix, suffix }: QuotedWords): readonly FoundWords[] {
  const [head, tail] = (endsOf(quote) ?? [quote, '']).map(lettersOf)
  if (head === undefined || tail === undefined || head === '') return []
  const before = lettersOf(prefix)
  const after = lettersOf(suffix)
  const found: FoundWords[] = []
  for (let at = text.letters.indexOf(head); at >= 0 && found.length < mostPlaces; at = text.letters.indexOf(head, at + 1)) {
    const end = tail === '' ? at + head.length : text.letters.indexOf(tail, at + head.length) + tail.length
    if (end < at + head.length + tail.length) break
    const left = alikeBefore(text.letters, at, before)
    const right = alikeAfter(text.letters, end, after)
    found.push({
      from: text.offsetOf(at),
      to: text.offsetOf(end - 1) + 1,
      letters: head.length + tail.length,
      beside: left + right,
      left: text.offsetOf(at - left - 1),
      right: text.offsetOf(end + right),
    })
  }
  return found
}

function alikeBefore(letters: string, at: number, prefix: string): number {
  let alike = 0
  while (alike < prefix.length && at > alike && letters[at - 1 - alike] === prefix[prefix.length - 1 - alike]) alike++
  return alike
}

function alikeAfter(letters: string, end: number, suffix: string): number {
  let alike = 0
  while (alike < suffix.length && letters[end + alike] === suffix[alike]) alike++
  return alike
}
