import type { ChangedText, TextRun } from './changed-text.ts'
import { type Graveyard, shortestReturn } from './graveyard.ts'
import { alike, phraseHash, phraseLength, splitsPair } from './phrase.ts'
import type { DeletedRun } from './voice.ts'

/** The shortest likeness within one transaction that counts as a move. */
export const shortestMove = phraseLength

/** Found before shorter ones, so that a chance likeness of a few words never breaks a moved sentence. */
const longMove = 32

/** Fewer units than this of a neighbouring run, and not the whole of it, are a likeness by chance: most sentences end in a full stop. */
const shortestOverlap = 4

const maxCandidates = 64

/** Inserted text, as a stretch of the concatenated inserted runs, that was there before. */
export type Move = { readonly at: number; readonly length: number; readonly offset: number } & (
  | { readonly from: 'deleted' }
  | { readonly from: 'graveyard'; readonly run: DeletedRun }
)

/**
 * Which inserted text is deleted text come back (rules AT5 to AT7): everything at once when a transaction puts back exactly what it
 * took out; else the longest likeness first, then the nearest. Deleted text is used once; what lies in the graveyard stays there.
 */
export function findMoves({ deleted, inserted }: ChangedText, graveyard: Graveyard, now: number): readonly Move[] {
  const insertedText = joined(inserted)
  const deletedText = joined(deleted)
  if (insertedText.length === 0) return []
  if (insertedText === deletedText) return [{ from: 'deleted', at: 0, offset: 0, length: insertedText.length }]
  if (insertedText.length < shortestMove) return []
  const search = new MoveSearch(insertedText, inserted, deletedText, deleted, graveyard, now)
  search.scan(longMove, longMove)
  search.scan(shortestMove, shortestReturn)
  return search.moves
}

function joined(runs: readonly TextRun[]): string {
  let text = ''
  for (const run of runs) text += run.text
  return text
}

class MoveSearch {
  readonly moves: Move[] = []
  readonly #inserted: string
  readonly #insertedRuns: readonly TextRun[]
  readonly #deleted: string
  readonly #deletedRuns: readonly TextRun[]
  readonly #graveyard: Graveyard
  readonly #now: number
  readonly #isPlaced: Uint8Array
  readonly #isUsed: Uint8Array
  readonly #phrases: PhraseTable | undefined

  constructor(
    inserted: string,
    insertedRuns: readonly TextRun[],
    deleted: string,
    deletedRuns: readonly TextRun[],
    graveyard: Graveyard,
    now: number,
  ) {
    this.#inserted = inserted
    this.#insertedRuns = insertedRuns
    this.#deleted = deleted
    this.#deletedRuns = deletedRuns
    this.#graveyard = graveyard
    this.#now = now
    this.#isPlaced = new Uint8Array(inserted.length)
    this.#isUsed = new Uint8Array(deleted.length)
    this.#phrases = deleted.length >= phraseLength ? new PhraseTable(deleted) : undefined
  }

  /** Places every stretch at least that long, from left to right, each time the longest that begins there. */
  scan(shortestFromDeleted: number, shortestFromGraveyard: number): void {
    const length = this.#inserted.length
    for (let start = 0; start < length;) {
      if (this.#isPlaced[start] === 1) {
        start++
        continue
      }
      let end = start
      while (end < length && this.#isPlaced[end] !== 1) end++
      this.#scanStretch(start, end, shortestFromDeleted, shortestFromGraveyard)
      start = end
    }
  }

  #scanStretch(start: number, end: number, shortestFromDeleted: number, shortestFromGraveyard: number): void {
    let free = start
    for (let at = start; at + phraseLength <= end;) {
      let best = this.#nearestDeleted(at, end)
      if (best !== undefined && best.length < shortestFromDeleted) best = undefined
      if (!this.#graveyard.isEmpty && end - free >= shortestFromGraveyard) {
        const found = this.#latestBuried(at, free, end)
        const isLonger = best === undefined || (found !== undefined && found.length >= best.length + shortestMove)
        if (found !== undefined && found.length >= shortestFromGraveyard && isLonger) best = found
      }
      if (best === undefined) at++
      else {
        this.#place(best)
        at = best.at + best.length
        free = at
      }
    }
  }

