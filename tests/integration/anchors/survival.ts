import type { PlacedAnchor } from '@samskriv/sync-server'

/** What became of anchors while people edited at random. */
export interface Survival {
  /** On their words, or on what is left of them. */
  ok: number
  /** On nothing while some of their words still stand in the text. */
  lost: number
  /** On words that are none of theirs. */
  wrong: number
  /** On nothing, and nothing is left of their words. */
  gone: number
}

/**
 * Where anchors are after many edits, told from the text alone: each word stands once in it, so it says of itself whose it is.
 *
 * @param text - of the whole study
 * @param report - is told of each that is lost or wrong
 */
export function survivalOf(anchors: readonly PlacedAnchor[], text: string, report: (problem: string) => void): Survival {
  const survival: Survival = { ok: 0, lost: 0, wrong: 0, gone: 0 }
  for (const anchor of anchors) {
    const outcome = outcomeOf(anchor, text)
    survival[outcome] += 1
    if (outcome === 'lost' || outcome === 'wrong') report(problemOf(outcome, anchor, text))
  }
  return survival
}

/** With where its words stand, for whoever looks into it. */
function problemOf(outcome: string, { quote, where }: PlacedAnchor, text: string): string {
  const stand = quote
    .split(/\s/)
    .filter((word) => text.includes(word))
    .map((word) => text.slice(Math.max(0, text.indexOf(word) - 20), text.indexOf(word) + word.length + 20))
  return `${outcome}: “${quote}” is on “${where?.words ?? 'nothing'}”; its words: ${JSON.stringify(stand)}`
}

function outcomeOf({ quote, where }: PlacedAnchor, text: string): keyof Survival {
  const own = quote.split(/\s/)
  const left = own.filter((word) => text.includes(word))
  if (where === null) return left.length > 0 ? 'lost' : 'gone'
  const words = where.words.split(/\s+/).filter(Boolean)
  const [first = '', last = ''] = [words[0], words.at(-1)]
  if (left.length > 0 && !left.some((word) => where.words.includes(word))) return 'wrong'
  // What was typed between its words belongs to it; at its ends there is nothing but its own.
  return isOf(own, first) && isOf(own, last) ? 'ok' : 'wrong'
}

/** Whether what stands there is one of these words, or a part of one, or begins or ends with one. */
function isOf(own: readonly string[], word: string): boolean {
  return own.some((known) => known.includes(word) || word.includes(known))
}
