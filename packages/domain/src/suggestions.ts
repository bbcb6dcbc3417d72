import { countsAsVoice, type AttributionMode } from './attribution-mode.ts'
import type { ParticipantId } from './ids.ts'
import { isOnlySpelling } from './only-spelling.ts'
import { isOwnPlace, type Place } from './own-places.ts'
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

/** Whether a hand corrects the community's words directly, as far as its role goes. */
export function isOfCommunity({ sector }: Pick<ChangingHand, 'sector'>): boolean {
  return sector === 'community'
}

/**
 * Whether words are kept from a hand: it may only suggest to change them. Protection runs one way: the words are the community's and
 * the hand is not; between other sectors, and for community members correcting anyone, the role alone decides. One's own words, and
 * those one wrote down for somebody who has not confirmed them, one may put right.
 *
 * @see rule D23 in packages/domain/README.md
 */
export function isProtectedFrom(said: Said, hand: ChangingHand): boolean {
  if (isOfCommunity(hand) || !isCommunityVoice(said) || said.by === hand.participant) return false
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

/** Rewording and deleting what is protected is suggested with a reason; spelling and punctuation, and what is not protected, without. */
export function needsReasonToSuggest(change: { readonly isProtected: boolean; readonly before: string; readonly after: string }): boolean {
  return change.isProtected && !isOnlySpelling(change.before, change.after)
}

/** Who suggested something from another sector is told why not. */
export function needsReasonToDecline(suggester: Sector | null, decider: Sector | null): boolean {
  return suggester !== decider
}

/** Somebody whose protected words a suggestion changes. */
export interface AskedAuthor {
  readonly participant: ParticipantId
  /** Who speaks for them. */
  readonly scribes: readonly ParticipantId[]
  /** They have said yes for their words. Left out, they have not. */
  readonly agreed?: boolean
}

/** Those of the authors for whose words somebody says yes: for their own, and for those of the people they speak for. */
export function agreesFor<A extends AskedAuthor>(place: Place | null, authors: readonly A[]): readonly A[] {
  return authors.filter((author) => [author.participant, ...author.scribes].some((one) => isOwnPlace(place, one)))
}

/** Whether it has waited so long that a steward may decide in the place of whose words it is about. */
export function hasWaitedLongEnough(at: number, now: number): boolean {
  return now - at >= suggestionWaitDays * dayMs
}
