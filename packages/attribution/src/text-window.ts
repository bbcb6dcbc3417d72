import type { ChangedText, TextRun } from './changed-text.ts'
import { type Context, keptBeside, type Piece, turnOf } from './kept-context.ts'
import type { TakenRun } from './lately-deleted.ts'
import { PartList } from './part-list.ts'
import type { YType } from './y-type.ts'

/** A run with the text that stayed beside it, laid end to end with the other windows of its kind. */
export interface TextWindow {
  readonly text: string
  /** Where the window begins in the concatenation of all windows. */
  readonly offset: number
  /** Units of context before the run, and units of the run itself. */
  readonly before: number
  readonly length: number
  readonly parent: YType
  readonly section: YType
  /** Whether some of it had been deleted before, by somebody else: only what is as long as a return from the graveyard counts. */
  readonly wasGone: boolean
  /**
   * The ids to ask or tell whose each unit is, null where there are none. For inserted text that may be turned, the context's units
   * stand for those of the run at its other end.
   */
  readonly parts: readonly WindowPart[]
}

export interface WindowPart {
  readonly length: number
  readonly ids: Piece | null
  /** Whether the part stands for units that another part of the same window names directly. */
  readonly isTurned: boolean
}

/** Beyond so many runs, more than an evening of offline writing, context is not worth its cost. */
const maxRunsWithContext = 2000

export function deletedWindows({ deleted, isNew }: ChangedText): readonly TextWindow[] {
  const beside = deleted.length > maxRunsWithContext ? () => nothing : keptBeside
  return laid(deleted, (run) => {
    const left = beside(run, 'left', isNew)
    const right = beside(run, 'right', isNew)
    return { left, right, parts: [...direct(left.pieces), ...direct(run.pieces), ...direct(right.pieces)] }
  })
}

/** Windows of what was taken out a second time, to lie after those of what the transaction itself deleted. */
export function takenWindows(taken: readonly TakenRun[], after: readonly TextWindow[]): readonly TextWindow[] {
  const last = after.at(-1)
  let offset = last === undefined ? 0 : last.offset + last.text.length
  return taken.map(({ text, pieces, parent, section }) => {
    const window = { text, offset, before: 0, length: text.length, parent, section, wasGone: true, parts: direct(pieces) }
    offset += text.length
    return window
  })
}

export function insertedWindows({ inserted, isNew }: ChangedText): readonly TextWindow[] {
  const beside = inserted.length > maxRunsWithContext ? () => nothing : keptBeside
  return laid(inserted, (run) => {
    const left = beside(run, 'left', isNew)
    const right = beside(run, 'right', isNew)
    const { length } = run.text
    const pieces = new PartList(run.pieces)
    const turned = (offset: number, of: number): WindowPart[] =>
      pieces.within(offset, of).map(({ part, skip, length: units }) => ({
        length: units,
        ids: { client: part.client, clock: part.clock + skip, length: units },
        isTurned: true,
      }))
    const before = Math.min(turnOf(run.text, left.text, 'left'), length)
    const after = Math.min(turnOf(run.text, right.text, 'right'), length)
    const parts: readonly WindowPart[] = [
      ...nobodys(left.text.length - before),
      ...turned(length - before, before),
      ...direct(run.pieces),
      ...turned(0, after),
      ...nobodys(right.text.length - after),
    ]
    return { left, right, parts }
  })
}

const nothing: Context = { text: '', pieces: [] }

function laid(
  runs: readonly TextRun[],
  around: (run: TextRun) => { left: Context; right: Context; parts: readonly WindowPart[] },
): readonly TextWindow[] {
  let offset = 0
  return runs.map((run) => {
    const { left, right, parts } = around(run)
    const text = left.text + run.text + right.text
    const { parent, section } = run
    const window = { text, offset, before: left.text.length, length: run.text.length, parent, section, wasGone: false, parts }
    offset += text.length
    return window
  })
}

function direct(pieces: readonly Piece[]): WindowPart[] {
  return pieces.map((ids) => ({ length: ids.length, ids, isTurned: false }))
}

function nobodys(length: number): WindowPart[] {
  return length === 0 ? [] : [{ length, ids: null, isTurned: false }]
}

/** Units of the context on either side that may just as well be part of the run. */
export interface Turns {
  readonly before: number
  readonly after: number
}

export function turnsOf({ text, before, length }: TextWindow): Turns {
  const run = text.slice(before, before + length)
  return { before: turnOf(run, text.slice(0, before), 'left'), after: turnOf(run, text.slice(before + length), 'right') }
}

/** The window that holds a place of the concatenation. */
export function windowAt(windows: readonly TextWindow[], offset: number): TextWindow | undefined {
  let low = 0
  let high = windows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const window = windows[middle]
    if (window !== undefined && window.offset <= offset) low = middle
    else high = middle - 1
  }
  return windows[low]
}
