import type { ExportMessage, ShownComment } from '../tree/comments.ts'
import type { ShownSuggestion } from '../tree/suggestions.ts'
import type { Block, Change, Comment, Layout, Message, Part } from './kinds.ts'
import { letterOf, strong, type Wording } from './wording.ts'

/** A comment with its place, numbered in the order of the text. */
export interface LaidComment {
  readonly comment: Comment
  readonly section: string | null
  readonly place: ShownComment['place']
}

export interface LaidSuggestion extends Pick<ShownSuggestion, 'from' | 'to' | 'proposed'> {
  readonly change: Change
}

/** What stands in the lines of the text beside the words themselves. */
export interface SaidAboutText {
  readonly comments: readonly LaidComment[]
  readonly suggestions: readonly LaidSuggestion[]
}

export function laidSuggestions(suggestions: readonly ShownSuggestion[], wording: Wording): LaidSuggestion[] {
  return suggestions.map(({ from, to, proposed, at, author }) => ({
    from,
    to,
    proposed,
    change: { author: authorOf(author, wording), at },
  }))
}

/** @param order - the ids of the sections and of all blocks, as the file has them */
export function laidComments(comments: readonly ShownComment[], order: readonly string[], wording: Wording): LaidComment[] {
  const places = new Map(order.map((id, index) => [id, index]))
  const rank = ({ place, section }: ShownComment): number =>
    place === null ? (section === null ? -1 : (places.get(section) ?? -1)) : (places.get(place.from.block) ?? -1)
  return comments
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) || (a.place?.from.at ?? 0) - (b.place?.from.at ?? 0) || a.at.localeCompare(b.at) || a.id.localeCompare(b.id),
    )
    .map(({ section, place, resolved, replies, ...said }, index) => ({
      section,
      place,
      comment: {
        ...message(said, wording),
        number: index + 1,
        label: wording.t('export.comment.label', { number: index + 1 }),
        resolved: resolved ? wording.t('export.comment.resolved') : null,
        replies: replies.map((reply) => message(reply, wording)),
      },
    }))
}

/** The comments as a part of their own, for formats that have none; nothing where there is none. */
export function commentsPart({ comments, commentsTitle }: Layout): Part[] {
  if (comments.length === 0) return []
  const items = comments.map((comment) => ({
    id: commentId(comment.number),
    blocks: [
      ...messageBlocks(comment, comment.resolved === null ? comment.label : `${comment.label} · ${comment.resolved}`),
      ...comment.replies.flatMap((reply) => messageBlocks(reply, null)),
    ],
  }))
  return [{ id: 'comments', title: commentsTitle, blocks: [{ kind: 'entries', ordered: false, items }] }]
}

export function commentId(number: number): string {
  return `comment-${number}`
}

function messageBlocks({ author, date, lang, lines }: Message, title: string | null): Block[] {
  return [
    { kind: 'paragraph', pieces: [...(title === null ? [] : [`${title} · `]), strong(author), ` · ${date}`] },
    { kind: 'blockquote', blocks: lines.map((line) => ({ kind: 'paragraph', lang, pieces: [line] })) },
  ]
}

function authorOf({ name, sector }: ExportMessage['author'], { t, sectorName }: Wording): string {
  return t('export.comment.author', { name: name === '' ? t('export.said.unknownName') : name, sector: sectorName(sector) })
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
  }
}
