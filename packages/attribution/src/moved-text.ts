import { splitsPair } from '@samskriv/domain'
import { type Graveyard, shortestReturn } from './graveyard.ts'
import { alike, phraseLength } from './phrase.ts'
import { PhraseTable } from './phrase-table.ts'
import { type TextWindow, type Turns, turnsOf, windowAt } from './text-window.ts'
import type { DeletedRun } from './voice.ts'

/** The shortest likeness within one transaction that counts as a move. */
const shortestMove = phraseLength

/** Found before shorter ones, so that a chance likeness of a few words never breaks a moved sentence. */
const longMove = 32

/** Fewer units than this of a neighbouring run, and not the whole of it, are a likeness by chance: most sentences end in a full stop. */
const shortestOverlap = 4

const maxCandidates = 64

/** Nothing nearer is looked for once a likeness is this long: a text that repeats itself would otherwise be compared with all of itself. */
const decisive = 512

/**
 * Places looked at and units compared in one transaction: far above what an evening of offline editing needs. Without an end, a small
 * update of repeated letters could stop the server for a second (promise P3). What is not found by then stays with the mover.
 */
const mostSteps = 1_000_000

/** Text of the inserted windows that was there before, in the deleted windows or in the graveyard. */
export type Move = { readonly at: number; readonly length: number; readonly offset: number } & (
  | { readonly from: 'deleted' }
  | { readonly from: 'graveyard'; readonly run: DeletedRun }
)

/**
 * Which inserted text is deleted text come back (rules AT5 to AT7): the longest likeness first, then the nearest. Every move holds
 * inserted text, not only context. Each client uses deleted text once; what lies in the graveyard stays there.
 */
export function findMoves(
  inserted: readonly TextWindow[],
  deleted: readonly TextWindow[],
  graveyard: Graveyard,
  now: number,
): readonly Move[] {
  const search = new MoveSearch(inserted, deleted, graveyard, now)
  search.scan(longMove, longMove)
  search.scan(shortestMove, shortestReturn)
  search.takeBack()
  return search.moves
}

class MoveSearch {
  readonly moves: Move[] = []
  /** Units at the ends of a move that may be like it by chance. */
  readonly #left: { readonly move: Move; readonly before: number; readonly after: number }[] = []
  readonly #inserted: string
  readonly #insertedWindows: readonly TextWindow[]
  readonly #deleted: string
  readonly #deletedWindows: readonly TextWindow[]
  readonly #graveyard: Graveyard
  readonly #now: number
  readonly #isPlaced: Uint8Array
  /** Deleted text that the client whose insertion is looked at has already brought back, of {@link #usedBy}. */
  #isUsed: Uint8Array
  readonly #usedBy = new Map<number | undefined, Uint8Array>()
  readonly #phrases: PhraseTable
  readonly #turns = new Map<TextWindow, Turns>()
  /** Units that were deleted, without their context. */
  readonly #takenOut: number
  #stepsLeft = mostSteps

  constructor(inserted: readonly TextWindow[], deleted: readonly TextWindow[], graveyard: Graveyard, now: number) {
    this.#inserted = joined(inserted)
    this.#insertedWindows = inserted
    this.#deleted = joined(deleted)
    this.#deletedWindows = deleted
    this.#graveyard = graveyard
    this.#now = now
    this.#isPlaced = new Uint8Array(this.#inserted.length)
    this.#isUsed = new Uint8Array(this.#deleted.length)
    this.#phrases = new PhraseTable(this.#deleted)
    this.#takenOut = deleted.reduce((sum, { length }) => sum + length, 0)
  }

