import type * as Y from 'yjs'

import type { ChangedText, TextRun } from './changed-text.ts'
import { graveyardLifetimeMs } from './graveyard.ts'
import type { Piece } from './kept-context.ts'
import type { YType } from './y-type.ts'

/** What an update says it deletes, whether or not it was still there. */
export interface DeletedIds {
  readonly client: number
  /** Clock and length by turns. */
  readonly ranges: readonly number[]
}

/** Text that a sender took out of one block, in the order in which it stood there. */
export interface TakenRun {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly parent: YType
  readonly section: YType
}

interface Remembered extends Piece {
  readonly text: string
  readonly parent: YType
  readonly section: YType
  readonly deletedAt: number
  /** Which transaction deleted it. */
  readonly during: number
  /** Everything remembered of its block in order, once the block itself is gone. */
  block: readonly Remembered[] | null
}

/** Of one study; what was deleted before is known by its words alone. */
const mostCharacters = 64_000

/** Deleted items looked at on either side of a run. */
const mostSteps = 64

/**
 * The text of ids that are gone from the document, so that two who change the same block at once each bring its words back: the
 * second deletes what the first has deleted already, in a block that the first may have taken apart (rule AT7).
 */
export class LatelyDeleted {
  readonly #byClient = new Map<number, Remembered[]>()
  #inOrder: Remembered[] = []
  #characters = 0
  #transaction = 0

