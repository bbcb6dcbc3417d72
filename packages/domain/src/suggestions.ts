import { countsAsVoice, type AttributionMode } from './attribution-mode.ts'
import type { ParticipantId } from './ids.ts'
import type { Sector } from './sector.ts'

/** How far a suggestion has come (code list `suggestionStatus`). */
export const suggestionStatuses = ['proposed', 'accepted', 'accepted_changed', 'declined', 'withdrawn'] as const
export type SuggestionStatus = (typeof suggestionStatuses)[number]

/** What it does to the words it is about. */
export const suggestionKinds = ['replace', 'insert', 'delete', 'blocks'] as const
export type SuggestionKind = (typeof suggestionKinds)[number]

/** After so many days without an answer a steward may decide, with a reason everyone can read. */
export const suggestionWaitDays = 14

const dayMs = 24 * 60 * 60_000

/** Somebody's words as they stand in the text: in which sector and mode, by whom, and by whose hand. */
export interface Said {
  readonly sector: Sector | null
  readonly mode: AttributionMode
  readonly by: ParticipantId
  readonly typedBy: ParticipantId | null
}

/** Who changes something, whatever voice it is in. */
export interface ChangingHand {
  readonly participant: ParticipantId | null
  readonly sector: Sector | null
}

/** Whether words are the community's: said by its people, or written down for them and not confirmed yet. */
export function isCommunityVoice({ sector, mode }: Pick<Said, 'sector' | 'mode'>): boolean {
  return sector === 'community' && (countsAsVoice(mode) || mode === 'scribed_unconfirmed')
}

/**
 * Whether words are kept from a hand: it may only suggest to change them. Protection runs one way: the words are the community's and
 * the hand is not; between other sectors, and for community members correcting anyone, the role alone decides. One's own words, and
 * those one wrote down for somebody who has not confirmed them, one may put right.
 *
 * @see rule D23 in packages/domain/README.md
 */
export function isProtectedFrom(said: Said, hand: ChangingHand): boolean {
  if (hand.sector === 'community' || !isCommunityVoice(said) || said.by === hand.participant) return false
  return hand.participant === null || said.typedBy !== hand.participant || said.mode !== 'scribed_unconfirmed'
}

/** Ends a sentence, with what may close after it. */
const sentenceEnd = /[.!?…:;]["'”’»)\]]*\s*$/u

/**
 * Whether new words between two stretches of one line stand inside a sentence. At either end of a line, and after a sentence, they
 * stand beside it.
 *
 * @param left - the line before them
 * @param right - the line after them
 */
export function splitsSentence(left: string, right: string): boolean {
  return left.trim() !== '' && right.trim() !== '' && !sentenceEnd.test(left)
}

/**
 * Whether a change puts right nothing but spelling and punctuation: word by word the same letters but for case, accents and marks, or
 * nearly the same. Figures must stay as they are, and of words shorter than four letters so must the letters: `now` is not `not`.
 */
export function isOnlySpelling(before: string, after: string): boolean {
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  if (old.length === 0) return fresh.length === 0
  if (old.join('') === fresh.join('')) return true
  return old.length === fresh.length && old.every((word, place) => isNearly(word, fresh[place] ?? ''))
}

/** Rewording and deleting what is protected is suggested with a reason; spelling and punctuation, and what is not protected, without. */
export function needsReasonToSuggest(change: { readonly isProtected: boolean; readonly before: string; readonly after: string }): boolean {
  return change.isProtected && !isOnlySpelling(change.before, change.after)
}

/** Who suggested something from another sector is told why not. */
export function needsReasonToDecline(suggester: Sector | null, decider: Sector | null): boolean {
  return suggester !== decider
}

/** Whether it has waited so long that a steward may decide in the place of whose words it is about. */
export function hasWaitedLongEnough(at: number, now: number): boolean {
  return now - at >= suggestionWaitDays * dayMs
}

function wordsOf(text: string): readonly string[] {
  return (text.normalize('NFD').toLowerCase().match(/\S+/gu) ?? []).map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter(Boolean)
}

function isNearly(old: string, fresh: string): boolean {
  if (old === fresh) return true
  const shorter = Math.min(old.length, fresh.length)
  if (shorter < 4 || old[0] !== fresh[0] || /\p{N}/u.test(old + fresh)) return false
  return changesBetween(old, fresh) <= (shorter < 8 ? 1 : 2)
}

/** Letters put in, left out, changed, or swapped with their neighbour. */
function changesBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const changed = (rows[row - 1]?.[column - 1] ?? 0) + (isSame ? 0 : 1)
      let fewest = Math.min(changed, (rows[row - 1]?.[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1)
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (isSwapped) fewest = Math.min(fewest, (rows[row - 2]?.[column - 2] ?? 0) + 1)
      line.push(fewest)
    }
    rows.push(line)
  }
  return rows[one.length]?.[other.length] ?? 0
}
