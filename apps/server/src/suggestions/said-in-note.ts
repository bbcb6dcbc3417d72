import type { Suggestion } from '@samskriv/database'
import { isOnlySpelling, isProtectedFrom } from '@samskriv/domain'
import { saidNotesIn, type Edit, type PlacedAnchor, type SaidNote } from '@samskriv/sync-server'
import { someOtherHand } from './draft.ts'
import { wordsAt } from './words-at.ts'

/**
 * The note, or the picture, that a kept suggestion is about when it is about no words of the text: the one that says what it was made
 * about, among the words beside which it stood. Pictures hold no words that can be pointed at.
 *
 * @returns null when it says something else by now, or several say the same and nobody knows which it was
 */
export function noteAsItWas(
  { doc, authorship }: Pick<Edit, 'doc' | 'authorship'>,
  { kept, place, section, original, proposed, authors }: Suggestion,
  anchor: PlacedAnchor | undefined,
): SaidNote | null {
  const [said, ...more] = original
  if (!kept || place !== 'instead' || said === undefined || said === '' || more.length > 0 || proposed.length > 1) return null
  const about = anchor === undefined || anchor.state === 'detached' ? null : anchor
  const stretch = about === null ? null : wordsAt(doc, authorship, about)
  const beside = stretch?.blocks.map(({ element }) => element) ?? null
  const found = saidNotesIn(doc, about?.section ?? section, authorship).filter(({ element, text, isPicture }) => {
    return text === said && (isPicture || beside === null || beside.some((one) => one === element.parent))
  })
  const theirs = found.filter(({ voice }) => authors.some((author) => voice !== null && authorship.voices.get(voice)?.by === author))
  const [one, ...others] = theirs.length > 0 ? theirs : found
  return one === undefined || others.length > 0 ? null : one
}

/** Whose protected words a suggestion about it changes now, and whether it puts right nothing but their spelling. */
export function concernOfNote(
  { authorship }: Pick<Edit, 'authorship'>,
  { voice, text }: SaidNote,
  { participant, proposed }: Pick<Suggestion, 'participant' | 'proposed'>,
): Pick<Suggestion, 'authors' | 'spelling'> {
  const said = voice === null ? undefined : authorship.voices.get(voice)
  const isTheirs = said !== undefined && said.by !== participant && isProtectedFrom(said, someOtherHand)
  return { authors: isTheirs ? [said.by] : [], spelling: isOnlySpelling(text, proposed[0]?.text ?? '') }
}
