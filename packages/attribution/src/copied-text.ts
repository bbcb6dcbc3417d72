import * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import type { Piece } from './kept-context.ts'
import type { Move } from './moved-text.ts'
import { phraseLength } from './phrase.ts'
import type { TextWindow } from './text-window.ts'
import type { Override } from './voice.ts'
import { voicesOfMoves } from './voices-of-moves.ts'
import type { YType } from './y-type.ts'

/** Units looked through for one copy: what is not found by then stays with the mover. */
const mostCompared = 4_000_000
/** Deletions and marks between two texts that adjoin. */
const mostBetween = 256

/**
 * Whose a copy is, when somebody says where it was copied from. They are not taken at their word: a stretch of the copy, eight
 * characters or more on end, has the voices of the original only where it stands in the original as a whole, in one piece (rule AT13).
 *
 * @param copy - the ids of the copy, in the order of its text; only those whose voice may change
 * @param original - the ids it is said to come from, in the order of the text
 * @returns the overrides of the copy, moved by the voice of the client that holds it; none where the voice is the same
 */
export function voicesOfCopy(doc: Y.Doc, authorship: Authorship, copy: readonly Piece[], original: readonly Piece[]): readonly Override[] {
  const inserted = windowsOf(doc, copy)
  const from = windowsOf(doc, original)
  return voicesOfMoves(wholeCopies(inserted, from), inserted, from, authorship)
}

/** What adjoins in one text is one stretch. */
function windowsOf(doc: Y.Doc, ranges: readonly Piece[]): readonly TextWindow[] {
  const windows: { text: string; parent: YType; ids: Piece[]; last: Y.Item }[] = []
  for (const range of ranges) {
    eachText(doc, range, (text, ids, item, parent) => {
      const before = windows.at(-1)
      if (before !== undefined && before.parent === parent && adjoins(before.last, before.ids.at(-1), item, ids)) {
        before.text += text
        before.ids.push(ids)
        before.last = item
      } else windows.push({ text, parent, ids: [ids], last: item })
    })
  }
  let offset = 0
  return windows.map(({ text, parent, ids }) => {
    const parts = ids.map((piece) => ({ length: piece.length, ids: piece, isTurned: false }))
    const at = offset
    offset += text.length
    const spaced = text.replaceAll('\u00a0', ' ')
    return { text: spaced, offset: at, before: 0, length: text.length, parent, section: parent, wasGone: false, parts }
  })
}

/** Each where it stands in one piece, looked for from the end of the one before: a copy keeps the order. */
function wholeCopies(inserted: readonly TextWindow[], from: readonly TextWindow[]): readonly Move[] {
  const moves: Move[] = []
  let compared = 0
  let next = 0
  for (const { text, offset: at, length } of inserted) {
    if (length < phraseLength) continue
    for (let step = 0; step < from.length && compared < mostCompared; step++) {
      const index = (next + step) % from.length
      const window = from[index]
      if (window === undefined || window.length < length) continue
      compared += window.length
      const found = window.text.indexOf(text)
      if (found < 0) continue
      moves.push({ from: 'deleted', at, length, offset: window.offset + found })
      next = index
      break
    }
  }
  return moves
}

type VisitText = (text: string, ids: Piece, item: Y.Item, parent: YType) => void

function eachText({ store }: Y.Doc, { client, clock, length }: Piece, visit: VisitText): void {
  const structs = store.clients.get(client)
  const end = Math.min(clock + length, Y.getState(store, client))
  if (structs === undefined || clock >= end) return
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined || struct.id.clock >= end) return
    if (!(struct instanceof Y.Item) || struct.deleted || !(struct.content instanceof Y.ContentString)) continue
    if (!(struct.parent instanceof Y.AbstractType)) continue
    const from = Math.max(clock, struct.id.clock)
    const to = Math.min(end, struct.id.clock + struct.length)
    const text = struct.content.str.slice(from - struct.id.clock, to - struct.id.clock)
    visit(text, { client, clock: from, length: to - from }, struct, struct.parent)
  }
}

/** Whether no text stands between two stretches of one parent. */
function adjoins(left: Y.Item, before: Piece | undefined, right: Y.Item, after: Piece): boolean {
  if (before === undefined) return false
  const end = before.clock + before.length
  if (left === right) return after.clock === end
  if (end !== left.id.clock + left.length || after.clock !== right.id.clock) return false
  let steps = mostBetween
  let item = left.right
  while (item !== null && item !== right && (item.deleted || !item.countable) && steps > 0) {
    item = item.right
    steps--
  }
  return item === right
}
