import { shortestReturn } from '../graveyard.ts'
import type { Move } from '../moved-text.ts'
import { PartList } from '../part-list.ts'
import { type TextWindow, windowAt } from '../text-window.ts'
import { IdSet } from './id-set.ts'

/** Text that did not stand in the document when a transaction began: written, pasted, or brought back. */
export interface CameText {
  /** Each with some of it, and with what stands beside it. */
  readonly windows: readonly TextWindow[]
  /** The ids of what came. */
  readonly ids: IdSet
}

/** @returns null when so little came that it tells nothing */
export function cameText(inserted: readonly TextWindow[], deleted: readonly TextWindow[], moves: readonly Move[]): CameText | null {
  const stood = moves.filter(({ from, offset }) => from === 'deleted' && windowAt(deleted, offset)?.wasGone !== true)
  const ids = new IdSet()
  let units = 0
  const windows = inserted.filter((window) => {
    const parts = new PartList(window.parts)
    const stretches = stretchesWithout(window, stood)
    for (const { from, to } of stretches) {
      units += to - from
      for (const { part, skip, length } of parts.within(from - window.offset, to - from))
        if (part.ids !== null) ids.add({ client: part.ids.client, clock: part.ids.clock + skip, length })
    }
    return stretches.length > 0
  })
  return units < shortestReturn ? null : { windows, ids }
}

/** What of a window's run no move accounts for. */
function stretchesWithout({ offset, before, length }: TextWindow, moves: readonly Move[]) {
  const stretches: { readonly from: number; readonly to: number }[] = []
  const end = offset + before + length
  let from = offset + before
  for (const move of moves.toSorted((one, other) => one.at - other.at)) {
    if (move.at >= end) break
    if (move.at > from) stretches.push({ from, to: move.at })
    from = Math.max(from, move.at + move.length)
  }
  if (from < end) stretches.push({ from, to: end })
  return stretches
}
