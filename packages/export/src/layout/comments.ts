import { codeLabel } from '@samskriv/domain/code-lists'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { ExportMessage, ShownComment, ShownReply } from '../tree/comments.ts'
import type { ShownSuggestion } from '../tree/suggestions.ts'
import { atom, textOfBlock } from '../tree/text-of-block.ts'
import type { Block, Change, Comment, Layout, Message, Part, Piece } from './kinds.ts'
import { labelled, languageOfStudy, letterOf, strong, type Wording } from './wording.ts'

/** A comment with its place, numbered in the order of the text. */
export interface LaidComment {
  readonly comment: Comment
  readonly section: string | null
  readonly place: ShownComment['place']
}

export interface LaidSuggestion extends Pick<ShownSuggestion, 'from' | 'to' | 'proposed' | 'beginsLine'> {
  readonly change: Change
  /** Of the words, where it is not that of the fixed words. */
  readonly lang?: string
}

/** What stands in the lines of the text beside the words themselves. */
export interface SaidAboutText {
  readonly comments: readonly LaidComment[]
  readonly suggestions: readonly LaidSuggestion[]
}

export function laidSuggestions(suggestions: readonly ShownSuggestion[], wording: Wording): LaidSuggestion[] {
  return suggestions.map(({ id: _id, at, author, ...suggested }) => ({
    ...suggested,
    ...languageOfStudy(wording),
    change: { author: authorOf(author, wording), at },
  }))
}

/** @param sections - those that are shown */
export function laidComments(comments: readonly ShownComment[], sections: CaseStudyFile['sections'], wording: Wording): LaidComment[] {
  if (comments.length === 0) return []
  const order = sections.flatMap(({ sectionId, blocks }) => [sectionId, ...blocks.map(({ id }) => id)])
  const blocks = new Map(sections.flatMap((section) => section.blocks.map((block) => [block.id, block])))
  const places = new Map(order.map((id, index) => [id, index]))
  const rank = ({ place, section }: ShownComment): number =>
    place === null ? (section === null ? -1 : (places.get(section) ?? -1)) : (places.get(place.from.block) ?? -1)
  return comments
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) || (a.place?.from.at ?? 0) - (b.place?.from.at ?? 0) || a.at.localeCompare(b.at) || a.id.localeCompare(b.id),
    )
    .map(({ section, place, resolved, verdict, disagreement, replies, ...said }, index) => ({
      section,
      place,
      comment: {
        ...message(said, wording),
        outcome: [
          ...(verdict === null ? [] : [[wording.t(`thread.state.${verdict}`)]]),
          ...(disagreement === null ? [] : [labelled(wording.t('youSaid.disagreement'), disagreement, said.language)]),
        ],
        number: index + 1,
        label: wording.t('export.comment.label', { number: index + 1 }),
        resolved: resolved ? wording.t('export.comment.resolved') : null,
        about: aboutOf(index + 1, { section, place }, blocks, wording),
        replies: replies.map((reply) => ({ ...message(reply, wording), outcome: outcomeOf(reply, wording) })),
      },
    }))
}

/** The comments as a part of their own, for formats that have none; nothing where there is none. */
export function commentsPart({ comments, commentsTitle, parts, commentsOnAll }: Layout): Part[] {
  if (comments.length === 0) return []
  const marked = new Set([...commentsOnAll, ...markedIn(parts)])
  const items = comments.map((comment) => ({
    id: commentId(comment.number),
    blocks: [
      ...messageBlocks(comment, comment.resolved === null ? comment.label : `${comment.label} · ${comment.resolved}`, [
        { kind: 'paragraph', look: 'small', pieces: marked.has(comment.number) ? comment.about : comment.about.map(withoutLink) },
      ]),
      ...comment.replies.flatMap((reply) => messageBlocks(reply, null, [])),
    ],
  }))
  return [{ id: 'comments', title: commentsTitle, blocks: [{ kind: 'entries', ordered: false, items }] }]
}

