import { isOnlySpelling } from '@samskriv/domain'

/** A stretch of text that stays, goes or comes. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Stands between two paragraphs; within one, a line break is a hard break. */
export const paragraphBreak = '\u2029'

/** So many words are compared with each other; longer changes are taken as a whole. */
const mostCompared = 4_000_000

/**
 * What has to go and come to make one text of another, word by word; where only the spelling of a word differs, letter by letter, so
 * that it stays its author's. What goes stands before what comes. Paragraphs that are alike are found first, whatever comes between them.
 */
export function wordDiff(before: string, after: string): readonly Piece[] {
  const pieces = new Pieces()
  apart(pieces, tokensOf(before), tokensOf(after), [isBreak, endsSentence])
  return pieces.done().map(({ kind, text }) => ({ kind, text }))
}

/** Words, signs, blanks and paragraph breaks. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/\u2029|[^\S\u2029]+|[\p{L}\p{N}\p{M}'’-]+|[^\s\p{L}\p{N}]/gu) ?? []
}

const isBreak = (token: string): boolean => token === paragraphBreak
const endsSentence = (token: string): boolean => isBreak(token) || /^[.!?\n]/u.test(token)

/** First by parts that are alike as a whole: paragraphs, and of what is too long to be compared word by word sentences. */
function apart(
  pieces: Pieces,
  old: readonly string[],
  fresh: readonly string[],
  [ends, ...finer]: readonly ((token: string) => boolean)[],
): void {
  const isLong = old.length * fresh.length > mostCompared
  if (ends === undefined || (ends !== isBreak && !isLong)) return between(pieces, old, fresh)
  const [ours, theirs] = [partsOf(old, ends), partsOf(fresh, ends)]
  const kept = longestCommon(
    ours.map(({ text }) => text),
    theirs.map(({ text }) => text),
    (text) => text.trim().length,
  )
  let [from, to] = [0, 0]
  for (const [at, by] of kept) {
    const [mine, other] = [ours[at], theirs[by]]
    if (mine === undefined || other === undefined) continue
    apart(pieces, old.slice(from, mine.from), fresh.slice(to, other.from), finer)
    pieces.add('same', mine.text)
    ;[from, to] = [mine.to, other.to]
  }
  apart(pieces, old.slice(from), fresh.slice(to), finer)
}

interface Part {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Without what ends them. */
function partsOf(tokens: readonly string[], ends: (token: string) => boolean): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at]
    if (token !== undefined && !ends(token)) continue
    parts.push({ from, to: at, text: tokens.slice(from, at).join('') })
    from = at + 1
  }
  return parts
}

function between(pieces: Pieces, before: readonly string[], after: readonly string[]): void {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  pieces.add('same', before.slice(0, head).join(''))
  const [old, fresh] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  if (old.length * fresh.length > mostCompared) pieces.replace(old, fresh)
  else {
    let [from, to] = [0, 0]
    for (const [at, by] of [...longestCommon(old, fresh, weightOf), [old.length, fresh.length] as const]) {
      pieces.replace(old.slice(from, at), fresh.slice(to, by))
      if (at < old.length) pieces.add('same', old[at] ?? '')
      ;[from, to] = [at + 1, by + 1]
    }
  }
  pieces.add('same', before.slice(before.length - tail).join(''))
}

/** Blanks alone keep nothing together. */
function weightOf(token: string): number {
  if (isBreak(token)) return 3
  return token.trim() === '' ? 1 : 2
}

/** Places of what both have, in order. @param weigh - what counts for nothing is not looked at */
function longestCommon(
  old: readonly string[],
  fresh: readonly string[],
  weigh: (one: string) => number,
): readonly (readonly [number, number])[] {
  if (old.length * fresh.length > mostCompared) return []
  const width = fresh.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      const weight = old[row] === fresh[column] ? weigh(old[row] ?? '') : 0
      const both = weight === 0 ? 0 : weight + (lengths[(row + 1) * width + column + 1] ?? 0)
      lengths[row * width + column] = Math.max(both, lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
    }
  const found: (readonly [number, number])[] = []
  for (let row = 0, column = 0; row < old.length && column < fresh.length;) {
    const here = lengths[row * width + column] ?? 0
    if (here === (lengths[(row + 1) * width + column] ?? 0)) row += 1
    else if (here === (lengths[row * width + column + 1] ?? 0)) column += 1
    else {
      found.push([row, column])
      row += 1
      column += 1
    }
  }
  return found
}

