import { type CommentChoice, mayLeaveGroup, type Sector, type SectionKey, type UseChoice } from '@samskriv/domain'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
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

/** What somebody said about the study, for everybody in it to read. */
export interface ExportComment extends ExportMessage {
  readonly id: string
  /** Null for one about the whole study. */
  readonly section: SectionKey | null
  /** The first and the last character it is about; null where those are gone, or it is about no words. */
  readonly about: { readonly start: CharacterPlace; readonly end: CharacterPlace } | null
  readonly use: UseChoice
  readonly hidden: boolean
  readonly resolved: boolean
  /** Oldest first; what was taken back is not among them. */
  readonly replies: readonly ExportMessage[]
}

/** A comment as others may see it. */
export interface ShownComment extends ExportMessage {
  readonly id: string
  readonly section: string | null
  /** Null where it is about no words of the text. */
  readonly place: { readonly from: PlaceInBlock; readonly to: PlaceInBlock } | null
  readonly resolved: boolean
  readonly replies: readonly ExportMessage[]
}

/** Between two characters of a block, counted as {@link lengthOf} does. */
export interface PlaceInBlock {
  readonly block: string
  readonly at: number
}

/** Where each character of some sections stands. */
export type PlaceOf = (character: CharacterPlace) => PlaceInBlock | null

export interface CommentsOfTree {
  readonly shown: readonly ShownComment[]
  /** How many stay with the writing group. */
  readonly leftOut: number
}

/**
 * Decides which comments a file holds. One whose author keeps it in the writing group, and a hidden one, takes its replies along, which could
 * repeat it. Those that came with a file are shown as it has them.
 */
export function commentsOfTree(
  choice: CommentChoice,
  { comments, placeOf, file }: { readonly comments: readonly ExportComment[]; readonly placeOf: PlaceOf; readonly file: CaseStudyFile },
): CommentsOfTree {
  if (choice === 'none') return { shown: [], leftOut: 0 }
  const chosen = comments.filter(({ resolved, text }) => text !== '' && (choice === 'all' || !resolved))
  const live = chosen.filter(({ use, hidden }) => mayLeaveGroup(use) && !hidden)
  const shown = [
    ...live.map((comment) => shownComment(comment, placeOf)),
    ...commentsOfFile(file).filter(({ resolved }) => choice === 'all' || !resolved),
  ]
  return { shown, leftOut: chosen.length - live.length }
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
    return span === undefined ? null : { block: span.block, at: span.at + (span.isShown ? clock - span.clock : 0) }
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

function shownComment({ use: _use, hidden: _hidden, about, ...comment }: ExportComment, placeOf: PlaceOf): ShownComment {
  const from = about === null ? null : placeOf(about.start)
  const last = about === null ? null : placeOf(about.end)
  return { ...comment, place: from === null || last === null ? null : { from, to: { ...last, at: last.at + 1 } } }
}

function commentsOfFile({ comments, participants, sections, language }: CaseStudyFile): ShownComment[] {
  const people = new Map(participants.map(({ id, publicName, sector }) => [id, { name: publicName, sector }]))
  const blocks = new Map(sections.flatMap((section) => section.blocks.map((block) => [block.id, block])))
  const message = ({ by, at, text }: { readonly by: string; readonly at: string; readonly text: string }): ExportMessage => ({
    author: people.get(by) ?? { name: '', sector: null },
    at,
    language,
    text,
  })
  return comments.map((comment) => {
    const block = typeof comment.blockId === 'string' ? blocks.get(comment.blockId) : undefined
    const length = block === undefined ? 0 : lengthOf(block)
    return {
      ...message(comment),
      id: comment.id,
      section: comment.sectionId,
      place: block === undefined || length === 0 ? null : { from: { block: block.id, at: 0 }, to: { block: block.id, at: length } },
      resolved: comment.status === 'accepted',
      replies: comment.responses.map(message),
    }
  })
}
