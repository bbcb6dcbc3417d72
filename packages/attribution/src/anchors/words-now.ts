import * as Y from 'yjs'

import type { Piece } from '../kept-context.ts'
import type { CharacterId } from './anchor.ts'
import { isBlank } from './blank.ts'
import { endsOfWords, type Stretch } from './ends-of-words.ts'
import { IdSet, without } from './id-set.ts'
import { itemAt, rootOf, standsNow, textItems } from './reading-order.ts'
import type { TextTransaction } from './transaction-view.ts'
import type { PieceBefore } from './words-before.ts'

/** Letters of others between two parts of the same words, beyond which they have been taken apart. */
const mostStrangers = 3
/** New letters between them, beyond which nobody looks further. */
const mostNew = 2_000

/** Words that stand together after a transaction. */
export interface WordsTogether {
  readonly start: CharacterId
  readonly end: CharacterId
  /** How many of their letters stand there; what was put between them does not count. */
  readonly letters: number
  readonly text: string
  /** The list of items that the first of them lies in, at the top. */
  readonly root: Y.AbstractType<unknown>
}

/**
 * Where words stand together that stood together before: those that were left alone and those that were moved. What stood between them
 * and what was newly written there is taken along; other people's words from elsewhere never are.
 *
 * @param own - the words; a part of `before`
 * @param before - all that stood there
 * @returns each stretch, that with most of their letters first; none when nothing of them is left
 */
export function wordsNow(happened: TextTransaction, own: readonly PieceBefore[], before: readonly PieceBefore[]): readonly WordsTogether[] {
  const search = new Search(happened, own, before)
  const found: WordsTogether[] = []
  for (const piece of search.begins) {
    if (search.hasSeen(piece)) continue
    const together = search.from(piece)
    if (together !== null) found.push(together)
  }
  return found.sort((one, other) => other.letters - one.letters)
}

class Search {
  readonly begins: Piece[] = []
  readonly #happened: TextTransaction
  readonly #own = new IdSet()
  readonly #inside = new IdSet()
  readonly #seen = new IdSet()
  readonly #lettersBefore: number

  constructor(happened: TextTransaction, own: readonly PieceBefore[], before: readonly PieceBefore[]) {
    this.#happened = happened
    for (const piece of own) {
      for (const range of this.#now(piece)) {
        this.begins.push(range)
        for (const fresh of without(range, this.#own.within(range))) this.#own.add(fresh)
      }
    }
    if (own !== before) for (const piece of before) for (const range of this.#now(piece)) this.#inside.add(range)
    this.#lettersBefore = own.reduce((sum, { text }) => sum + lettersIn(text, 0, text.length), 0)
  }

  hasSeen(piece: Piece): boolean {
    return this.#seen.within(piece).length > 0
  }

  from(begin: Piece): WordsTogether | null {
    const first = itemAt(this.#happened.transaction.doc, begin.client, begin.clock)
    if (first === null) return null
    const stretches: Stretch[] = []
    let letters = 0
    let strangers = 0
    let unknown = 0
    for (const item of textItems(first, standsNow)) {
      if (!(item.content instanceof Y.ContentString)) continue
      const { client, clock } = item.id
      const { str } = item.content
      const pass = (from: number, to: number): void => {
        if (from >= to) return
        const between = this.#lettersBetween(item, str, from, to)
        strangers += between.strangers
        unknown += between.unknown
        stretches.push({ client, clock: from, text: str.slice(from - clock, to - clock), isOwn: false })
      }
      let at = item === first ? begin.clock : clock
      for (const range of this.#own.within({ client, clock: at, length: clock + item.length - at })) {
        pass(at, range.clock)
        // A copy beside them is not more of them.
        if (strangers > mostStrangers || letters >= this.#lettersBefore) break
        at = range.clock + range.length
        const text = str.slice(range.clock - clock, at - clock)
        stretches.push({ client, clock: range.clock, text, isOwn: true })
        letters += lettersIn(text, 0, text.length)
        strangers = 0
        unknown = 0
        this.#seen.add(range)
      }
      if (letters >= this.#lettersBefore) break
      if (strangers <= mostStrangers) pass(at, clock + item.length)
      if (strangers > mostStrangers || unknown > mostNew) break
    }
    const ends = endsOfWords(stretches)
    const text = stretches.map((stretch) => (stretch.isOwn ? stretch.text : '')).join('')
    return ends === null ? null : { ...ends, letters, text, root: rootOf(first) }
  }

  /** Where a piece is now. What stayed and may just as well have been moved is in both places. */
  #now(piece: PieceBefore): readonly Piece[] {
    const moved = this.#happened.moved()
    return [...(piece.isAlive ? without(piece, moved.gone.within(piece)) : []), ...moved.of(piece)]
  }

  #lettersBetween(item: Y.Item, str: string, from: number, to: number): { readonly strangers: number; readonly unknown: number } {
    if (from >= to) return { strangers: 0, unknown: 0 }
    const { client, clock } = item.id
    const stretch = { client, clock: from, length: to - from }
    const { changed, moved } = this.#happened
    // What came from nowhere was just written there.
    const old = changed.isNew(item) ? moved().targets.within(stretch) : [stretch]
    let strangers = 0
    for (const range of old)
      for (const stranger of without(range, this.#inside.within(range)))
        strangers += lettersIn(str, stranger.clock - clock, stranger.clock - clock + stranger.length, mostStrangers + 1)
    return { strangers, unknown: changed.isNew(item) ? to - from : 0 }
  }
}

function lettersIn(text: string, from: number, to: number, most = Infinity): number {
  let letters = 0
  for (let at = from; at < to && letters < most; at++) if (!isBlank(text.charCodeAt(at))) letters += 1
  return letters
}
