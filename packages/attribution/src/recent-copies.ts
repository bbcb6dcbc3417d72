import type { FoundMoves } from './anchors/moved-ids.ts'
import type { ChangedText, TextRun } from './changed-text.ts'
import { Graveyard, shortestReturn } from './graveyard.ts'
import { findMoves } from './moved-text.ts'
import { deletedWindows, type TextWindow } from './text-window.ts'

interface Copy {
  readonly windows: readonly TextWindow[]
  /** The clocks before the copy was made: only older text can be its original. */
  readonly before: ReadonlyMap<number, number>
  readonly at: number
}

const mostCopies = 16
const rememberedMs = 10 * 60 * 1000
const longestCopy = 20_000
const noGraves = new Graveyard()

/**
 * Text inserted from nowhere, kept for a while in case its original is deleted after it: people copy, paste and then delete, and
 * y-tiptap itself joins two adjacent texts by writing the second into the first and then deleting it (rule AT7).
 */
export class RecentCopies {
  #copies: Copy[] = []

  remember(windows: readonly TextWindow[], before: ReadonlyMap<number, number>, at: number): void {
    const length = windows.reduce((sum, window) => sum + window.length, 0)
    if (length < shortestReturn || length > longestCopy) return
    this.#copies.push({ windows: relaid(windows), before, at })
    if (this.#copies.length > mostCopies) this.#copies.shift()
  }

  /** What a deletion says about the copies made before it. Forgets the copies whose original it was. */
  originals(changed: ChangedText, now: number): readonly FoundMoves[] {
    if (this.#copies.length === 0 || changed.deleted.length === 0) return []
    this.#copies = this.#copies.filter(({ at }) => at > now - rememberedMs)
    const found: FoundMoves[] = []
    for (const copy of this.#copies.toReversed()) {
      const older = changed.deleted.filter((run) => isOlder(run, copy.before))
      if (older.every(({ text }) => text.length < shortestReturn)) continue
      const deleted = deletedWindows({ ...changed, deleted: older })
      const moves = findMoves(copy.windows, deleted, noGraves, now).filter(({ length }) => length >= shortestReturn)
      if (moves.length === 0) continue
      found.push({ moves, inserted: copy.windows, deleted })
      this.#copies.splice(this.#copies.indexOf(copy), 1)
    }
    return found
  }
}

function isOlder(run: TextRun, before: ReadonlyMap<number, number>): boolean {
  return run.pieces.every(({ client, clock, length }) => clock + length <= (before.get(client) ?? 0))
}

/** Some windows of a list, laid end to end by themselves. */
function relaid(windows: readonly TextWindow[]): readonly TextWindow[] {
  let offset = 0
  return windows.map((window) => {
    const laid = { ...window, offset }
    offset += window.text.length
    return laid
  })
}
