import type { ChangedText, TextRun } from '../changed-text.ts'
import { keptBeside, type Piece, turnOf } from '../kept-context.ts'
import { isBlank } from './blank.ts'

/** Ids that stayed, and the equal ones that were reported as deleted in their place. */
export interface Shift {
  readonly stayed: Piece
  readonly deleted: Piece
}

/**
 * Editors report the difference of two texts, and take the first of equal ones: `beta ` taken out of `beta bravo` is reported as `eta b`.
 * Who deletes words deletes them from where they begin, so the `b` that stayed is that of `bravo`.
 */
export function shiftsOf({ deleted, isNew }: ChangedText): readonly Shift[] {
  return deleted.flatMap((run) => shiftsOfRun(run, isNew))
}

function shiftsOfRun(run: TextRun, isNew: ChangedText['isNew']): readonly Shift[] {
  const { text, pieces } = keptBeside(run, 'left', isNew)
  const shift = shiftOf(run.text, text)
  if (shift === 0) return []
  const stayed = unitsOf(pieces, shift)
  const deleted = unitsOf(run.pieces, shift)
  return stayed.flatMap((unit, index) => {
    const other = deleted[index]
    return other === undefined ? [] : [{ stayed: unit, deleted: other }]
  })
}

/** By how many units a deletion has to be moved to the left to begin where a word begins. */
function shiftOf(run: string, left: string): number {
  const turn = Math.min(turnOf(run, left, 'left'), run.length)
  const whole = left + run
  for (let shift = 0; shift <= turn; shift++) {
    const at = left.length - shift
    if (at === 0 || isBlank(whole.charCodeAt(at - 1)) || isBlank(whole.charCodeAt(at))) return shift
  }
  return 0
}

/** The last units of some pieces, one by one. */
function unitsOf(pieces: readonly Piece[], count: number): readonly Piece[] {
  const units: Piece[] = []
  for (let index = pieces.length - 1; index >= 0 && units.length < count; index--) {
    const piece = pieces[index]
    if (piece === undefined) break
    for (let at = piece.clock + piece.length - 1; at >= piece.clock && units.length < count; at--)
      units.unshift({ client: piece.client, clock: at, length: 1 })
  }
  return units
}
