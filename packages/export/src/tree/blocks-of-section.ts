import type { SectionKey } from '@samskriv/domain'

import type { FileBlock, FileListItem, FileNestedBlock, FileQuote } from '../file/blocks.ts'
import type { VoicedNode } from './export-input.ts'
import { attributeText, inlinesOf, type VoiceLookup } from './voiced-runs.ts'

export interface SectionContext {
  readonly voiceOf: VoiceLookup
  /** The quote as it may be shown, its block id left to the caller. */
  readonly quoteOf: (quoteId: string) => Omit<FileQuote, 'id' | 'quoteId' | 'type'>
}

type BlockBody = FileBlock extends infer Block ? (Block extends FileBlock ? Omit<Block, 'id'> : never) : never

/**
 * A section's body as blocks of the file, each with what it was made from. A block's id is its section and place, so equal text gives an equal file.
 * References whose id was lost in a merge show nothing and are left out.
 */
export function blocksOfSection(
  key: SectionKey,
  nodes: readonly VoicedNode[],
  context: SectionContext,
): { readonly block: FileBlock; readonly node: VoicedNode }[] {
  return nodes
    .flatMap((node) => {
      const body = bodyOf(node, context)
      return body === null ? [] : [{ body, node }]
    })
    .map(({ body, node }, index) => ({ block: withId(`${key}-b${index + 1}`, body), node }))
}

function withId(id: string, body: BlockBody): FileBlock {
  // The record of a quote that came with a file has the id of its block: no need to say it twice.
  if (body.type === 'quote' && body.quoteId === id) {
    const { quoteId: _same, ...rest } = body
    return { id, ...rest }
  }
  return { id, ...body }
}

function bodyOf(node: VoicedNode, context: SectionContext): BlockBody | null {
  switch (node.type) {
    case 'heading':
      return { type: 'heading', level: node.attrs?.['level'] === 4 ? 4 : 3, runs: inlinesOf(node, context.voiceOf) }
    case 'caption':
      return { type: 'caption', runs: inlinesOf(node, context.voiceOf) }
    case 'paragraph':
    case 'bulletList':
    case 'orderedList':
      return nestedOf(node, context.voiceOf)
    case 'blockquote':
      return { type: 'blockquote', blocks: (node.content ?? []).map((child) => nestedOf(child, context.voiceOf)) }
    case 'table': {
      // Two who take out rows and cells at once may leave none.
      const rows = (node.content ?? []).map((row) => itemsOf(row, context.voiceOf)).filter((cells) => cells.length > 0)
      return rows.length === 0 ? null : { type: 'table', headerRow: node.attrs?.['headerRow'] !== false, rows }
    }
    case 'image':
      return {
        type: 'image',
        hash: attributeText(node, 'hash'),
        alt: attributeText(node, 'alt'),
        decorative: node.attrs?.['decorative'] === true,
      }
    case 'communityQuote': {
      const quoteId = attributeText(node, 'quoteId')
      return quoteId === '' ? null : { type: 'quote', quoteId, ...context.quoteOf(quoteId) }
    }
    case 'indicatorRef': {
      const indicatorId = attributeText(node, 'indicatorId')
      return indicatorId === '' ? null : { type: 'indicatorRef', indicatorId }
    }
    case 'evidenceRef': {
      const evidenceId = attributeText(node, 'evidenceId')
      return evidenceId === '' ? null : { type: 'evidenceRef', evidenceId }
    }
    case 'partnersTable':
    case 'decisionsTable':
    case 'creditsTable':
      return { type: node.type }
    default:
      throw new Error(`export-node-unknown: ${node.type}`)
  }
}

function nestedOf(node: VoicedNode, voiceOf: VoiceLookup): FileNestedBlock {
  switch (node.type) {
    case 'paragraph':
      return { type: 'paragraph', runs: inlinesOf(node, voiceOf) }
    case 'bulletList':
      return { type: 'list', items: itemsOf(node, voiceOf) }
    case 'orderedList': {
      const start = node.attrs?.['start']
      return { type: 'list', ordered: true, ...(typeof start === 'number' && start !== 1 ? { start } : {}), items: itemsOf(node, voiceOf) }
    }
    default:
      throw new Error(`export-node-unknown: ${node.type}`)
  }
}

function itemsOf(list: VoicedNode, voiceOf: VoiceLookup): FileListItem[] {
  return (list.content ?? []).map((item) => {
    const blocks = (item.content ?? []).map((child) => nestedOf(child, voiceOf))
    const [only] = blocks
    // Two who take out the paragraphs of an item at once leave none.
    if (only === undefined) return []
    return blocks.length === 1 && only.type === 'paragraph' ? only.runs : { blocks }
  })
}
