import type { CharacterId } from './anchor.ts'
import { isBlank } from './blank.ts'

/** Text in the order of reading, with the id of its first character. */
export interface Stretch extends CharacterId {
  readonly text: string
  /** Whether it is of the words, and not of what stands between them. */
  readonly isOwn: boolean
}

/**
 * The first and the last letter of words with something new between them. Which of two equal letters is the old one is reported by
 * chance: of `an old one` that became `an other old one`, the `o` before `ther`. The one that stands with the rest is taken.
 *
 * @returns null when there is no letter
 */
export function endsOfWords(stretches: readonly Stretch[]): { readonly start: CharacterId; readonly end: CharacterId } | null {
  const letters = stretches.flatMap(lettersOf)
  const first = letters.findIndex(({ isOwn }) => isOwn)
  const last = letters.findLastIndex(({ isOwn }) => isOwn)
  if (first < 0) return null
  const start = letters[first + stepsInward(letters.slice(first, last + 1))]
  const end = letters[last - stepsInward(letters.slice(first, last + 1).toReversed())]
  return start === undefined || end === undefined ? null : { start: start.id, end: end.id }
}

interface Letter {
  readonly id: CharacterId
  readonly letter: string
  readonly isOwn: boolean
}

function lettersOf({ client, clock, text, isOwn }: Stretch): readonly Letter[] {
  return [...Array(text.length).keys()].flatMap((at) =>
    isBlank(text.charCodeAt(at)) ? [] : [{ id: { client, clock: clock + at }, letter: text[at] ?? '', isOwn }],
  )
}

/** How far the letters before a gap can be moved towards the rest of the words: over the gap, if it ends as they do. */
function stepsInward(letters: readonly Letter[]): number {
  const gap = letters.findIndex(({ isOwn }) => !isOwn)
  const rest = letters.findIndex(({ isOwn }, index) => isOwn && index > gap)
  if (gap < 0 || rest < 0 || rest - gap < gap) return 0
  for (let at = 0; at < gap; at++) if (letters[at]?.letter !== letters[rest - gap + at]?.letter) return 0
  return rest - gap
}
