import {
  type CommentChoice,
  type CommentStatus,
  mayLeaveGroup,
  type ParticipantId,
  type ResponseOutcome,
  type Sector,
  type SectionKey,
  type UseChoice,
} from '@samskriv/domain'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { FileComment } from '../file/dialogue.ts'
import { onlyPlaceOf, textOfBlock } from './text-of-block.ts'
import { inlinesOfBlock, isRun, type VoiceLookup } from './voiced-runs.ts'
import type { VoicedNode } from './export-input.ts'

/** One character of the text, by its id in Yjs. */
export interface CharacterPlace {
  readonly client: number
  readonly clock: number
}

export interface ExportMessage {
  /** By the name and in the sector they are shown with. */
  readonly author: { readonly name: string; readonly sector: Sector | null }
  /** ISO, UTC. */
  readonly at: string
  /** BCP 47. */
  readonly language: string
  readonly text: string
}

/** With who said it, and what they let be done with it. */
export interface ExportReply extends ExportMessage {
  readonly by: ParticipantId
  readonly use: UseChoice
}

/** What somebody said about the study, for everybody in it to read. */
export interface ExportComment extends ExportReply {
  readonly id: string
  /** Null for one about the whole study. */
  readonly section: SectionKey | null
  /** The first and the last character it is about; null where those are gone, or it is about no words. */
  readonly about: { readonly start: CharacterPlace; readonly end: CharacterPlace } | null
  readonly hidden: boolean
  readonly status: CommentStatus
  readonly resolved: boolean
  /** Oldest first; what was taken back is not among them. */
  readonly replies: readonly ExportReply[]
}

/** A comment as others may see it. */
export interface ShownComment extends ExportMessage {
  readonly id: string
  readonly section: string | null
  /** Null where it is about no words of the text. */
  readonly place: { readonly from: PlaceInBlock; readonly to: PlaceInBlock } | null
  readonly resolved: boolean
  /** Whether whoever said it is content with the answer, or not; null where they have not said. */
  readonly verdict: 'accepted' | 'disputed' | null
  /** What they have against the answer, which stays beside it. */
  readonly disagreement: string | null
  readonly replies: readonly ShownReply[]
}

/** With what came of it, where it is an answer to be kept. */
export interface ShownReply extends ExportMessage {
  readonly answer?: {
    readonly outcome: ResponseOutcome
    readonly reason: string | null
    /** Who sees to it. */
    readonly owner: string | null
    /** ISO day. */
    readonly due: string | null
  }
}

/** Between two characters of a block, counted as {@link lengthOf} does. */
export interface PlaceInBlock {
  readonly block: string
  readonly at: number
}

/** Where each character of some sections stands; of one that is left out, where the gap is. */
export type PlaceOf = (character: CharacterPlace) => (PlaceInBlock & { readonly isShown: boolean }) | null

export interface CommentsOfTree {
  readonly shown: readonly ShownComment[]
  /** How many stay with the writing group. */
  readonly leftOut: number
  /** How many replies to those that are shown stay there. */
  readonly repliesLeftOut: number
}

/**
 * Decides which comments a file holds. One whose author keeps it in the writing group, a hidden one, and one that was taken back (its text
 * is empty) takes its replies along, which could repeat it. A reply is its own author's, who lets it leave the group or does not. Those that
 * came with a file are shown as it has them.
 */
export function commentsOfTree(
  choice: CommentChoice,
  { comments, placeOf, file }: { readonly comments: readonly ExportComment[]; readonly placeOf: PlaceOf; readonly file: CaseStudyFile },
): CommentsOfTree {
  if (choice === 'none') return { shown: [], leftOut: 0, repliesLeftOut: 0 }
  const { chosen, live } = leavingComments(choice, comments)
  const shown = [
    ...live.map((comment) => shownComment(comment, placeOf)),
    ...commentsOfFile(file).filter(({ resolved }) => choice === 'all' || !resolved),
  ]
  const staying = live.flatMap(({ replies }) => replies.filter((reply) => !mayLeave(reply)))
  return { shown, leftOut: chosen.length - live.length, repliesLeftOut: staying.length }
}

/** Those that are asked for, and which of them leave the writing group; their replies are looked at by themselves. */
export function leavingComments(
  choice: CommentChoice,
  comments: readonly ExportComment[],
): { readonly chosen: readonly ExportComment[]; readonly live: readonly ExportComment[] } {
  if (choice === 'none') return { chosen: [], live: [] }
  const chosen = comments.filter(({ resolved, text, replies }) => (text !== '' || replies.length > 0) && (choice === 'all' || !resolved))
  return { chosen, live: chosen.filter((comment) => mayLeave(comment) && !comment.hidden && comment.text !== '') }
}

export function mayLeave({ use }: ExportReply): boolean {
  return mayLeaveGroup(use)
}

