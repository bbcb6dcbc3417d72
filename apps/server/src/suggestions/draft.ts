import { isVoicedText, placeOfWords, type Authorship, type VoicedNode } from '@samskriv/attribution'
import type { Suggestion } from '@samskriv/database'
import {
  isOnlySpelling,
  isProtectedFrom,
  needsReasonToSuggest,
  splitsSentence,
  type ChangingHand,
  type ParticipantId,
  type SectionKey,
  type SuggestionKind,
  type VoiceId,
} from '@samskriv/domain'
import type { MakeSuggestion } from '@samskriv/protocol'
import { WordsGone, type Committed } from '@samskriv/sync-server'
import { changedText } from './changed-text.ts'
import { contentOf, flatText, linesOf, slice, wordsAt, type Stretch } from './words-at.ts'
import { wordDiff } from './word-diff.ts'

/** What a suggestion would do to the text as it stands. */
export interface Draft {
  readonly row: Pick<Suggestion, 'kind' | 'original' | 'authors' | 'spelling'>
  readonly needsReason: boolean
}

/** @throws WordsGone when the words it is about stand nowhere */
export function draftOf({ doc, authorship, epoch }: Committed, asked: MakeSuggestion, hand: ChangingHand): Draft {
  const { anchor, place, blocks } = asked
  if (anchor === undefined) return { row: { kind: 'insert', original: [], authors: [], spelling: false }, needsReason: false }
  const words = placeOfWords(doc, { ...anchor, section: anchor.section as SectionKey }, anchor.epoch === epoch)
  const stretch = words === null ? null : wordsAt(doc, authorship, words)
  if (stretch === null) throw new WordsGone()
  const suggested = { place, proposed: proposedOf(blocks) }
  const change = changeOf(stretch, suggested)
  const authors = authorsOf(authorship, stretch, suggested, hand)
  const spelling = isOnlySpelling(change.before, change.after)
  return {
    row: { kind: kindOf(asked), original: linesOf(stretch), authors, spelling },
    needsReason: needsReasonToSuggest({ isProtected: authors.length > 0, ...change }),
  }
}

/** Without the keys that are not there: they are stored. */
export function proposedOf(blocks: MakeSuggestion['blocks']): Suggestion['proposed'] {
  return blocks.map(({ text, form }) => (form === undefined ? { text } : { text, form }))
}

function kindOf({ place, blocks }: MakeSuggestion): SuggestionKind {
  if (blocks.some(({ form }) => form !== undefined)) return 'blocks'
  if (place !== 'instead') return 'insert'
  return blocks.length === 0 ? 'delete' : 'replace'
}

/** The paragraphs before and after it. */
function changeOf(
  stretch: Stretch,
  suggested: Pick<Suggestion, 'place' | 'proposed'>,
): { readonly before: string; readonly after: string } {
  const { paired, more, tail, gone } = changedText(stretch, suggested)
  const before = [...paired.map(({ block }) => block), ...gone].map((block) => flatText(contentOf(block)))
  return { before: before.join('\n'), after: [...paired.map(({ text }) => text), ...more].join('\n') + flatText(tail) }
}

/**
 * Whose protected words it takes out, or comes in the middle of a sentence of.
 *
 * @see rules D23 and D24 in packages/domain/README.md
 */
function authorsOf(
  authorship: Authorship,
  stretch: Stretch,
  suggested: Pick<Suggestion, 'place' | 'proposed'>,
  hand: ChangingHand,
): readonly ParticipantId[] {
  const authors = new Set<ParticipantId>()
  const protectedIn = (nodes: readonly VoicedNode[]): readonly ParticipantId[] =>
    nodes.flatMap((node) => (isVoicedText(node) && node.text.trim() !== '' ? (authorOf(node.voice) ?? []) : []))
  const authorOf = (id: VoiceId): ParticipantId | undefined => {
    const voice = authorship.voices.get(id)
    return voice !== undefined && isProtectedFrom(voice, hand) ? voice.by : undefined
  }
  const { paired, tail, gone } = changedText(stretch, suggested)
  for (const block of gone) {
    const kept = tail.length > 0 && block === stretch.blocks.at(-1) ? stretch.to : Infinity
    for (const author of protectedIn(slice(contentOf(block), 0, kept))) authors.add(author)
  }
  for (const { block, text } of paired) {
    const content = contentOf(block)
    const flat = flatText(content)
    let at = 0
    // What moves along to another paragraph is not taken out.
    const end = tail.length > 0 && block === stretch.blocks.at(-1) ? stretch.to : flat.length
    for (const { kind, text: one } of wordDiff(flat, text)) {
      if (kind === 'added') {
        if (one.trim() === '' || !splitsSentence(lineBefore(flat, at), lineAfter(flat, at))) continue
        const [left] = protectedIn(slice(content, lastLetterBefore(flat, at), at))
        const [right] = protectedIn(slice(content, at, firstLetterAfter(flat, at)))
        if (left !== undefined && right !== undefined) for (const author of [left, right]) authors.add(author)
        continue
      }
      if (kind === 'removed') for (const author of protectedIn(slice(content, at, Math.min(at + one.length, end)))) authors.add(author)
      at += one.length
    }
  }
  return [...authors]
}

function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
}

function lineAfter(text: string, at: number): string {
  const end = text.indexOf('\n', at)
  return text.slice(at, end < 0 ? undefined : end)
}

function lastLetterBefore(text: string, at: number): number {
  return Math.max(0, text.slice(0, at).trimEnd().length - 1)
}

function firstLetterAfter(text: string, at: number): number {
  return text.length - text.slice(at).trimStart().length + 1
}
