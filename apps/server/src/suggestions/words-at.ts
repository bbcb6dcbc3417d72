import { isVoicedText, type Authorship, type CharacterId, type VoicedNode, type VoicedText } from '@samskriv/attribution'
import type { SectionKey } from '@samskriv/domain'
import { textBlocksIn, type TextBlock } from '@samskriv/sync-server'
import type * as Y from 'yjs'

/** What stands for anything in a paragraph that is no text, such as a footnote. */
const atom = '\uFFFC'

/** Words that stand together: in one paragraph, or over several. */
export interface Stretch {
  /** The paragraphs that hold some of them, in order; at least one. */
  readonly blocks: readonly TextBlock[]
  /** Where they begin in the first, and end in the last. */
  readonly from: number
  readonly to: number
}

/** @returns null when either end does not stand in the section */
export function wordsAt(
  doc: Y.Doc,
  authorship: Authorship,
  { section, start, end }: { readonly section: SectionKey; readonly start: CharacterId; readonly end: CharacterId },
): Stretch | null {
  return stretchIn(textBlocksIn(doc, section, authorship), { start, end })
}

/** @returns null when either end stands in none of these paragraphs */
export function stretchIn(
  blocks: readonly TextBlock[],
  { start, end }: { readonly start: CharacterId; readonly end: CharacterId },
): Stretch | null {
  const first = placeIn(blocks, start)
  const last = placeIn(blocks, end)
  if (first === null || last === null || first.block > last.block || (first.block === last.block && first.at > last.at)) return null
  return { blocks: blocks.slice(first.block, last.block + 1), from: first.at, to: last.at + 1 }
}

/** The words, one entry for each paragraph. */
export function linesOf({ blocks, from, to }: Stretch): readonly string[] {
  return blocks.map((block, index) =>
    flatText(contentOf(block))
      .slice(index === 0 ? from : 0, index === blocks.length - 1 ? to : undefined)
      .replaceAll(atom, ''),
  )
}

export function contentOf({ block }: TextBlock): readonly VoicedNode[] {
  return block.content ?? []
}

/** Which character of a text stands at an offset of the {@link flatText}; null where something else does. */
export function characterAt(block: TextBlock, offset: number): CharacterId | null {
  let at = 0
  for (const node of contentOf(block)) {
    if (!isVoicedText(node)) {
      at += 1
      continue
    }
    for (const { client, clock, length } of node.ranges) {
      if (offset >= at && offset < at + length) return { client, clock: clock + offset - at }
      at += length
    }
  }
  return null
}

/** The text of a paragraph; a hard break is a line break, and everything else that is no text one {@link atom}. */
export function flatText(content: readonly VoicedNode[]): string {
  return content.map((node) => (isVoicedText(node) ? node.text : node.type === 'hardBreak' ? '\n' : atom)).join('')
}

/** The nodes that stand at `[from, to)` of the {@link flatText}, texts cut at both ends. */
export function slice(content: readonly VoicedNode[], from: number, to = Infinity): readonly VoicedNode[] {
  let at = 0
  return content.flatMap((node): readonly VoicedNode[] => {
    const begins = at
    at += isVoicedText(node) ? node.text.length : 1
    if (at <= from || begins >= to) return []
    return isVoicedText(node) ? [cut(node, Math.max(0, from - begins), Math.min(node.text.length, to - begins))] : [node]
  })
}

function cut(node: VoicedText, from: number, to: number): VoicedText {
  return from === 0 && to === node.text.length ? node : { ...node, text: node.text.slice(from, to), ranges: [] }
}

function placeIn(blocks: readonly TextBlock[], { client, clock }: CharacterId): { readonly block: number; readonly at: number } | null {
  for (const [index, block] of blocks.entries()) {
    let at = 0
    for (const node of contentOf(block)) {
      if (!isVoicedText(node)) {
        at += 1
        continue
      }
      for (const range of node.ranges) {
        if (range.client === client && clock >= range.clock && clock < range.clock + range.length)
          return { block: index, at: at + clock - range.clock }
        at += range.length
      }
    }
  }
  return null
}
