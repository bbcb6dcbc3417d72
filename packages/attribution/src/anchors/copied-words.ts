import { PartList } from '../part-list.ts'
import type { TextWindow } from '../text-window.ts'
import type { CharacterId } from './anchor.ts'
import { isBlank, lettersOf } from './blank.ts'
import { endsOf } from './quote.ts'

/** Copies of fewer letters than this say nothing. */
const shortestCopy = 12
/** Words are looked up by so many letters at their beginning. */
const headLength = 8

export interface CopiedWords {
  readonly anchor: string
  readonly start: CharacterId
  readonly end: CharacterId
}

/** The words that anchors are on, to be found in text that came from nowhere: a copy, whose original may go one day. */
export class CopiedWordsIndex {
  readonly #byHead = new Map<string, Map<string, string>>()

  add(anchor: string, quote: string): void {
    const letters = lettersOf(quote)
    if (letters.length < shortestCopy || endsOf(quote) !== null) return
    const head = letters.slice(0, headLength)
    const here = this.#byHead.get(head)
    if (here === undefined) this.#byHead.set(head, new Map([[anchor, letters]]))
    else here.set(anchor, letters)
  }

  remove(anchor: string, quote: string): void {
    const head = lettersOf(quote).slice(0, headLength)
    const here = this.#byHead.get(head)
    here?.delete(anchor)
    if (here?.size === 0) this.#byHead.delete(head)
  }

  /** Which of them stand in inserted text. */
  in(window: TextWindow): readonly CopiedWords[] {
    if (this.#byHead.size === 0) return []
    const { letters, offsets } = lettersOfRun(window)
    const parts = new PartList(window.parts)
    const idAt = (letter: number): CharacterId | undefined => {
      const [cut] = parts.within(offsets[letter] ?? 0, 1)
      const ids = cut?.part.ids
      return ids === undefined || ids === null ? undefined : { client: ids.client, clock: ids.clock + (cut?.skip ?? 0) }
    }
    const found: CopiedWords[] = []
    for (let at = 0; at + shortestCopy <= letters.length; at++) {
      for (const [anchor, wanted] of this.#byHead.get(letters.slice(at, at + headLength)) ?? []) {
        const [start, end] = letters.startsWith(wanted, at) ? [idAt(at), idAt(at + wanted.length - 1)] : []
        if (start !== undefined && end !== undefined) found.push({ anchor, start, end })
      }
    }
    return found
  }
}

/** The letters of what was inserted, with where each stands in the window. */
function lettersOfRun({ text, before, length }: TextWindow): { readonly letters: string; readonly offsets: readonly number[] } {
  const offsets: number[] = []
  for (let at = before; at < before + length; at++) if (!isBlank(text.charCodeAt(at))) offsets.push(at)
  return { letters: lettersOf(text.slice(before, before + length)), offsets }
}
