import { agreeToSuggestion, spellingPermits, type Script } from '@samskriv/database'
import { isOnlySpelling, type ParticipantId } from '@samskriv/domain'
import type { ChangedText } from './changed-text.ts'
import { paragraphBreak, type Piece } from './word-diff.ts'

/** What goes and comes at one place. */
interface Hunk {
  readonly from: number
  readonly removed: string
  readonly added: string
}

/**
 * In whose words a suggestion does nothing but put their spelling right, whatever it does to those of others. What goes or comes where words
 * of two meet is of both, and no spelling of either.
 *
 * @param authorAt - of a letter of the passage; undefined for whoever is not asked
 */
export function tidiedAuthors(
  { passage, pieces }: Pick<ChangedText, 'passage' | 'pieces'>,
  authorAt: (letter: number) => ParticipantId | undefined,
): ReadonlySet<ParticipantId> {
  const [theirs, shared] = [new Map<ParticipantId, Hunk[]>(), new Set<ParticipantId>()]
  for (const hunk of hunksOf(pieces)) {
    const touched = new Set(lettersOf(passage.text, hunk).map(authorAt))
    const isMore = /[\n\u2029]/u.test(hunk.removed + hunk.added)
    for (const author of touched) {
      if (author === undefined) continue
      if (touched.size > 1 || isMore) shared.add(author)
      else theirs.set(author, [...(theirs.get(author) ?? []), hunk])
    }
  }
  const isTidied = ([author, hunks]: readonly [ParticipantId, readonly Hunk[]]): boolean =>
    !shared.has(author) && isOnlySpelling(linesOf(passage.text), linesOf(withHunks(passage.text, hunks)))
  return new Set([...theirs].filter(isTidied).map(([author]) => author))
}

/** Whoever lets their spelling be tidied has said yes to as much: of several authors they are not asked. It is taken back like any yes. */
export const agreeingAsTidied = (suggestion: string, authors: readonly ParticipantId[], tidied: readonly ParticipantId[]): Script<void> =>
  function* (ctx) {
    if (authors.length < 2) return
    for (const author of yield* spellingPermits(tidied)(ctx)) yield* agreeToSuggestion(suggestion, [author], author)(ctx)
  }

function hunksOf(pieces: readonly Piece[]): readonly Hunk[] {
  const hunks: Hunk[] = []
  let [at, removed, added] = [0, '', '']
  const close = (): void => {
    if (removed !== '' || added !== '') hunks.push({ from: at - removed.length, removed, added })
    removed = added = ''
  }
  for (const { kind, text } of pieces) {
    if (kind === 'same') close()
    if (kind === 'added') added += text
    if (kind === 'removed') removed += text
    if (kind !== 'added') at += text.length
  }
  close()
  return hunks
}

/** What goes, and the words that it is a part of; of what only comes, or joins words, what stands on either side. */
function lettersOf(text: string, { from, removed, added }: Hunk): readonly number[] {
  const isIn = (letter: number): boolean => (text[letter] ?? paragraphBreak) !== paragraphBreak
  const isLetter = (letter: number): boolean => isIn(letter) && text[letter]?.trim() !== ''
  const letters = Array.from({ length: removed.length }, (_, offset) => from + offset).filter(isLetter)
  const to = from + removed.length
  if (letters.length === 0) letters.push(...[from - 1, to].filter(isIn))
  const isInWord = (...edges: (string | undefined)[]): boolean => edges.some((edge) => edge !== undefined && edge.trim() !== '')
  if (isInWord(removed.at(0), added.at(0))) for (let letter = from - 1; isLetter(letter); letter -= 1) letters.push(letter)
  if (isInWord(removed.at(-1), added.at(-1))) for (let letter = to; isLetter(letter); letter += 1) letters.push(letter)
  return letters
}

function withHunks(text: string, hunks: readonly Hunk[]): string {
  return hunks
    .toReversed()
    .reduce((whole, { from, removed, added }) => whole.slice(0, from) + added + whole.slice(from + removed.length), text)
}

function linesOf(text: string): string {
  return text.replaceAll(paragraphBreak, '\n')
}