  /** Places every stretch at least that long, from left to right, each time the longest that reaches over the place. */
  scan(shortestFromDeleted: number, shortestFromGraveyard: number): void {
    for (const window of this.#insertedWindows) {
      const { offset, before, length } = window
      this.#isUsed = this.#usedByHandOf(window)
      const end = offset + before + length
      // A phrase that begins in the context may still reach into the run.
      for (let at = Math.max(offset + before - phraseLength + 1, 0); at < end && at + phraseLength <= this.#inserted.length;) {
        if (this.#stepsLeft-- <= 0) return
        const best = this.#isFree(at) ? this.#best(at, shortestFromDeleted, shortestFromGraveyard) : undefined
        if (best === undefined) at++
        else {
          const move = this.#withoutChance(best)
          this.#place(move)
          at = move.at + move.length
        }
      }
    }
  }

  /** Gives each move the units that it left for others, where no other has taken them. */
  takeBack(): void {
    for (const { move, before, after } of this.#left) {
      const first = { ...move, at: move.at - before, offset: move.offset - before, length: before }
      const last = { ...move, at: move.at + move.length, offset: move.offset + move.length, length: after }
      for (const rest of [first, last]) if (rest.length > 0 && this.#isOpen(rest)) this.#place(rest)
    }
  }

  #isOpen({ at, length }: Move): boolean {
    for (let index = at; index < at + length; index++) if (this.#isPlaced[index] === 1) return false
    return true
  }

  /** Each client has its own: two people may do the same at once, and the server may apply both as one transaction. */
  #usedByHandOf({ parts }: TextWindow): Uint8Array {
    const client = parts.find(({ ids }) => ids !== null)?.ids?.client
    const used = this.#usedBy.get(client) ?? new Uint8Array(this.#deleted.length)
    this.#usedBy.set(client, used)
    return used
  }

  #isFree(at: number): boolean {
    for (let index = at; index < at + phraseLength; index++) if (this.#isPlaced[index] === 1) return false
    return true
  }

  #best(at: number, shortestFromDeleted: number, shortestFromGraveyard: number): Move | undefined {
    const deleted = this.#nearestDeleted(at)
    const best = deleted !== undefined && deleted.length >= this.#shortestOf(deleted, shortestFromDeleted) ? deleted : undefined
    if (this.#graveyard.isEmpty) return best
    const buried = this.#latestBuried(at)
    if (buried === undefined || buried.length < shortestFromGraveyard) return best
    if (best === undefined) return buried
    // What stayed beside a few deleted letters is a weak witness: all that lies in the graveyard was really taken out.
    return buried.length >= Math.max(best.length, this.#taken(best) + shortestMove) ? buried : best
  }

  #shortestOf({ offset }: Move, shortest: number): number {
    return windowAt(this.#deletedWindows, offset)?.wasGone === true ? Math.max(shortest, shortestReturn) : shortest
  }

  #nearestDeleted(at: number): Move | undefined {
    let best: { move: Move; nearness: number } | undefined
    let left = maxCandidates
    for (let offset = this.#phrases.first(this.#inserted, at); offset >= 0 && left > 0; offset = this.#phrases.next(offset)) {
      left--
      const move = this.#likeness(at, offset)
      if (move === undefined || move.length < (best?.move.length ?? 0)) continue
      const nearness = this.#nearness(move)
      if (best === undefined || move.length > best.move.length || nearness > best.nearness) best = { move, nearness }
      if (best.move.length >= decisive) break
    }
    return best?.move
  }

  #likeness(at: number, offset: number): Move | undefined {
    let end = 0
    while (this.#isAlike(at + end, offset + end)) end++
    this.#stepsLeft -= end + 1
    if (end < phraseLength) return undefined
    let start = 0
    while (this.#isAlike(at + start - 1, offset + start - 1)) start--
    this.#stepsLeft += start
    const move = this.#trimmed({ from: 'deleted', at: at + start, offset: offset + start, length: end - start }, at, this.#deletedWindows)
    return move === undefined || this.#taken(move) === 0 ? undefined : move
  }

  /** How many units of a likeness may have been deleted. None when it is next to nothing of each run: text that stayed was not moved. */
  #taken({ offset, length }: Move): number {
    const end = offset + length
    let sum = 0
    let isMoved = false
    for (let at = offset; at < end;) {
      const window = windowAt(this.#deletedWindows, at)
      if (window === undefined) break
      const { before, after } = this.#turnsOf(window)
      const start = window.offset + window.before
      const taken = Math.min(end, start + window.length + after) - Math.max(offset, start - before)
      if (taken > 0) sum += taken
      isMoved ||= taken >= Math.min(shortestOverlap, window.length)
      at = window.offset + window.text.length
    }
    return isMoved ? sum : 0
  }

  /** Found once for each window, as a run may be far longer than what is compared with it. */
  #turnsOf(window: TextWindow): Turns {
    const turns = this.#turns.get(window) ?? turnsOf(window)
    this.#turns.set(window, turns)
    return turns
  }

  #isAlike(at: number, offset: number): boolean {
    // Beyond the ends of either text the marks are undefined.
    return this.#isPlaced[at] === 0 && this.#isUsed[offset] === 0 && alike(this.#inserted, at, this.#deleted, offset)
  }

