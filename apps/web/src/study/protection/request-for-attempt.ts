import { SectionText } from '@samskriv/attribution'
import type { MakeSuggestion } from '@samskriv/protocol/http-suggestions'
import type { Doc } from 'yjs'

import { narrow } from './narrow.ts'
import type { OpenAttempt } from './open-attempts.ts'
import { placeOfWords } from './place-of-words.ts'

/** What an attempt asks the server for; only the sentences that change, so that others may go on writing beside them. */
export interface AttemptRequest {
  /** Null when the words do not stand in the text any more as they stood when it was begun. */
  readonly request: MakeSuggestion | null
  /** The words that change, and what is to stand in their place. */
  readonly before: string
  readonly after: string
}

/** @returns null when nothing changes */
export function requestForAttempt(doc: Doc, attempt: OpenAttempt): AttemptRequest | null {
  const { section, epoch, before, words, reason } = attempt
  const found = narrow(before, words)
  if (found === null) return null
  const quote = before.slice(found.from, found.to)
  const text = SectionText.of(doc, section)
  const place = placeOfWords(text, attempt, found)
  const [start, end] = place === null ? [] : [text.idAt(place.from), text.idAt(place.to - 1)]
  if (!start || !end) return { request: null, before: quote, after: found.words }
  const hardBreaks = attempt.hardBreaks.filter((at) => at >= found.from && at < found.to).map((at) => at - found.from)
  return {
    request: {
      section,
      anchor: { section, epoch, start, end, quote },
      place: 'instead',
      blocks: paragraphs(quote, found.words, new Set(hardBreaks)).map((one) => ({ text: one })),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    },
    before: quote,
    after: found.words,
  }
}

/** A line is a paragraph, unless it followed on a hard break. Where lines were taken out or put in, it is one if all did. */
function paragraphs(before: string, after: string, hardBreaks: ReadonlySet<number>): readonly string[] {
  if (after.trim() === '') return []
  const breaks = [...before.matchAll(/\n/gu)].map(({ index }) => hardBreaks.has(index))
  const lines = after.split('\n')
  if (breaks.length > 0 && breaks.every(Boolean)) return [after]
  if (breaks.length !== lines.length - 1) return lines
  return lines.reduce<string[]>((found, line, place) => {
    const last = found.at(-1)
    if (last === undefined || breaks[place - 1] !== true) return [...found, line]
    return [...found.slice(0, -1), `${last}\n${line}`]
  }, [])
}
