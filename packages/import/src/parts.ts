import type { SectionBlock } from '@samskriv/document'

import type { HeadingLevel, ImportedBlock, ImportedInline } from './imported-document.ts'

/** A heading with what stands under it until the next one, of whatever level. */
export interface ImportedPart {
  /** Empty for what stands before the first heading. */
  readonly heading: string
  readonly level: HeadingLevel | 0
  /** The blocks from here up to, but without, there; the heading is the first of them. */
  readonly from: number
  readonly to: number
  /** Without those of its heading. */
  readonly words: number
  readonly pictures: number
}

/** So many are mapped one by one; what follows belongs to the last. */
const mostParts = 200

/** A document cut at its headings. Every block is in one part. */
export function partsOf(blocks: readonly ImportedBlock[]): readonly ImportedPart[] {
  const starts = blocks.flatMap((block, index) => (block.type === 'heading' ? [index] : [])).slice(0, mostParts)
  const all = blocks.length > 0 && starts[0] !== 0 ? [0, ...starts] : starts
  return all.map((from, index) => {
    const to = all[index + 1] ?? blocks.length
    const first = blocks[from]
    const isHeaded = first?.type === 'heading'
    const inner = blocks.slice(isHeaded ? from + 1 : from, to)
    return {
      heading: isHeaded ? textOfRuns(first.runs) : '',
      level: isHeaded ? first.level : 0,
      from,
      to,
      words: inner.reduce((sum, block) => sum + wordsOfBlock(block), 0),
      pictures: inner.filter(({ type }) => type === 'picture').length,
    }
  })
}

/**
 * Blocks as a section holds them, each in its place: headings on its two levels, by how they stand to each other. Null for what is left out.
 *
 * @param hashOf - under which hash a picture is kept; null leaves it out
 */
export function sectionBlocks(
  blocks: readonly ImportedBlock[],
  { hashOf, altOf }: { readonly hashOf: (picture: number) => string | null; readonly altOf: (picture: number) => string },
): readonly (SectionBlock<null> | null)[] {
  const levels = [...new Set(blocks.flatMap((block) => (block.type === 'heading' ? [block.level] : [])))].toSorted((a, b) => a - b)
  return blocks.map((block): SectionBlock<null> | null => {
    if (block.type === 'heading') return { type: block.level === levels[0] ? 'heading3' : 'heading4', runs: block.runs }
    if (block.type !== 'picture') return block
    const hash = hashOf(block.picture)
    const alt = altOf(block.picture)
    return hash === null ? null : { type: 'image', hash, alt, decorative: alt === '' }
  })
}

/** What is written in a block, as places in it are counted. */
export function textOfBlock(block: ImportedBlock): string {
  return linesOfBlock(block).join('')
}

export function wordsOfBlock(block: ImportedBlock): number {
  return linesOfBlock(block).reduce((sum, line) => sum + (line.match(/\S+/g)?.length ?? 0), 0)
}

/** The text of each paragraph in a block, in order. */
export function linesOfBlock(block: ImportedBlock): readonly string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'caption':
      return [textOfRuns(block.runs)]
    case 'bulletList':
    case 'orderedList':
      return block.items.flat().flatMap(linesOfBlock)
    case 'blockquote':
      return block.blocks.flatMap(linesOfBlock)
    case 'table':
      return block.rows.flat(2).flatMap(linesOfBlock)
    case 'picture':
      return []
  }
}

function textOfRuns(runs: readonly ImportedInline[]): string {
  return runs.map((run) => ('type' in run ? '' : run.text)).join('')
}
