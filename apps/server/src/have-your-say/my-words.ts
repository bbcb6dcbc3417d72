import { isVoicedText, wordsByVoice, type IdRange } from '@samskriv/attribution'
import { voicesOf, wordChangesSince, type Script } from '@samskriv/database'
import { isOwnPlace, type ParticipantId, type Place, type SectionKey, type StudyId, type VoiceId } from '@samskriv/domain'
import { textBlocksIn, type Committed } from '@samskriv/sync-server'

/** A paragraph in which words of somebody stand, as it is now. */
export interface Passage {
  readonly section: SectionKey
  /** In order; a line break is a text of its own. */
  readonly pieces: readonly { readonly text: string; readonly mine: boolean }[]
  /** Who else has moved words of theirs here. */
  readonly movedBy: readonly ParticipantId[]
}

export interface MyWords {
  readonly passages: readonly Passage[]
  readonly words: number
}

/** What stands of somebody's words in the text, section by section: what they typed, and what others wrote down for them. */
export function wordsInText({ doc, authorship }: Committed, sections: readonly SectionKey[], me: Place): MyWords {
  const passages: Passage[] = []
  let words = 0
  const isMine = (voice: VoiceId): boolean => isOwnPlace(me, authorship.voices.get(voice)?.by)
  const moversOf = ({ client, clock, length }: IdRange): ParticipantId[] =>
    authorship.overrides.touching(client, clock, length).flatMap(({ movedBy }) => {
      const mover = authorship.voices.get(movedBy)
      const hand = mover?.typedBy ?? mover?.by
      return hand === undefined || isOwnPlace(me, hand) ? [] : [hand]
    })
  for (const section of sections) {
    for (const { block } of textBlocksIn(doc, section, authorship)) {
      const nodes = block.content ?? []
      const texts = nodes.filter(isVoicedText)
      const mine = texts.filter(({ voice }) => isMine(voice))
      if (mine.length === 0) continue
      const spans = texts.map(({ text, voice }) => ({ text, voice, block: 0 }))
      for (const [voice, count] of wordsByVoice(spans)) if (isMine(voice)) words += count
      passages.push({
        section,
        pieces: nodes.flatMap((node) => {
          if (isVoicedText(node)) return [{ text: node.text, mine: isMine(node.voice) }]
          return node.type === 'hardBreak' ? [{ text: '\n', mine: false }] : []
        }),
        movedBy: [...new Set(mine.flatMap(({ ranges }) => ranges.flatMap(moversOf)))],
      })
    }
  }
  return { passages, words }
}

/** The same without what others wrote beside it: an ellipsis tells that something stands there. */
export function onlyMine({ passages, words }: MyWords): MyWords {
  const left = passages.map(({ pieces, ...passage }) => ({
    ...passage,
    pieces: pieces.map((piece) => (piece.mine || piece.text === '\n' ? piece : { text: ' … ', mine: false })),
  }))
  return { passages: left, words }
}

/** How many words of somebody others have taken out of each section, all in all; without the sections where they took none. */
export const wordsTakenOut = (study: StudyId, me: Place): Script<ReadonlyMap<SectionKey, number>> =>
  function* (ctx) {
    const voices = new Map((yield* voicesOf(study)(ctx)).map((voice) => [voice.id, voice]))
    const taken = new Map<SectionKey, number>()
    for (const { section, hand, of, words } of yield* wordChangesSince(study, 0)(ctx)) {
      const taker = voices.get(hand)
      const isOthers = isOwnPlace(me, voices.get(of)?.by) && !isOwnPlace(me, taker?.typedBy ?? taker?.by)
      if (isOthers && words < 0) taken.set(section, (taken.get(section) ?? 0) - words)
    }
    return taken
  }