/** How many places a block has: one for each UTF-16 unit of its text, and one for each break, note or gap. */
function lengthOf(block: FileBlock): number {
  if (block.type === 'quote') return block.text?.length ?? 0
  return inlinesOfBlock(block).reduce((length, inline) => length + (isRun(inline) ? inline.text.length : 1), 0)
}

/** Places of characters in the blocks that some nodes became. */
export function placesIn(blocks: readonly { readonly id: string; readonly node: VoicedNode }[], voiceOf: VoiceLookup): PlaceOf {
  const spans = blocks.flatMap(({ id, node }) => spansOf(id, node, voiceOf))
  return ({ client, clock }) => {
    const span = spans.find((each) => each.client === client && clock >= each.clock && clock < each.clock + each.length)
    if (span === undefined) return null
    const { block, at, isShown } = span
    return { block, at: at + (isShown ? clock - span.clock : 0), isShown }
  }
}

interface Span {
  readonly block: string
  readonly at: number
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly isShown: boolean
}

function spansOf(block: string, node: VoicedNode, voiceOf: VoiceLookup): Span[] {
  const spans: Span[] = []
  let at = 0
  const line = (children: readonly VoicedNode[]): void => {
    let isAfterGap = false
    for (const child of children) {
      const isShown = child.voice === undefined || voiceOf(child.voice) !== null
      const begins = at
      if (isShown) at += child.type === 'text' ? (child.text ?? '').length : 1
      else if (!isAfterGap) at += 1
      isAfterGap = !isShown
      let inText = begins
      for (const range of child.ranges ?? []) {
        spans.push({ block, ...range, at: isShown ? inText : begins, isShown })
        inText += range.length
      }
    }
  }
  const visit = ({ content = [] }: VoicedNode): void => {
    if (content.some(({ type }) => type === 'text' || type === 'hardBreak' || type === 'footnote')) line(content)
    else for (const child of content) visit(child)
  }
  visit(node)
  return spans
}

function shownComment({ id, section, resolved, about, replies, ...said }: ExportComment, placeOf: PlaceOf): ShownComment {
  return {
    ...messageOf(said),
    id,
    section,
    resolved,
    // What is asked here has its answers in "You said, we did".
    verdict: null,
    disagreement: null,
    replies: replies.filter(mayLeave).map(messageOf),
    place: placeOfWords(about, placeOf),
  }
}

function messageOf({ author, at, language, text }: ExportMessage): ExportMessage {
  return { author, at, language, text }
}

export function placeOfWords(about: ExportComment['about'], placeOf: PlaceOf): ShownComment['place'] {
  const first = about === null ? null : placeOf(about.start)
  const last = about === null ? null : placeOf(about.end)
  if (first === null || last === null) return null
  return { from: { block: first.block, at: first.at }, to: { block: last.block, at: last.at + 1 } }
}

function commentsOfFile({ comments, participants, sections, language }: CaseStudyFile): ShownComment[] {
  const people = new Map(participants.map(({ id, publicName, sector }) => [id, { name: publicName, sector }]))
  const blocks = new Map(sections.flatMap((section) => section.blocks.map((block) => [block.id, block])))
  const message = (said: FileMessage): ExportMessage => {
    const { name = '', sector = null } = people.get(said.by) ?? {}
    return {
      author: { name, sector: said.sector === undefined ? sector : said.sector },
      at: said.at,
      language: said.language ?? language,
      text: said.text,
    }
  }
  return comments.map((comment) => {
    const { id, sectionId = null, blockId, about, resolved, status, responses, replies = [], replyRight = null } = comment
    const block = typeof blockId === 'string' ? blocks.get(blockId) : undefined
    return {
      ...message(comment),
      id,
      section: sectionId,
      place: block === undefined ? null : placeInBlock(block, about),
      resolved: resolved ?? status === 'accepted',
      verdict: status === 'accepted' || status === 'disputed' ? status : null,
      disagreement: replyRight,
      replies: [
        ...responses.map(({ outcome, reason = null, owner = null, due = null, ...said }) => ({
          ...message(said),
          answer: { outcome, reason, owner, due },
        })),
        ...replies.map(message),
      ],
    }
  })
}

type FileMessage = Pick<FileComment, 'by' | 'sector' | 'at' | 'language' | 'text'>

/** At its words where they stand still, or once elsewhere in the block; else at all of it. */
function placeInBlock(block: FileBlock, about: FileComment['about']): ShownComment['place'] {
  const length = lengthOf(block)
  if (length === 0) return null
  const begins = about === undefined ? null : placeOfQuote(about, textOfBlock(block))
  const [from, to] = about === undefined || begins === null ? [0, length] : [begins, begins + about.words.length]
  return { from: { block: block.id, at: from }, to: { block: block.id, at: to } }
}

function placeOfQuote({ from, words }: NonNullable<FileComment['about']>, text: string): number | null {
  return text.startsWith(words, from) ? from : onlyPlaceOf(words, text)
}
