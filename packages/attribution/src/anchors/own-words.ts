import { endsOfQuote } from '@samskriv/domain'

import { lettersOf } from './blank.ts'
import type { PieceBefore } from './words-before.ts'

/** So many letters at the beginning or at the end are enough to tell a word that was changed. */
const shortestPart = 3

/**
 * What of the text that an anchor is on are the words that somebody pointed at, and not what was put between them since. They are told
 * by the words as they were quoted; a word that begins or ends like one of them is one that was changed.
 *
 * @returns all of it when none of them can be told
 */
export function ownWords(pieces: readonly PieceBefore[], quote: string): readonly PieceBefore[] {
  const text = pieces.map((piece) => piece.text).join('')
  if (endsOfQuote(quote) !== null || lettersOf(text) === lettersOf(quote)) return pieces
  const words = wordsOf(pieces).map((word) => ({ word, text: word.map((piece) => piece.text).join('') }))
  const isOwn = ownWordsOf(
    quote,
    words.map((one) => one.text),
  )
  const own = words.filter((one) => isOwn(one.text)).map(({ word }) => word)
  return own.length === 0 ? pieces : own.flat()
}

/** Part of a text: `to` is after its last character. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * From the first to the last of the quoted words that stand in a stretch of a text: people who type right beside words may be reported to
 * have typed among them, and of a word that was split and joined again only a part may be there.
 *
 * @returns the stretch as it is when none of the words can be told
 */
export function fromWordToWord(text: string, { from, to }: Stretch, quote: string): Stretch {
  const stands = text.slice(from, to)
  if (stands === quote || endsOfQuote(quote) !== null || lettersOf(stands) === lettersOf(quote)) return { from, to }
  const words = [...stands.matchAll(/\S+/g)]
  const isOwn = ownWordsOf(
    quote,
    words.map(([word]) => word),
  )
  const own = words.filter(([word]) => isOwn(word))
  const [first] = own
  const last = own.at(-1)
  if (first === undefined || last === undefined) return { from, to }
  const quoted = new Set(quote.split(/\s+/))
  const start = from + first.index
  const end = from + last.index + last[0].length
  return {
    from: start - lettersToAdd(text.slice(0, start), (before) => quoted.has(before + first[0]), 'left'),
    to: end + lettersToAdd(text.slice(end), (after) => quoted.has(last[0] + after), 'right'),
  }
}

/** How many letters beside a part of a word make it whole; 0 when none do. */
function lettersToAdd(beside: string, isWhole: (letters: string) => boolean, side: 'left' | 'right'): number {
  const letters = (side === 'left' ? /\S*$/ : /^\S*/).exec(beside)?.[0] ?? ''
  for (let count = 1; count <= letters.length; count++)
    if (isWhole(side === 'left' ? letters.slice(-count) : letters.slice(0, count))) return count
  return 0
}

/** @param standing - the words there are: one that stands there as it was quoted is not another that begins or ends alike */
function ownWordsOf(quote: string, standing: readonly string[]): (word: string) => boolean {
  const quoted = new Set(quote.split(/\s+/).filter(Boolean))
  const changed = [...quoted].filter((word) => !standing.includes(word))
  return (word) => quoted.has(word) || changed.some((other) => isAlike(word, other))
}

/** Words with the pieces they are made of; they end at white space and with their block. */
function wordsOf(pieces: readonly PieceBefore[]): readonly (readonly PieceBefore[])[] {
  const words: PieceBefore[][] = []
  let word: PieceBefore[] | null = null
  for (const piece of pieces) {
    if (piece.beginsBlock) word = null
    for (const { 0: part, index } of piece.text.matchAll(/\S+|\s+/g)) {
      if (part.trim() === '') {
        word = null
        continue
      }
      if (word === null) {
        word = []
        words.push(word)
      }
      word.push({ ...piece, clock: piece.clock + index, length: part.length, text: part })
    }
  }
  return words
}

function isAlike(word: string, other: string): boolean {
  if (Math.min(word.length, other.length) < shortestPart) return false
  const head = other.slice(0, shortestPart)
  const tail = other.slice(-shortestPart)
  return word.startsWith(head) || word.endsWith(tail) || word.includes(other) || other.includes(word)
}
