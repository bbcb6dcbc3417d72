import type { Move } from './moved-text.ts'
import { PartList } from './part-list.ts'
import { type TextWindow, turnsOf } from './text-window.ts'

/** A transaction that puts back exactly what it took out moved it, however short it is. */
export function wholeMoves(inserted: readonly TextWindow[], deleted: readonly TextWindow[]): readonly Move[] {
  if (inserted.length === 1 && deleted.length === 1) return turnedMove(inserted, deleted)
  if (deleted.map(runText).join('') !== inserted.map(runText).join('')) return []
  const moves: Move[] = []
  const sources = new PartList(deleted)
  let offset = 0
  for (const window of inserted) {
    let at = window.offset + window.before
    for (const cut of sources.within(offset, window.length)) {
      moves.push({ from: 'deleted', at, length: cut.length, offset: cut.part.offset + cut.part.before + cut.skip })
      at += cut.length
    }
    offset += window.length
  }
  return moves
}

/** One run for one run, either of which the editor may have reported turned. */
function turnedMove([inserted]: readonly TextWindow[], [deleted]: readonly TextWindow[]): readonly Move[] {
  if (inserted === undefined || deleted === undefined || inserted.length !== deleted.length) return []
  const { length } = inserted
  const [into, out] = [turns(inserted), turns(deleted)]
  const offset = runText(inserted) === runText(deleted) ? deleted.before - out.from : out.text.indexOf(runText(inserted))
  if (offset >= 0) return [{ from: 'deleted', at: inserted.offset + inserted.before, length, offset: deleted.offset + out.from + offset }]
  const at = into.text.indexOf(runText(deleted))
  if (at >= 0) return [{ from: 'deleted', at: inserted.offset + into.from + at, length, offset: deleted.offset + deleted.before }]
  return []
}

function runText({ text, before, length }: TextWindow): string {
  return text.slice(before, before + length)
}

/** The run with as much of its context as may be part of it. */
function turns(window: TextWindow): { text: string; from: number } {
  const { before, after } = turnsOf(window)
  const from = window.before - before
  return { text: window.text.slice(from, window.before + window.length + after), from }
}
