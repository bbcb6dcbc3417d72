import type { FileBlock, FileSection } from '../../file/blocks.ts'
import { inlinesOfBlock, isRun } from '../../tree/voiced-runs.ts'
import type { Block } from '../kinds.ts'
import { sectionBody } from '../section-body.ts'
import type { Wording } from '../wording.ts'

export interface Quoted {
  readonly blocks: readonly Block[]
  /** What they were made of. */
  readonly taken: readonly FileBlock[]
  /** Paragraphs, lists and quotes of the section that are not here. */
  readonly further: number
}

/**
 * How a section begins, in the words of those who wrote it: whole paragraphs, lists and quotes, with who said what, until there are so many words.
 * Headings, tables and what comes from records are not words of a section that could stand alone.
 *
 * @param prefix - makes its notes their own in the file
 */
export function quotedSection(section: FileSection, prefix: string, mostWords: number, wording: Wording): Quoted {
  const spoken = section.blocks.filter((block) => wordsIn(block) > 0)
  let words = 0
  const taken = spoken.filter((block) => {
    if (words >= mostWords) return false
    words += wordsIn(block)
    return true
  })
  return { taken, blocks: sectionBody(taken, prefix, { comments: [], suggestions: [] }, wording), further: spoken.length - taken.length }
}

function wordsIn(block: FileBlock): number {
  switch (block.type) {
    case 'paragraph':
    case 'list':
    case 'blockquote':
      return countOf(
        inlinesOfBlock(block)
          .filter(isRun)
          .map(({ text }) => text)
          .join(''),
      )
    case 'quote':
      return countOf(block.text ?? '')
    case 'heading':
    case 'caption':
    case 'table':
    case 'image':
    case 'indicatorRef':
    case 'evidenceRef':
    case 'decisionsTable':
    case 'partnersTable':
    case 'creditsTable':
      return 0
  }
  throw new Error('export-block-unknown')
}

function countOf(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length
}
