import { placeOfWords, type Authorship, type Voice } from '@samskriv/attribution'
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
} from '@samskriv/domain'
import type { MakeSuggestion } from '@samskriv/protocol'
import { WordsGone, type Committed } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import { changedText, type ChangedText } from './changed-text.ts'
import { changesFormInTable } from './forms.ts'
import type { Passage } from './passage.ts'
import { tidiedAuthors } from './tidied-authors.ts'
import { paragraphBreak, type Piece } from './word-diff.ts'
import { linesOf, wordsAt, type Stretch } from './words-at.ts'

/** What a suggestion would do to the text as it stands. */
export interface Draft {
  readonly row: Pick<Suggestion, 'kind' | 'original' | 'authors' | 'spelling'>
  /** In whose words it does nothing but put their spelling right. */
  readonly tidied: readonly ParticipantId[]
  readonly needsReason: boolean
}

/** Who suggests it. */
export interface Suggesting {
  readonly participant: ParticipantId
  /** Whether they may only suggest to change the community's words there, and not change them. */
  readonly isKeptOut: boolean
}

/** @throws WordsGone when the words it is about stand nowhere */
export function draftOf({ doc, authorship, epoch }: Committed, asked: MakeSuggestion, { participant, isKeptOut }: Suggesting): Draft {
  const { anchor, place, blocks } = asked
  if (anchor === undefined) return { row: { kind: 'insert', original: [], authors: [], spelling: false }, tidied: [], needsReason: false }
  const words = placeOfWords(doc, { ...anchor, section: anchor.section as SectionKey }, anchor.epoch === epoch)
  const stretch = words === null ? null : wordsAt(doc, authorship, words)
  if (stretch === null) throw new WordsGone()
  const suggested = { place, proposed: proposedOf(blocks), participant }
  if (changesFormInTable(stretch, suggested)) throw new RequestProblem('form-in-table')
  const { authors, spelling, tidied } = concernOf(authorship, stretch, suggested)
  return {
    row: { kind: kindOf(asked), original: linesOf(stretch), authors, spelling },
    tidied,
    needsReason: needsReasonToSuggest({
      isProtected: isKeptOut && authors.length > 0,
      ...changeOf(changedText(stretch, suggested)),
    }),
  }
}

type Suggested = Pick<Suggestion, 'place' | 'proposed' | 'participant'>

/** Whose words a suggestion is about, as the text stands now, and whether it puts right nothing but the spelling: of all, or of some of them. */
export type Concern = Pick<Suggestion, 'authors' | 'spelling'> & { readonly tidied: readonly ParticipantId[] }

export function concernOf(authorship: Authorship, stretch: Stretch, suggested: Suggested): Concern {
  const changed = changedText(stretch, suggested)
  const { before, after } = changeOf(changed)
  const authorAt = askedAt(authorship, changed.passage, suggested.participant)
  const authors = authorsOf(changed, authorAt)
  const changesForms = suggested.proposed.some(({ form }) => form !== undefined)
  const tidied = changesForms ? new Set() : tidiedAuthors(changed, authorAt)
  return { authors, spelling: isOnlySpelling(before, after), tidied: authors.filter((author) => tidied.has(author)) }
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
function changeOf({ passage, pieces }: ChangedText): { readonly before: string; readonly after: string } {
  const without = (kind: Piece['kind']): string =>
    pieces
      .flatMap((piece) => (piece.kind === kind ? [] : [piece.text]))
      .join('')
      .replaceAll(paragraphBreak, '\n')
  return { before: passage.text.replaceAll(paragraphBreak, '\n'), after: without('removed') }
}

/** Of no sector that is known, and of nobody who wrote anything down. */
export const someOtherHand: ChangingHand = { participant: null, sector: null }

/**
 * Whose protected words it takes out, moves, or comes in the middle of a sentence of. They are the same whatever the sector of whoever made
 * it: it is decided by somebody else, whose hand it is, too.
 *
 * @see rules D23 and D24 in packages/domain/README.md
 */
function authorsOf({ passage, pieces }: ChangedText, authorAt: ReturnType<typeof askedAt>): readonly ParticipantId[] {
  const authors = new Set<ParticipantId>()
  let at = 0
  for (const { kind, text } of pieces) {
    if (kind === 'added') {
      if (text.trim() === '' || !splitsSentence(lineBefore(passage.text, at), lineAfter(passage.text, at))) continue
      const left = authorAt(passage.text.slice(0, at).trimEnd().length - 1)
      const right = authorAt(passage.text.length - passage.text.slice(at).trimStart().length)
      if (left !== undefined && right !== undefined) for (const author of [left, right]) authors.add(author)
      continue
    }
    if (kind === 'removed')
      for (let letter = at; letter < at + text.length; letter += 1) {
        const author = passage.text[letter]?.trim() === '' ? undefined : authorAt(letter)
        if (author !== undefined) authors.add(author)
      }
    at += text.length
  }
  return [...authors]
}

/** Whose protected words a letter is of; undefined for one of nobody who is asked. */
function askedAt(authorship: Authorship, passage: Passage, participant: ParticipantId): (letter: number) => ParticipantId | undefined {
  return (letter) => {
    const voice = voiceAt(authorship, passage, letter)
    return voice !== undefined && voice.by !== participant && isProtectedFrom(voice, someOtherHand) ? voice.by : undefined
  }
}

/**
 * Whose spelling a suggestion puts right, whoever is asked about it; null where it does more: makes, joins or parts paragraphs or lines, or
 * makes something else of them. Between two letters something comes into the words of both.
 */
export function tidiedBy(
  authorship: Authorship,
  stretch: Stretch,
  suggested: Pick<Suggestion, 'place' | 'proposed'>,
): ReadonlySet<ParticipantId> | null {
  const { passage, pieces, paragraphs, gone } = changedText(stretch, suggested)
  const isMore = pieces.some(({ kind, text }) => kind !== 'same' && /[\n\u2029]/u.test(text))
  const changesForms = suggested.proposed.some(({ form }) => form !== undefined)
  if (isMore || changesForms || gone.length > 0 || paragraphs.length !== passage.blocks.length) return null
  const authors = new Set<ParticipantId>()
  let at = 0
  for (const [place, { kind, text }] of pieces.entries()) {
    const isAlone = kind === 'added' && pieces[place - 1]?.kind !== 'removed'
    const touched = isAlone ? [at - 1, at] : kind === 'removed' ? Array.from({ length: text.length }, (_, offset) => at + offset) : []
    for (const letter of touched) {
      const voice = voiceAt(authorship, passage, letter)
      if (voice !== undefined) authors.add(voice.by)
    }
    if (kind !== 'added') at += text.length
  }
  return authors
}

function voiceAt(authorship: Authorship, passage: Passage, letter: number): Voice | undefined {
  const voice = passage.placeOf(letter)?.voice ?? null
  return voice === null ? undefined : authorship.voices.get(voice)
}

function lineBefore(text: string, at: number): string {
  return /[^\n\u2029]*$/u.exec(text.slice(0, at))?.[0] ?? ''
}

function lineAfter(text: string, at: number): string {
  return /^[^\n\u2029]*/u.exec(text.slice(at))?.[0] ?? ''
}
