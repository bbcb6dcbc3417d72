import { countsAsVoice, type ParticipantId, type Sector, type VoiceId } from '@samskriv/domain'

import type { Voice } from './voice.ts'

/** How much of a section each sector said. A prompt for a conversation, never a score. */
export interface VoiceBalance {
  readonly words: Readonly<Record<Sector, number>>
  /** Words whose mode does not count as voice yet, or whose speaker has not said in which capacity they speak. */
  readonly unconfirmedWords: number
  readonly totalWords: number
  /** Community words in a hundred of all words, to one decimal; 0 when there are none. */
  readonly communitySharePercent: number
  /** Community participants with counted words, by id. */
  readonly communityContributors: readonly ParticipantId[]
}

/**
 * Counts words by sector. A word is text between white space, also across spans of one block, and belongs to the voice of most of
 * its characters, the first of equals (rule AT10).
 *
 * @param spans - in document order; the words of a quote that may be published are a span with a block of its own
 * @throws when a span's voice is not among `voices`
 */
export function balanceOfSection(
  spans: readonly { readonly text: string; readonly voice: VoiceId; readonly block: number }[],
  voices: Iterable<Voice>,
): VoiceBalance {
  const known = new Map([...voices].map((voice) => [voice.id, voice]))
  const words: Record<Sector, number> = { community: 0, third: 0, public: 0, other: 0 }
  const contributors = new Set<ParticipantId>()
  let unconfirmedWords = 0
  let totalWords = 0
  for (const [id, count] of wordsByVoice(spans)) {
    const voice = known.get(id)
    if (voice === undefined) throw new Error(`no voice ${id} in this study`)
    totalWords += count
    if (voice.sector === null || !countsAsVoice(voice.mode)) unconfirmedWords += count
    else {
      words[voice.sector] += count
      if (voice.sector === 'community') contributors.add(voice.by)
    }
  }
  return {
    words,
    unconfirmedWords,
    totalWords,
    communitySharePercent: totalWords === 0 ? 0 : Math.round((words.community * 1000) / totalWords) / 10,
    communityContributors: [...contributors].toSorted(),
  }
}

/** How many words belong to each voice, whatever its mode (rule AT10). @param spans - in document order */
export function wordsByVoice(
  spans: readonly { readonly text: string; readonly voice: VoiceId; readonly block: number }[],
): Map<VoiceId, number> {
  const counts = new Map<VoiceId, number>()
  const word = new Map<VoiceId, number>()
  const endWord = (): void => {
    let owner: VoiceId | undefined
    let most = 0
    for (const [voice, characters] of word) {
      if (characters > most) {
        owner = voice
        most = characters
      }
    }
    if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1)
    word.clear()
  }
  let line: number | undefined
  for (const { text, voice, block } of spans) {
    if (block !== line) endWord()
    line = block
    let from = 0
    for (let at = 0; at <= text.length; at++) {
      const isEnd = at === text.length
      if (!isEnd && !isSpace(text.charCodeAt(at))) continue
      if (at > from) word.set(voice, (word.get(voice) ?? 0) + at - from)
      if (!isEnd) endWord()
      from = at + 1
    }
  }
  endWord()
  return counts
}

/** What `\s` finds, without the price of asking it for every letter. */
function isSpace(unit: number): boolean {
  if (unit < 128) return unit === 32 || (unit >= 9 && unit <= 13)
  return unit === 0xa0 || (unit >= 0x1680 && /\s/.test(String.fromCharCode(unit)))
}
