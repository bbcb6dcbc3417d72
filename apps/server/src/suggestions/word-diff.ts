import { isOnlySpelling } from '@samskriv/domain'

/** A stretch of text that stays, goes or comes. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** So many words are compared with each other; longer changes are taken as a whole. */
const mostCompared = 4_000_000

/**
 * What has to go and come to make one text of another, word by word; where only the spelling of a word differs, letter by letter, so
 * that it stays its author's. What goes stands before what comes.
 */
export function wordDiff(before: string, after: string): readonly Piece[] {
  const old = tokensOf(before)
  const fresh = tokensOf(after)
  let head = 0
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1
  const pieces = new Pieces()
  pieces.add('same', old.slice(0, head).join(''))
  between(pieces, old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail))
  pieces.add('same', old.slice(old.length - tail).join(''))
  return pieces.done()
}

function between(pieces: Pieces, old: readonly string[], fresh: readonly string[]): void {
  if (old.length * fresh.length > mostCompared) {
    pieces.replace(old.join(''), fresh.join(''))
    return
  }
  const kept = longestCommon(old, fresh)
  let [from, to] = [0, 0]
  for (const [at, by] of [...kept, [old.length, fresh.length] as const]) {
    pieces.replace(old.slice(from, at).join(''), fresh.slice(to, by).join(''))
    if (at < old.length) pieces.add('same', old[at] ?? '')
    ;[from, to] = [at + 1, by + 1]
  }
}

/** Places of what both have, in order. Blanks alone keep nothing together. */
function longestCommon(old: readonly string[], fresh: readonly string[]): readonly (readonly [number, number])[] {
  const width = fresh.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      const weight = old[row] === fresh[column] ? (old[row]?.trim() === '' ? 1 : 2) : 0
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

class Pieces {
  readonly #pieces: { kind: Piece['kind']; text: string }[] = []

  add(kind: Piece['kind'], text: string): void {
    if (text === '') return
    const last = this.#pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else this.#pieces.push({ kind, text })
  }

  replace(old: string, fresh: string): void {
    if (old === '' || fresh === '' || !isOnlySpelling(old, fresh)) {
      this.add('removed', old)
      this.add('added', fresh)
      return
    }
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

  /** Of what adjoins, what goes stands first. A blank between two changes is part of them. */
  done(): readonly Piece[] {
    const done: Piece[] = []
    let [removed, added] = ['', '']
    const flush = (): void => {
      if (removed !== '') done.push({ kind: 'removed', text: removed })
      if (added !== '') done.push({ kind: 'added', text: added })
      removed = ''
      added = ''
    }
    for (const [place, { kind, text }] of this.#pieces.entries()) {
      const isBetween = text.trim() === '' && removed !== '' && added !== '' && place < this.#pieces.length - 1
      if (kind === 'removed' || isBetween) removed += text
      if (kind === 'added' || isBetween) added += text
      if (kind === 'same' && !isBetween) {
        flush()
        done.push({ kind, text })
      }
    }
    flush()
    return done
  }
}

function tokensOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}'’-]+|[^\s\p{L}\p{N}]/gu) ?? []
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
