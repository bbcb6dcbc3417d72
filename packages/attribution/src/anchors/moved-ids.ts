import type { Piece } from '../kept-context.ts'
import type { Move } from '../moved-text.ts'
import { PartList } from '../part-list.ts'
import type { TextWindow, WindowPart } from '../text-window.ts'
import type { Shift } from './aligned-deletion.ts'
import { IdSet, without } from './id-set.ts'
import { leftBetween } from './left-between.ts'

/** Which deleted text came back where, as the transfer found it. */
export interface FoundMoves {
  readonly moves: readonly Move[]
  readonly inserted: readonly TextWindow[]
  readonly deleted: readonly TextWindow[]
}

interface MovedPiece extends Piece {
  readonly to: Piece
}

/** Under which ids text came back that was deleted in the same transaction, or copied before its original was deleted. */
export class MovedIds {
  /** Every id under which something came back. */
  readonly targets = new IdSet()
  /** Ids that stand in the text for others that were reported as deleted: what they were before is gone. */
  readonly gone = new IdSet()
  readonly #bySource = new Map<number, MovedPiece[]>()

  /** @param found - what is found later tells only of what nothing was found about before */
  constructor(found: readonly FoundMoves[], shifts: readonly Shift[]) {
    for (const { stayed, deleted } of shifts) {
      this.gone.add(stayed)
      this.#add({ ...deleted, to: stayed })
    }
    const turned: MovedPiece[] = []
    for (const [index, { moves, inserted, deleted }] of found.entries()) {
      const into = new PartList(inserted.flatMap(({ parts }) => parts))
      const outOf = new PartList(deleted.flatMap(({ parts }) => parts))
      const words = leftBetween(moves, inserted, deleted)
      const ofWords = new IdSet()
      for (const move of [...words, ...moves]) {
        if (move.from !== 'deleted') continue
        const isWord = words.includes(move)
        for (const { source, target } of paired(outOf, into, move)) {
          const piece = { ...source, to: target.ids }
          if (isWord) ofWords.add(source)
          if (target.isTurned) turned.push(piece)
          else if (index > 0) for (const untold of this.#untold(piece)) this.#add(untold)
          // A letter of a word that was known as a whole is like another by chance.
          else for (const part of isWord ? [piece] : withoutSources(piece, ofWords)) this.#add(part)
        }
      }
    }
    for (const piece of turned) for (const untold of this.#untold(piece)) this.#add(untold)
  }

  /** Where a range is now: each part that came back, as often as it did. */
  of({ client, clock, length }: Piece): readonly Piece[] {
    const now: Piece[] = []
    for (const piece of this.#bySource.get(client) ?? []) {
      const from = Math.max(piece.clock, clock)
      const to = Math.min(piece.clock + piece.length, clock + length)
      if (to > from) now.push({ client: piece.to.client, clock: piece.to.clock + from - piece.clock, length: to - from })
    }
    return now
  }

  /** The parts of a range that came back nowhere. */
  lostOf(range: Piece): readonly Piece[] {
    const told = new IdSet()
    for (const { client, clock, length } of this.#bySource.get(range.client) ?? [])
      for (const free of without({ client, clock, length }, told.within({ client, clock, length }))) told.add(free)
    return without(range, told.within(range))
  }

  /** What of a move nothing is known about yet: what stands beside a move bears witness only where nothing else does. */
  #untold({ to, ...source }: MovedPiece): readonly MovedPiece[] {
    return this.lostOf(source).map((range) => cut({ ...source, to }, range))
  }

  #add(piece: MovedPiece): void {
    const known = this.#bySource.get(piece.client)
    if (known === undefined) this.#bySource.set(piece.client, [piece])
    else known.push(piece)
    for (const free of without(piece.to, this.targets.within(piece.to))) this.targets.add(free)
  }
}

function withoutSources(piece: MovedPiece, taken: IdSet): readonly MovedPiece[] {
  const known = taken.within(piece)
  return known.length === 0 ? [piece] : without(piece, known).map((range) => cut(piece, range))
}

function cut({ to, clock }: MovedPiece, range: Piece): MovedPiece {
  return { ...range, to: { ...to, clock: to.clock + range.clock - clock, length: range.length } }
}

/** Piece by piece, where both have ids. */
function* paired(
  outOf: PartList<WindowPart>,
  into: PartList<WindowPart>,
  { offset, at, length }: Move,
): Generator<{ source: Piece; target: { readonly ids: Piece; readonly isTurned: boolean } }> {
  const sources = outOf.within(offset, length)
  const targets = into.within(at, length)
  for (let done = 0, from = 0, to = 0, left = 0, right = 0; done < length;) {
    const source = sources[from]
    const target = targets[to]
    if (source === undefined || target === undefined) return
    const step = Math.min(source.length - left, target.length - right)
    const out = source.part.ids
    const put = target.part.ids
    if (out !== null && put !== null) {
      const ids = { client: put.client, clock: put.clock + target.skip + right, length: step }
      yield {
        source: { client: out.client, clock: out.clock + source.skip + left, length: step },
        target: { ids, isTurned: target.part.isTurned },
      }
    }
    done += step
    left += step
    right += step
    if (left === source.length) {
      from += 1
      left = 0
    }
    if (right === target.length) {
      to += 1
      right = 0
    }
  }
}
