import type { SectionText } from '@samskriv/attribution'

import type { OpenAttempt } from './open-attempts.ts'

/** Offsets in the text of a section. */
export interface PlaceOfWords {
  readonly from: number
  readonly to: number
}

/**
 * Where words stand now that stood somewhere in the paragraphs of an attempt: where their letters are, else where the same words stand
 * once, for splitting a paragraph and moving it write its letters anew.
 *
 * @param words - in `before` of the attempt
 * @returns null when they stand nowhere as they were, or more than once
 */
export function placeOfWords(
  text: SectionText,
  { before, ids }: Pick<OpenAttempt, 'before' | 'ids'>,
  words: PlaceOfWords,
): PlaceOfWords | null {
  const quote = before.slice(words.from, words.to)
  const first = ids[words.from]
  const from = first ? text.offsetOf({ client: first[0], clock: first[1] }) : undefined
  if (from !== undefined && text.text.startsWith(quote, from)) return { from, to: from + quote.length }
  const found = text.text.indexOf(quote)
  if (found < 0 || quote.trim() === '' || text.text.includes(quote, found + 1)) return null
  return { from: found, to: found + quote.length }
}