export function commentId(number: number): string {
  return `comment-${number}`
}

/** Of its number in the text. */
export function commentMarkId(number: number): string {
  return `comment-ref-${number}`
}

/** The numbers that stand somewhere in the text or above it. */
export function markedIn(parts: readonly Part[]): number[] {
  const numbers = parts.flatMap(({ comments = [] }) => comments)
  JSON.stringify(parts, (_key, value: unknown) => {
    const isMark = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'comment' && 'end' in value
    if (isMark && value.end === 'end' && 'number' in value && typeof value.number === 'number') numbers.push(value.number)
    return value
  })
  return numbers
}

function withoutLink(piece: Piece): Piece {
  return typeof piece !== 'string' && piece.kind === 'inside' ? { kind: 'words', text: piece.text, lang: piece.lang } : piece
}

const mostLetters = 50

function aboutOf(
  number: number,
  { section, place }: Pick<ShownComment, 'section' | 'place'>,
  blocks: ReadonlyMap<string, FileBlock>,
  { t, language, titles, file }: Wording,
): Piece[] {
  const title =
    section === null ? { text: t('youSaid.about.study'), lang: language } : { text: titles.numbered(section), lang: file.language }
  const words = wordsAt(place, blocks)
  return [
    `${t('export.comment.about')}: `,
    { kind: 'inside', to: commentMarkId(number), ...title },
    ...(words === '' ? [] : [': ', { kind: 'words' as const, text: words, look: 'quoted' as const, lang: file.language }]),
  ]
}

/** How they begin; of words in several blocks, those in the first. */
function wordsAt(place: ShownComment['place'], blocks: ReadonlyMap<string, FileBlock>): string {
  const block = place === null ? undefined : blocks.get(place.from.block)
  if (place === null || block === undefined) return ''
  const isHere = place.to.block === block.id
  const words = textOfBlock(block).slice(place.from.at, isHere ? place.to.at : undefined)
  const letters = [...words.replaceAll(atom, ' ').replaceAll(/\s+/g, ' ').trim()]
  return letters.length <= mostLetters && isHere ? letters.join('') : `${letters.slice(0, mostLetters).join('').trimEnd()}…`
}

function messageBlocks({ author, date, lang, lines, outcome }: Message, title: string | null, about: readonly Block[]): Block[] {
  return [
    { kind: 'paragraph', pieces: [...(title === null ? [] : [`${title} · `]), strong(author), ` · ${date}`] },
    ...about,
    { kind: 'blockquote', blocks: lines.map((line) => ({ kind: 'paragraph', lang, pieces: [line] })) },
    ...outcome.map((pieces): Block => ({ kind: 'paragraph', pieces })),
  ]
}

function authorOf({ name, sector }: ExportMessage['author'], { t, sectorName }: Wording): string {
  return t('export.comment.author', { name: name === '' ? t('export.said.unknownName') : name, sector: sectorName(sector) })
}

function outcomeOf({ answer, language: lang }: ShownReply, { t, date, language }: Wording): Piece[][] {
  if (answer === undefined) return []
  const { outcome, reason, owner, due } = answer
  return [
    [strong(codeLabel('responseOutcome', outcome, language))],
    ...(reason === null ? [] : [labelled(t('youSaid.why'), reason, lang)]),
    ...(owner === null ? [] : [labelled(t('export.decision.owner'), owner, lang)]),
    ...(due === null ? [] : [[t('youSaid.promise.open', { date: date(due) })]]),
  ]
}

function message({ author, at, language, text }: ExportMessage, wording: Wording): Message {
  const { date } = wording
  return {
    author: authorOf(author, wording),
    letter: letterOf(author.sector),
    at,
    date: date(at),
    lang: language,
    lines: text.split('\n').filter((line) => line.trim() !== ''),
    outcome: [],
  }
}