  /** Call it for each transaction that deletes, before Yjs collects garbage. */
  remember({ deleted }: ChangedText, now: number): void {
    this.#transaction++
    const lost = new Set<YType>()
    for (const { text, pieces, parent, section } of deleted) {
      let at = 0
      for (const piece of pieces) {
        this.#add({
          ...piece,
          text: text.slice(at, at + piece.length),
          parent,
          section,
          deletedAt: now,
          during: this.#transaction,
          block: null,
        })
        at += piece.length
      }
      if (parent._item?.deleted === true) lost.add(parent)
    }
    for (const parent of lost) {
      const block = this.#standingIn(parent)
      for (const { client, clock, length } of block) for (const piece of this.#within(client, clock, length)) piece.block = block
    }
    this.#forget(now)
  }

  /**
   * What a sender took out of blocks of which some had been taken out before the transaction last remembered: by block, whole.
   *
   * @param deletes - of the updates in that transaction
   */
  takenBy(deletes: readonly DeletedIds[]): readonly TakenRun[] {
    const blocks = new Set<readonly Remembered[]>()
    const parents = new Set<YType>()
    const deleted = rangesOf(deletes)
    for (const [client, ranges] of deleted) {
      if (!this.#byClient.has(client)) continue
      for (const { clock, length } of ranges) {
        for (const piece of this.#within(client, clock, length)) {
          if (piece.during === this.#transaction) continue
          if (piece.block === null) parents.add(piece.parent)
          else blocks.add(piece.block)
        }
      }
    }
    for (const parent of parents) blocks.add(this.#standingIn(parent))
    return [...blocks].flatMap((block) => takenOf(block, deleted))
  }

  /**
   * The text that stood where each of these runs stands now, when every one of them puts back exactly what was deleted there: an undo
   * brings back single letters too. Empty otherwise.
   */
  putBackBy({ inserted, isNew }: ChangedText): readonly TakenRun[] {
    const taken: TakenRun[] = []
    for (const run of inserted) {
      const pieces = sameText(run.text, this.#goneAround(run, isNew))
      if (pieces === undefined) return []
      taken.push({ text: run.text, pieces, parent: run.parent, section: run.section })
    }
    return taken
  }

  /** What is remembered between the text that stays before a run and the text that stays after it. */
  #goneAround({ first, last }: TextRun, isNew: (item: Y.Item) => boolean): readonly Remembered[] {
    const isPassed = (item: Y.Item): boolean => item.deleted || !item.countable || isNew(item)
    let item: Y.Item | null = first
    for (let steps = 0; item.left !== null && isPassed(item.left) && steps < mostSteps; steps++) item = item.left
    const pieces: Remembered[] = []
    let isBehind = false
    for (let steps = 0; item !== null && isPassed(item) && steps < mostSteps; steps += isBehind ? 1 : 0) {
      if (item.deleted) pieces.push(...this.#remembered(item))
      isBehind ||= item === last
      item = item.right
    }
    return pieces.filter(({ during }) => during !== this.#transaction)
  }

  #add(piece: Remembered): void {
    const known = this.#byClient.get(piece.client)
    if (known === undefined) this.#byClient.set(piece.client, [piece])
    else known.splice(firstEndingAfter(known, piece.clock), 0, piece)
    this.#inOrder.push(piece)
    this.#characters += piece.length
  }

  #forget(now: number): void {
    const [oldest] = this.#inOrder
    if (oldest === undefined || (this.#characters <= mostCharacters && oldest.deletedAt > now - graveyardLifetimeMs)) return
    let count = 0
    for (const { length, deletedAt } of this.#inOrder) {
      if (this.#characters <= mostCharacters / 2 && deletedAt > now - graveyardLifetimeMs) break
      this.#characters -= length
      count++
    }
    const gone = new Set(this.#inOrder.splice(0, count))
    for (const [client, pieces] of this.#byClient) {
      const left = pieces.filter((piece) => !gone.has(piece))
      if (left.length > 0) this.#byClient.set(client, left)
      else this.#byClient.delete(client)
    }
  }

  /** All that is remembered of a block, in order. */
  #standingIn(parent: YType): readonly Remembered[] {
    const pieces: Remembered[] = []
    for (let item = parent._start; item !== null; item = item.right) {
      if (item.deleted) pieces.push(...this.#remembered(item))
    }
    return pieces
  }

  #remembered({ id: { client, clock }, length }: Y.Item): readonly Remembered[] {
    return this.#within(client, clock, length).map((piece) => cut(piece, clock, clock + length))
  }

  #within(client: number, clock: number, length: number): readonly Remembered[] {
    return reaching(this.#byClient.get(client) ?? [], clock, length)
  }
}

/** The last deleted of the whole pieces in a row that make up a text. */
function sameText(text: string, pieces: readonly Remembered[]): readonly Remembered[] | undefined {
  let best: readonly Remembered[] | undefined
  for (let from = 0; from < pieces.length; from++) {
    let length = 0
    let to = from
    while (to < pieces.length && text.startsWith(pieces[to]?.text ?? '', length)) length += pieces[to++]?.length ?? 0
    const found = pieces.slice(from, to)
    if (length === text.length && (best === undefined || latest(found) > latest(best))) best = found
  }
  return best
}

function latest(pieces: readonly Remembered[]): number {
  return Math.max(...pieces.map(({ during }) => during))
}

function takenOf(block: readonly Remembered[], deleted: ReadonlyMap<number, readonly Range[]>): readonly TakenRun[] {
  const [first] = block
  const taken = block.flatMap((piece) =>
    reaching(deleted.get(piece.client) ?? [], piece.clock, piece.length).map(({ clock, length }) => cut(piece, clock, clock + length)),
  )
  if (first === undefined || taken.length === 0) return []
  const { parent, section } = first
  return [{ text: taken.map(({ text }) => text).join(''), pieces: taken, parent, section }]
}

interface Range {
  readonly clock: number
  readonly length: number
}

/** By client, sorted and without overlap: two updates may delete the same. */
function rangesOf(deletes: readonly DeletedIds[]): ReadonlyMap<number, readonly Range[]> {
  const byClient = new Map<number, Range[]>()
  for (const { client, ranges } of deletes) {
    const known = byClient.get(client) ?? []
    byClient.set(client, known)
    for (let index = 0; index < ranges.length; index += 2) known.push({ clock: ranges[index] ?? 0, length: ranges[index + 1] ?? 0 })
  }
  for (const [client, ranges] of byClient) {
    const merged: Range[] = []
    for (const range of ranges.toSorted((a, b) => a.clock - b.clock)) {
      const last = merged.at(-1)
      if (last === undefined || range.clock > last.clock + last.length) merged.push(range)
      else merged[merged.length - 1] = { clock: last.clock, length: Math.max(last.length, range.clock + range.length - last.clock) }
    }
    byClient.set(client, merged)
  }
  return byClient
}

/** Those of sorted ranges without overlap that have an id in `[clock, clock + length)`. */
function reaching<R extends Range>(sorted: readonly R[], clock: number, length: number): readonly R[] {
  const from = firstEndingAfter(sorted, clock)
  let to = from
  for (let range = sorted[to]; range !== undefined && range.clock < clock + length; range = sorted[to]) to++
  return sorted.slice(from, to)
}

function firstEndingAfter(sorted: readonly Range[], clock: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const range = sorted[middle]
    if (range !== undefined && range.clock + range.length <= clock) low = middle + 1
    else high = middle
  }
  return low
}

/** The part of a piece with clocks in `[from, to)`. */
function cut(piece: Remembered, from: number, to: number): Remembered {
  const start = Math.max(from, piece.clock)
  const end = Math.min(to, piece.clock + piece.length)
  if (start === piece.clock && end === piece.clock + piece.length) return piece
  return { ...piece, clock: start, length: end - start, text: piece.text.slice(start - piece.clock, end - piece.clock) }
}
