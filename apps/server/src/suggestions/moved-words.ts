import { paragraphBreak, tokensOf, type Piece } from './word-diff.ts'

/** Words that come where they are new, and go where they stood: from which letter of the old text on, to which place in the new one. */
export interface MovedWords {
  readonly from: number
  readonly to: number
  readonly length: number
}

interface Token {
  readonly text: string
  readonly at: number
  /** Of which piece: words are moved from one and into one. */
  readonly piece: number
}

interface Likeness {
  readonly old: number
  readonly fresh: number
  readonly count: number
}

/** So many letters that are alike were moved; fewer could be alike by chance. @see rule AT5 in packages/attribution/README.md */
const leastMoved = 8
/** So many words are compared with each other. */
const mostCompared = 1_000_000

/** In the order of the new text. Words are moved once, the longest first; where nothing but places changes, short ones too. */
export function movedWords(pieces: readonly Piece[]): readonly MovedWords[] {
  const [old, fresh] = [tokensIn(pieces, 'removed'), tokensIn(pieces, 'added')]
  if (old.length * fresh.length > mostCompared) return []
  const least = wordsOf(old) === wordsOf(fresh) ? 1 : leastMoved
  const [gone, taken] = [new Set<number>(), new Set<number>()]
  const moved: MovedWords[] = []
  for (const likeness of likenesses(old, fresh, least).toSorted((a, b) => b.length - a.length || a.fresh - b.fresh)) {
    let { old: from, fresh: to, count } = likeness
    const isUsed = (offset: number): boolean => gone.has(from + offset) || taken.has(to + offset)
    for (; count > 0 && isUsed(0); count -= 1) [from, to] = [from + 1, to + 1]
    while (count > 0 && isUsed(count - 1)) count -= 1
    const text = textOf(old, from, count)
    if (text.trim().length < least || Array.from({ length: count }, (_, offset) => offset).some(isUsed)) continue
    for (let offset = 0; offset < count; offset += 1) {
      gone.add(from + offset)
      taken.add(to + offset)
    }
    moved.push({ from: old[from]?.at ?? 0, to: fresh[to]?.at ?? 0, length: text.length })
  }
  return moved.toSorted((a, b) => a.to - b.to)
}

function tokensIn(pieces: readonly Piece[], kind: 'removed' | 'added'): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  for (const [piece, { kind: one, text }] of pieces.entries()) {
    if (one !== 'same' && one !== kind) continue
    let within = at
    at += text.length
    if (one === 'same') continue
    for (const token of tokensOf(text)) {
      tokens.push({ text: token, at: within, piece })
      within += token.length
    }
  }
  return tokens
}

/** What follows each other in both, as far as it goes. */
function likenesses(old: readonly Token[], fresh: readonly Token[], least: number): readonly (Likeness & { readonly length: number })[] {
  const found: (Likeness & { readonly length: number })[] = []
  let before = new Uint32Array(fresh.length + 1)
  for (const [row, one] of old.entries()) {
    const counts = new Uint32Array(fresh.length + 1)
    for (const [column, other] of fresh.entries()) {
      if (!areAlike(one, other)) continue
      const [previous, beside] = [old[row - 1], fresh[column - 1]]
      const goesOn = previous?.piece === one.piece && beside?.piece === other.piece
      const count = 1 + (goesOn ? (before[column] ?? 0) : 0)
      counts[column + 1] = count
      const [next, after] = [old[row + 1], fresh[column + 1]]
      const isLonger =
        next !== undefined && after !== undefined && next.piece === one.piece && after.piece === other.piece && areAlike(next, after)
      if (isLonger) continue
      const from = row - count + 1
      const text = textOf(old, from, count)
      if (text.trim().length >= least) found.push({ old: from, fresh: column - count + 1, count, length: text.length })
    }
    before = counts
  }
  return found
}

function areAlike(one: Token, other: Token): boolean {
  return one.text === other.text && one.text !== paragraphBreak
}

function textOf(tokens: readonly Token[], from: number, count: number): string {
  return tokens
    .slice(from, from + count)
    .map(({ text }) => text)
    .join('')
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '')
    .toSorted()
    .join(' ')
}