  #nearestDeleted(at: number, end: number): Move | undefined {
    if (this.#phrases === undefined) return undefined
    let best: { move: Move; nearness: number } | undefined
    let left = maxCandidates
    for (let offset = this.#phrases.first(this.#inserted, at); offset >= 0 && left > 0; offset = this.#phrases.next(offset)) {
      left--
      const length = this.#likeness(at, end, offset)
      if (length < phraseLength || length < (best?.move.length ?? 0)) continue
      const move: Move = trimmed({ from: 'deleted', at, length, offset }, this.#insertedRuns, this.#deletedRuns)
      // Its true beginning comes later in the scan, and competes there with everything else that begins there.
      if (move.at > at) continue
      const nearness = this.#nearness(move.at, move.offset)
      const isBetter =
        best === undefined || move.length > best.move.length || (move.length === best.move.length && nearness > best.nearness)
      if (isBetter) best = { move, nearness }
    }
    return best?.move
  }

  #latestBuried(at: number, from: number, to: number): Move | undefined {
    const found = this.#graveyard.longest(this.#inserted, at, from, to, this.#now)
    if (found === undefined) return undefined
    const { run, offset } = found
    const move: Move = { from: 'graveyard', at: found.from, length: found.to - found.from, offset, run }
    return trimmed(move, this.#insertedRuns, [])
  }

  #likeness(at: number, end: number, offset: number): number {
    let length = 0
    while (
      at + length < end &&
      offset + length < this.#deleted.length &&
      this.#isUsed[offset + length] !== 1 &&
      alike(this.#inserted, at + length, this.#deleted, offset + length)
    ) {
      length++
    }
    return length
  }

  #nearness(at: number, offset: number): number {
    const inserted = runAt(this.#insertedRuns, at)
    const deleted = runAt(this.#deletedRuns, offset)
    if (inserted?.parent === deleted?.parent) return 2
    return inserted?.section === deleted?.section ? 1 : 0
  }

  #place(move: Move): void {
    const start = splitsPair(this.#inserted, move.at) ? 1 : 0
    const end = splitsPair(this.#inserted, move.at + move.length) ? move.length - 1 : move.length
    this.#isPlaced.fill(1, move.at, move.at + move.length)
    if (move.from === 'deleted') this.#isUsed.fill(1, move.offset, move.offset + move.length)
    if (end > start) this.moves.push({ ...move, at: move.at + start, offset: move.offset + start, length: end - start })
  }
}

/** Without the few units at either end that lie in another run than the rest. */
function trimmed(move: Move, inserted: readonly TextRun[], deleted: readonly TextRun[]): Move {
  const before = Math.max(overlapBefore(inserted, move.at, move.length), overlapBefore(deleted, move.offset, move.length))
  const after = Math.max(overlapAfter(inserted, move.at, move.length), overlapAfter(deleted, move.offset, move.length))
  if (before === 0 && after === 0) return move
  return { ...move, at: move.at + before, offset: move.offset + before, length: move.length - before - after }
}

function overlapBefore(runs: readonly TextRun[], from: number, length: number): number {
  const run = runAt(runs, from)
  if (run === undefined || run.offset === from) return 0
  const inside = run.offset + run.text.length - from
  return inside < length && inside < shortestOverlap ? inside : 0
}

function overlapAfter(runs: readonly TextRun[], from: number, length: number): number {
  const run = runAt(runs, from + length - 1)
  if (run === undefined || run.offset + run.text.length === from + length) return 0
  const inside = from + length - run.offset
  return inside < length && inside < shortestOverlap ? inside : 0
}

/** Every phrase of a text by its hash, in typed arrays: one update may delete a million characters. */
class PhraseTable {
  readonly #heads: Int32Array
  readonly #next: Int32Array
  readonly #mask: number

  constructor(text: string) {
    const count = text.length - phraseLength + 1
    const size = 1 << Math.min(Math.max(32 - Math.clz32(count), 4), 20)
    this.#mask = size - 1
    this.#heads = new Int32Array(size).fill(-1)
    this.#next = new Int32Array(count)
    // From the end, so that a phrase's places come out in document order.
    for (let offset = count - 1; offset >= 0; offset--) {
      const slot = phraseHash(text, offset) & this.#mask
      this.#next[offset] = this.#heads[slot] ?? -1
      this.#heads[slot] = offset
    }
  }

  first(text: string, at: number): number {
    return this.#heads[phraseHash(text, at) & this.#mask] ?? -1
  }

  next(offset: number): number {
    return this.#next[offset] ?? -1
  }
}

function runAt(runs: readonly TextRun[], offset: number): TextRun | undefined {
  let low = 0
  let high = runs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const run = runs[middle]
    if (run !== undefined && run.offset <= offset) low = middle
    else high = middle - 1
  }
  return runs[low]
}
