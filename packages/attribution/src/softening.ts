import type { ParticipantId } from '@samskriv/domain'

/** A stretch of a paragraph as it was before another sector's person began to change it. A line break is a piece `\n` of nobody. */
export interface PieceBefore {
  readonly text: string
  /** Whose words of the community; null for everybody else's. */
  readonly author: ParticipantId | null
  /** Whether that person has taken it out since. */
  readonly isGone: boolean
}

/** What stands in the study now of somebody's words. */
export interface StandingWords {
  /** In the paragraph itself, or what became of it; in order. */
  readonly nearby: readonly string[]
  /** Everywhere, in order, cut where their words end. */
  readonly everywhere: readonly (readonly string[])[]
}

export interface Softening {
  /** Words of the community the paragraph had. */
  readonly words: number
  /** How many of whose are gone. */
  readonly lost: ReadonlyMap<ParticipantId, number>
  /** Where they stood: offset and length in the paragraph's text. */
  readonly gone: readonly (readonly [from: number, length: number])[]
}

/** So much of the community's words of a paragraph may go without anybody being told. */
const untoldShare = 0.3
/** A paragraph of others that holds fewer words of the community is not theirs. */
const fewestWords = 3
/** So many words in a row are known again wherever they stand; fewer only in their paragraph. */
const phraseWords = 3

/**
 * Who lost how many words of a paragraph to one person. Pure: it is told what is gone, and asks what stands somewhere else.
 *
 * @param standing - asked only about those whose words are gone, and only when that may make a difference
 * @returns null when it is no paragraph of the community's, or no more than 30 % of its words are lost
 *
 * @see rules AT15 to AT17 in packages/attribution/README.md
 */
export function softeningOf(before: readonly PieceBefore[], standing: (author: ParticipantId) => StandingWords): Softening | null {
  const words = wordsOf(before)
  const communitys = words.filter(({ author }) => author !== null)
  if (communitys.length === 0 || (communitys.length < fewestWords && communitys.length * 2 < words.length)) return null
  const isTold = (lost: readonly Word[]): boolean => lost.length > untoldShare * communitys.length
  const gone = communitys.filter(({ isGone }) => isGone)
  if (!isTold(gone)) return null
  const again = foundAgain(communitys, standing)
  const lost = gone.filter((word) => !again.has(word))
  if (!isTold(lost)) return null
  const byAuthor = new Map<ParticipantId, number>()
  for (const { author } of lost) if (author !== null) byAuthor.set(author, (byAuthor.get(author) ?? 0) + 1)
  return { words: communitys.length, lost: byAuthor, gone: lost.map(({ from, length }) => [from, length]) }
}

interface Word {
  readonly text: string
  readonly from: number
  readonly length: number
  readonly author: ParticipantId | null
  readonly isGone: boolean
}

/** Words as in rule AT10; one is gone when most of what its author had in it is. */
function wordsOf(pieces: readonly PieceBefore[]): readonly Word[] {
  const words: Word[] = []
  let parts: { author: ParticipantId | null; length: number; isGone: boolean }[] = []
  let text = ''
  let at = 0
  const endWord = (): void => {
    if (text !== '') words.push({ ...ownerOf(parts), text, from: at - text.length, length: text.length })
    parts = []
    text = ''
  }
  for (const { text: piece, author, isGone } of pieces) {
    for (const part of piece.split(/(\s+)/u)) {
      if (part.trim() === '') endWord()
      else {
        parts.push({ author, length: part.length, isGone })
        text += part
      }
      at += part.length
    }
  }
  endWord()
  return words
}

function ownerOf(parts: readonly { author: ParticipantId | null; length: number; isGone: boolean }[]): Pick<Word, 'author' | 'isGone'> {
  const lengths = new Map<ParticipantId | null, { all: number; gone: number }>()
  for (const { author, length, isGone } of parts) {
    const known = lengths.get(author) ?? { all: 0, gone: 0 }
    lengths.set(author, { all: known.all + length, gone: known.gone + (isGone ? length : 0) })
  }
  let owner: ParticipantId | null = null
  let most = { all: 0, gone: 0 }
  for (const [author, count] of lengths) {
    if (count.all <= most.all) continue
    owner = author
    most = count
  }
  return { author: owner, isGone: most.gone * 2 > most.all }
}

/** Gone words that stand somewhere all the same: they were moved, or brought back. */
function foundAgain(words: readonly Word[], standing: (author: ParticipantId) => StandingWords): ReadonlySet<Word> {
  const found = new Set<Word>()
  for (const [author, theirs] of Map.groupBy(words, (word) => word.author)) {
    if (author === null || !theirs.some(({ isGone }) => isGone)) continue
    const { nearby, everywhere } = standing(author)
    const phrases = new Set(everywhere.flatMap(phrasesOf))
    const spare = spareOf(nearby, theirs)
    for (const run of runsOfGone(theirs)) {
      const plain = run.map(({ text }) => bare(text))
      if (run.length < phraseWords) {
        if (!plain.every((word) => (spare.get(word) ?? 0) > 0)) continue
        for (const [place, word] of run.entries()) {
          const text = plain[place] ?? ''
          spare.set(text, (spare.get(text) ?? 0) - 1)
          found.add(word)
        }
      }
      for (const [place, phrase] of phrasesOf(plain).entries())
        if (phrases.has(phrase)) for (const word of run.slice(place, place + phraseWords)) found.add(word)
    }
  }
  return found
}

/** Words that stand in the paragraph beyond those of it that were never taken out. */
function spareOf(nearby: readonly string[], theirs: readonly Word[]): Map<string, number> {
  const spare = new Map<string, number>()
  for (const word of nearby) spare.set(bare(word), (spare.get(bare(word)) ?? 0) + 1)
  for (const { text, isGone } of theirs) if (!isGone) spare.set(bare(text), (spare.get(bare(text)) ?? 0) - 1)
  return spare
}

function runsOfGone(words: readonly Word[]): readonly (readonly Word[])[] {
  const runs: Word[][] = []
  let run: Word[] = []
  for (const word of words) {
    if (word.isGone) {
      if (run.length === 0) runs.push(run)
      run.push(word)
    } else run = []
  }
  return runs
}

function phrasesOf(words: readonly string[]): readonly string[] {
  const plain = words.map(bare)
  return plain.slice(0, Math.max(0, plain.length - phraseWords + 1)).map((_, at) => plain.slice(at, at + phraseWords).join(' '))
}

/** Where words are cut, a full stop goes with either. */
function bare(word: string): string {
  return word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') || word
}