  #latestBuried(at: number): Move | undefined {
    const found = this.#graveyard.longest(this.#inserted, at, (offset) => this.#isPlaced[offset] === 0, this.#now)
    this.#stepsLeft--
    if (found === undefined) return undefined
    const { run, offset } = found
    this.#stepsLeft -= found.to - found.from
    return this.#trimmed({ from: 'graveyard', at: found.from, length: found.to - found.from, offset, run }, at, [])
  }

  /**
   * Without the few units at either end that lie in another window than the rest.
   *
   * @returns undefined when the likeness then begins after `at`: it is found there again, among everything else that begins there
   */
  #trimmed(move: Move, at: number, sources: readonly TextWindow[]): Move | undefined {
    const { length, offset } = move
    const before = Math.max(overlapBefore(this.#insertedWindows, move.at, length), overlapBefore(sources, offset, length))
    const after = Math.max(overlapAfter(this.#insertedWindows, move.at, length), overlapAfter(sources, offset, length))
    const trimmed = { ...move, at: move.at + before, offset: offset + before, length: length - before - after }
    return trimmed.at > at ? undefined : trimmed
  }

  /** Text that was moved is no longer than what was taken out: some of a longer likeness is left for others to account for. */
  #withoutChance(move: Move): Move {
    if (move.from !== 'deleted' || move.length <= this.#takenOut) return move
    const [before, after] = keptByChance(this.#deletedWindows, move.offset, move.length)
    const sure = { ...move, at: move.at + before, offset: move.offset + before, length: move.length - before - after }
    if (before + after > 0) this.#left.push({ move: sure, before, after })
    return sure
  }

  #nearness({ at, offset }: Move): number {
    const inserted = windowAt(this.#insertedWindows, at)
    const deleted = windowAt(this.#deletedWindows, offset)
    if (inserted?.parent === deleted?.parent) return 2
    return inserted?.section === deleted?.section ? 1 : 0
  }

  #place(move: Move): void {
    this.#isPlaced.fill(1, move.at, move.at + move.length)
    const start = splitsPair(this.#inserted, move.at) ? 1 : 0
    const end = splitsPair(this.#inserted, move.at + move.length) ? move.length - 1 : move.length
    if (end > start) this.moves.push({ ...move, at: move.at + start, offset: move.offset + start, length: end - start })
    if (move.from !== 'deleted') return
    for (let step = 0; step < move.length; step++) {
      // Context only bears witness: what it resembles may still be what was inserted elsewhere.
      if (isInserted(windowAt(this.#insertedWindows, move.at + step), move.at + step)) this.#isUsed[move.offset + step] = 1
    }
  }
}

function isInserted(window: TextWindow | undefined, at: number): boolean {
  const step = window === undefined ? -1 : at - window.offset - window.before
  return window !== undefined && step >= 0 && step < window.length
}

function overlapBefore(windows: readonly TextWindow[], from: number, length: number): number {
  const window = windowAt(windows, from)
  if (window === undefined || window.offset === from) return 0
  const inside = window.offset + window.text.length - from
  return inside < length && inside < shortestOverlap ? inside : 0
}

/**
 * The few units at either end of a likeness that stayed in the document, when it holds the whole of what was deleted beside them:
 * text that was moved is no longer than what was taken out.
 */
function keptByChance(windows: readonly TextWindow[], from: number, length: number): readonly [number, number] {
  const window = windowAt(windows, from)
  if (window === undefined) return [0, 0]
  const start = window.offset + window.before
  const end = start + window.length
  if (from > start || from + length < end) return [0, 0]
  const before = start - from
  const after = from + length - end
  return [before < shortestOverlap ? before : 0, after < shortestOverlap ? after : 0]
}

function overlapAfter(windows: readonly TextWindow[], from: number, length: number): number {
  const window = windowAt(windows, from + length - 1)
  if (window === undefined || window.offset + window.text.length === from + length) return 0
  const inside = from + length - window.offset
  return inside < length && inside < shortestOverlap ? inside : 0
}

function joined(windows: readonly TextWindow[]): string {
  let text = ''
  for (const window of windows) text += window.text
  return text
}