type OpenPiece = { kind: Piece['kind']; text: string }

class Pieces {
  readonly #pieces: OpenPiece[] = []

  add(kind: Piece['kind'], text: string): void {
    if (text === '') return
    const last = this.#pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else this.#pieces.push({ kind, text })
  }

  replace(old: readonly string[], fresh: readonly string[]): void {
    const [before, after] = [old.join(''), fresh.join('')]
    if (before === '' || after === '' || !isOnlySpelling(before, after)) {
      this.add('removed', before)
      this.add('added', after)
    } else if (old.length === fresh.length && old.every((one, place) => isOnlySpelling(one, fresh[place] ?? '')))
      for (const [place, one] of old.entries()) this.#spell(one, fresh[place] ?? '')
    else this.#spell(before, after)
  }

  #spell(old: string, fresh: string): void {
    let head = 0
    while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1
    let tail = 0
    while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1
    // Never through the middle of a character.
    if (isLow(old.charCodeAt(head)) || isLow(fresh.charCodeAt(head))) head = Math.max(0, head - 1)
    if (tail > 0 && (isLow(old.charCodeAt(old.length - tail)) || isLow(fresh.charCodeAt(fresh.length - tail)))) tail -= 1
    this.add('same', old.slice(0, head))
    this.add('removed', old.slice(head, old.length - tail))
    this.add('added', fresh.slice(head, fresh.length - tail))
    this.add('same', tail === 0 ? '' : old.slice(-tail))
  }

  /** Of what adjoins, what goes stands first. A blank between two changes is part of them; a line break is not. */
  done(): readonly Piece[] {
    const done: OpenPiece[] = []
    let [removed, added] = ['', '']
    const flush = (): void => {
      if (removed !== '') done.push({ kind: 'removed', text: removed })
      if (added !== '') done.push({ kind: 'added', text: added })
      removed = ''
      added = ''
    }
    for (const [place, { kind, text }] of this.#pieces.entries()) {
      const isBlank = text.trim() === '' && !/[\n\u2029]/u.test(text)
      const isBetween = isBlank && removed !== '' && added !== '' && place < this.#pieces.length - 1
      if (kind === 'removed' || isBetween) removed += text
      if (kind === 'added' || isBetween) added += text
      if (kind === 'same' && !isBetween) {
        flush()
        done.push({ kind, text })
      }
    }
    flush()
    for (let place = 0; place < done.length; place += 1) slide(done, place)
    return done.filter(({ text }) => text !== '')
  }
}

/** Where what goes or comes could as well be whole paragraphs, it is: of two that begin alike, the first does not keep its beginning. */
function slide(pieces: readonly OpenPiece[], place: number): void {
  const [left, piece, right] = [pieces[place - 1], pieces[place], pieces[place + 1]]
  if (piece === undefined || piece.kind === 'same' || !piece.text.includes(paragraphBreak)) return
  if ((left !== undefined && left.kind !== 'same') || (right !== undefined && right.kind !== 'same')) return
  const [before, after] = [left?.text ?? '', right?.text ?? '']
  const whole = before + piece.text + after
  const { length } = piece.text
  const isWhole = (from: number): boolean => {
    const begins = from === 0 ? place <= 1 : whole[from - 1] === paragraphBreak
    const ends = from + length === whole.length ? place >= pieces.length - 2 : whole[from + length] === paragraphBreak
    return (begins && whole[from + length - 1] === paragraphBreak) || (ends && whole[from] === paragraphBreak)
  }
  const to = (from: number): void => {
    if (left !== undefined) left.text = whole.slice(0, from)
    piece.text = whole.slice(from, from + length)
    if (right !== undefined) right.text = whole.slice(from + length)
  }
  if (isWhole(before.length)) return
  // What is moved over has to be the same on both sides, letter by letter.
  for (let from = before.length; from > 0 && whole[from - 1] === whole[from - 1 + length];) if (isWhole((from -= 1))) return to(from)
  for (let from = before.length; from + length < whole.length && whole[from] === whole[from + length];)
    if (isWhole((from += 1))) return to(from)
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
