import { difference } from '../editor/difference.ts'

/** What changes between two texts, as whole sentences: whoever decides about it reads it without the rest. */
export interface Narrowed {
  /** In the text before; never empty. */
  readonly from: number
  readonly to: number
  /** What comes in its place. */
  readonly words: string
}

/** @returns null when nothing changes, and when there is no sentence that the change could be said of */
export function narrow(before: string, after: string): Narrowed | null {
  if (before === after) return null
  const change = difference(before, after)
  const sentences = sentencesOf(before)
  const first = sentences.findIndex((one) => one.to >= change.from)
  const last = sentences.findLastIndex((one) => one.from <= change.to)
  const met = sentences.slice(Math.max(0, Math.min(first, last)), Math.max(first, last) + 1)
  const [begin, end] = [met[0], met.at(-1)]
  if (begin === undefined || end === undefined) return null
  const from = Math.min(change.from, begin.from)
  const to = Math.max(change.to, end.to)
  return { from, to, words: after.slice(from, after.length - (before.length - to)) }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/** Begins a sentence: a line, or what ends one with what may close after it, and a blank. */
const beginning = /^|\n|[.!?…]["'”’»)\]]*\s+/gu

/** Without the blanks around them. */
function sentencesOf(text: string): readonly Stretch[] {
  const starts = Array.from(text.matchAll(beginning), (match) => match.index + match[0].length)
  return starts.flatMap((start, place): readonly Stretch[] => {
    const sentence = text.slice(start, starts[place + 1])
    const trimmed = sentence.trim()
    const from = start + sentence.length - sentence.trimStart().length
    return trimmed === '' ? [] : [{ from, to: from + trimmed.length }]
  })
}
