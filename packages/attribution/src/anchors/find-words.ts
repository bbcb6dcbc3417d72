import { endsOfQuote } from '@samskriv/domain'

import type { QuotedWords } from './anchor.ts'
import { isBlank, lettersOf } from './blank.ts'

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

/** So many letters say where to look for words of which some may be missing. */
const keyLength = 8
/** Of words of which some are missing, so many letters must be alike, with those beside them. */
const fewestOfMost = 24

/** Every place where words stand in a text, in its order. Of shortened words, each head with the nearest tail behind it. */
export function findWords(text: Letters, wanted: QuotedWords): readonly FoundWords[] {
  const { head, tail, before, after } = spelled(wanted)
  if (head === '') return []
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

/** The same where some words between the first and the last are missing, and no others are between them. */
export function findMostWords(text: Letters, wanted: QuotedWords): readonly FoundWords[] {
  const { before, after } = spelled(wanted)
  return mostWords(text.letters, wanted).flatMap(({ from, to }) => {
    const left = alikeBefore(text.letters, from, before)
    const right = alikeAfter(text.letters, to, after)
    const letters = to - from
    const beside = left + right
    if (letters + beside < fewestOfMost) return []
    const offsets = { from: text.offsetOf(from), to: text.offsetOf(to - 1) + 1 }
    return [{ ...offsets, letters, beside, left: text.offsetOf(from - left - 1), right: text.offsetOf(to + right) }]
  })
}

/** Letters at either end of quoted words, by which {@link mostWords} finds them; none of words of which none may be missing. */
export function keysOf(wanted: QuotedWords): readonly string[] {
  const letters = spelled(wanted).words.join('')
  return letters === '' ? [] : [letters.slice(0, keyLength), letters.slice(-keyLength)]
}

/** The letters of the last of quoted words; the empty string where none may be missing. */
export function lastOf(wanted: QuotedWords): string {
  return spelled(wanted).words.at(-1) ?? ''
}

/** Where two thirds of quoted words stand, the first and the last among them, and no others between: offsets in letters, without blanks. */
export function mostWords(letters: string, quoted: QuotedWords): readonly { readonly from: number; readonly to: number }[] {
  const { words } = spelled(quoted)
  const wanted = words.reduce((sum, { length }) => sum + length, 0)
  const found: { readonly from: number; readonly to: number }[] = []
  const note = (from: number, to: number): void => {
    const isWhole = letters.startsWith(words[0] ?? '', from) && letters.endsWith(words.at(-1) ?? '', to)
    if (isWhole && (to - from) * 3 >= wanted * 2 && !found.some((one) => one.from === from)) found.push({ from, to })
  }
  const [head = '', tail = ''] = keysOf(quoted)
  for (const at of placesOf(head, letters)) {
    let to = at
    for (const word of words) if (letters.startsWith(word, to)) to += word.length
    note(at, to)
  }
  for (const at of placesOf(tail, letters)) {
    let from = at + tail.length
    for (const word of words.toReversed()) if (letters.endsWith(word, from)) from -= word.length
    note(from, at + tail.length)
  }
  return found
}

function* placesOf(key: string, letters: string): Generator<number> {
  let places = 0
  for (let at = key === '' ? -1 : letters.indexOf(key); at >= 0 && places < mostPlaces; at = letters.indexOf(key, at + 1)) {
    places += 1
    yield at
  }
}

/** Quoted words without their blanks: of all, of shortened ones of their head and their tail, and each by itself. */
interface Spelled {
  readonly head: string
  readonly tail: string
  readonly before: string
  readonly after: string
  readonly words: readonly string[]
}

/** The same words are looked for again and again. */
const spellings = new WeakMap<QuotedWords, Spelled>()

function spelled(words: QuotedWords): Spelled {
  const known = spellings.get(words)
  if (known !== undefined) return known
  const { quote, prefix, suffix } = words
  const [head = '', tail = ''] = (endsOfQuote(quote) ?? [quote]).map(lettersOf)
  const spelling = { head, tail, before: lettersOf(prefix), after: lettersOf(suffix), words: wordsOf(quote) }
  spellings.set(words, spelling)
  return spelling
}

/** The words of a quote without their blanks; none where none may be missing: of one or two, and of some that were shortened. */
function wordsOf(quote: string): readonly string[] {
  const words = endsOfQuote(quote) === null ? quote.split(/\s+/).map(lettersOf).filter(Boolean) : []
  return words.length < 3 ? [] : words
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
