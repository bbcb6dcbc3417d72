import { PartList } from '../part-list.ts'
import type { TextWindow } from '../text-window.ts'
import type { CharacterId, QuotedWords } from './anchor.ts'
import { isBlank, lettersOf } from './blank.ts'
import { findWords, Letters } from './find-words.ts'
import { HeadIndex } from './head-index.ts'
import { endsOf } from './quote.ts'

/** Copies of fewer letters than this say nothing by themselves: as many must be alike with those beside them. */
const shortestCopy = 12
/** Words are looked up by so many letters at their beginning. */
const headLength = 8

export interface CopiedWords {
  readonly anchor: string
  readonly start: CharacterId
  readonly end: CharacterId
}

interface ShortWords {
  readonly head: string
  readonly anchor: string
  readonly words: QuotedWords
}

/** The words that anchors are on, to be found in text that came from nowhere: a copy, whose original may go one day. */
export class CopiedWordsIndex {
  readonly #byHead = new Map<string, Map<string, string>>()
  readonly #short = new HeadIndex<ShortWords>()
  readonly #shortOf = new Map<string, ShortWords>()

  add(anchor: string, { quote, prefix, suffix }: QuotedWords): void {
    const letters = lettersOf(quote)
    if (endsOf(quote) !== null) return
    if (letters.length < shortestCopy) {
      const short = { head: letters, anchor, words: { quote, prefix, suffix } }
      this.#short.add(short)
      this.#shortOf.set(anchor, short)
      return
    }
    const head = letters.slice(0, headLength)
    const here = this.#byHead.get(head)
    if (here === undefined) this.#byHead.set(head, new Map([[anchor, letters]]))
    else here.set(anchor, letters)
  }

  remove(anchor: string, quote: string): void {
    const short = this.#shortOf.get(anchor)
    if (short !== undefined) this.#short.remove(short)
    this.#shortOf.delete(anchor)
    const head = lettersOf(quote).slice(0, headLength)
    const here = this.#byHead.get(head)
    here?.delete(anchor)
    if (here?.size === 0) this.#byHead.delete(head)
  }

  /** Which of them stand in inserted text. */
  in(window: TextWindow): readonly CopiedWords[] {
    if (this.#byHead.size === 0 && this.#shortOf.size === 0) return []
    const { letters, offsets } = lettersOfRun(window)
    const parts = new PartList(window.parts)
    const idAt = (offset: number): CharacterId | undefined => {
      const [cut] = parts.within(offset, 1)
      const ids = cut?.part.ids
      return ids === undefined || ids === null ? undefined : { client: ids.client, clock: ids.clock + (cut?.skip ?? 0) }
    }
    const found: CopiedWords[] = []
    const note = (anchor: string, first: number, last: number): void => {
      const [start, end] = [idAt(first), idAt(last)]
      if (start !== undefined && end !== undefined) found.push({ anchor, start, end })
    }
    for (let at = 0; at + shortestCopy <= letters.length; at++) {
      for (const [anchor, wanted] of this.#byHead.get(letters.slice(at, at + headLength)) ?? [])
        if (letters.startsWith(wanted, at)) note(anchor, offsets[at] ?? 0, offsets[at + wanted.length - 1] ?? 0)
    }
    const short = this.#short.in(letters)
    if (short.size === 0) return found
    const whole = new Letters(window.text)
    const isInserted = (offset: number): boolean => offset >= window.before && offset < window.before + window.length
    for (const { anchor, words } of short) {
      for (const { from, to, letters: alike, beside } of findWords(whole, words))
        if (isInserted(from) && isInserted(to - 1) && alike + beside >= shortestCopy) note(anchor, from, to - 1)
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
