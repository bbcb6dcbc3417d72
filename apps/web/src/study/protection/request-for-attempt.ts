import { SectionText } from '@samskriv/attribution'
import type { MakeSuggestion } from '@samskriv/protocol/http-suggestions'
import type { Doc } from 'yjs'

import { narrow } from './narrow.ts'
import type { OpenAttempt } from './open-attempts.ts'

/** What an attempt asks the server for; only the words that change, so that others may go on writing beside them. */
export interface AttemptRequest {
  readonly request: MakeSuggestion
  /** The words that change, and what is to stand in their place. */
  readonly before: string
  readonly after: string
  /** Whether the words stand in the text as they stood when it was begun. */
  readonly isAsItWas: boolean
}

/** @returns null when nothing changes */
export function requestForAttempt(doc: Doc, attempt: OpenAttempt): AttemptRequest | null {
  const { section, epoch, before, ids, words, reason } = attempt
  const found = narrow(before, words)
  const [start, end] = found === null ? [] : [idAt(ids, found.from), idAt(ids, found.to - 1)]
  if (found === null || !start || !end) return null
  const quote = before.slice(found.from, found.to)
  const text = SectionText.of(doc, section)
  const [from, to] = [text.offsetOf(start), text.offsetOf(end)]
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
    isAsItWas: from !== undefined && to !== undefined && text.text.slice(from, to + 1) === quote,
  }
}

function idAt(ids: OpenAttempt['ids'], at: number) {
  const id = ids[at]
  return id ? { client: id[0], clock: id[1] } : null
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
