import type { VoiceId } from '@samskriv/domain'

/** Words of a voice that a hand put into a section, or took out of it when there are less than none. */
export interface WordChange {
  /** The voice of whoever did it; `of` itself when it was done by whoever typed those words. */
  readonly hand: VoiceId
  readonly of: VoiceId
  readonly words: number
}

/** What happened in a section since its words were counted. */
export interface Handled {
  /** Voices that typed in it. */
  readonly wrote: ReadonlySet<VoiceId>
  /** By hand, then by whose: characters that a hand brought back, less those it took out. Moving them within the section gives 0. */
  readonly moved: ReadonlyMap<VoiceId, ReadonlyMap<VoiceId, number>>
}

/** About what a word has with the space behind it, where nothing better is known. */
const usualWordLength = 6

/**
 * Who put in and took out how many words of whom, from two counts of a section ({@link wordsByVoice}) and what happened between them.
 * What came and went between two counts is not in it. The words of a voice that fewer or more than one hand changed go to the hands by
 * their characters; together they are exactly the difference. A difference that no hand explains, such as of two words that were
 * joined, is nobody's.
 */
export function wordChanges(
  before: ReadonlyMap<VoiceId, number>,
  after: ReadonlyMap<VoiceId, number>,
  { wrote, moved }: Handled,
): readonly WordChange[] {
  const changes: WordChange[] = []
  for (const of of new Set([...before.keys(), ...after.keys()])) {
    const difference = (after.get(of) ?? 0) - (before.get(of) ?? 0)
    const hands = [...moved].flatMap(([hand, byVoice]) => {
      const characters = byVoice.get(of) ?? 0
      return characters === 0 ? [] : [{ hand, characters }]
    })
    const others = hands.filter(({ hand }) => hand !== of)
    const isOwn = wrote.has(of) || others.length < hands.length
    // The first count after a study is loaded may find words that were typed before.
    if (others.length === 0 && (isOwn || difference > 0)) changes.push({ hand: of, of, words: difference })
    else if (isOwn) changes.push(...sharedWithOwn(of, difference, others))
    else changes.push(...shared(of, difference, others))
  }
  return changes.filter(({ words }) => words !== 0)
}

interface Hand {
  readonly hand: VoiceId
  readonly characters: number
}

/** What the others did is told by its length; the rest is the author's own doing. */
function sharedWithOwn(of: VoiceId, difference: number, others: readonly Hand[]): readonly WordChange[] {
  const changes = others.map(({ hand, characters }) => ({ hand, of, words: Math.round(characters / usualWordLength) }))
  const byOthers = changes.reduce((sum, { words }) => sum + words, 0)
  return [...changes, { hand: of, of, words: difference - byOthers }]
}

/** All of it was done by others: those who took out share what went, or those who brought back what came. */
function shared(of: VoiceId, difference: number, others: readonly Hand[]): readonly WordChange[] {
  const hands = others
    .filter(({ characters }) => Math.sign(characters) === Math.sign(difference))
    .toSorted((a, b) => Math.abs(b.characters) - Math.abs(a.characters))
  let characters = hands.reduce((sum, hand) => sum + hand.characters, 0)
  let left = difference
  return hands.map((one) => {
    const words = Math.round((left * one.characters) / characters)
    left -= words
    characters -= one.characters
    return { hand: one.hand, of, words }
  })
}
