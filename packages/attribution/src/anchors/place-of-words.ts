import { quoteOf, type SectionKey } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { QuotedWords, WordsPlace } from './anchor.ts'
import { isBlank } from './blank.ts'
import { findWords, Letters } from './find-words.ts'
import { contextLength } from './context-length.ts'
import { SectionText } from './section-text.ts'

/** Words that somebody points at, as they see them. */
export interface WantedWords extends WordsPlace {
  readonly quote: string
}

/**
 * Where wanted words stand: by their ids, else by the words where they stand once.
 *
 * @param isKnownEpoch - whether the ids mean what they mean here
 * @returns null when they are nowhere, or it can't be told where
 */
export function placeOfWords(doc: Y.Doc, wanted: WantedWords, isKnownEpoch: boolean): (WordsPlace & QuotedWords) | null {
  const { section, quote } = wanted
  const text = SectionText.of(doc, section)
  const found = (isKnownEpoch ? byIds(text, wanted) : null) ?? byWords(text, quote)
  return found === null ? null : placeIn(text, section, found.from, found.to)
}

/** The words at `[from, to)` of a section without the blanks at their ends, and what stands beside them; null when nothing stands there. */
export function placeIn(text: SectionText, section: SectionKey, from: number, to: number): (WordsPlace & QuotedWords) | null {
  let first = from
  let after = to
  while (first < after && isBlank(text.text.charCodeAt(first))) first += 1
  while (after > first && isBlank(text.text.charCodeAt(after - 1))) after -= 1
  const start = text.idAt(first)
  const end = text.idAt(after - 1)
  if (start === null || end === null || first === after) return null
  return {
    section,
    start,
    end,
    quote: quoteOf(text.text.slice(first, after)),
    prefix: text.text.slice(Math.max(0, first - contextLength), first),
    suffix: text.text.slice(after, after + contextLength),
  }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

function byIds(text: SectionText, { start, end }: WantedWords): Stretch | null {
  const from = text.offsetOf(start)
  const last = text.offsetOf(end)
  return from === undefined || last === undefined || from > last ? null : { from, to: last + 1 }
}

function byWords(text: SectionText, quote: string): Stretch | null {
  const [only, another] = findWords(new Letters(text.text), { quote, prefix: '', suffix: '' })
  return only === undefined || another !== undefined ? null : only
}
