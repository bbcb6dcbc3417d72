import type { Sector } from '@samskriv/domain'

import type { FileBlock, FileListItem, FileNestedBlock } from '../file/blocks.ts'
import type { FileInline, FileRun } from '../file/voiced-text.ts'
import { isRun } from '../tree/voiced-runs.ts'
import { unknownKind } from './rendering.ts'

/** One voice of a block, with how much of the text is its own. */
export interface BlockVoice {
  readonly run: FileRun
  readonly sector: Sector | null
  readonly characters: number
}

/** Whose words a block holds, in the order they begin to speak; a person speaking in another way is another voice. */
export function voicesOfBlock(block: FileBlock | FileNestedBlock): readonly BlockVoice[] {
  const voices = new Map<string, BlockVoice>()
  for (const run of runsOf(block)) {
    const key = JSON.stringify([run.by, run.sector ?? null, run.mode, run.typedBy ?? null, run.originalLanguage ?? null])
    const known = voices.get(key)
    voices.set(key, { run, sector: run.sector ?? null, characters: (known?.characters ?? 0) + run.text.length })
  }
  return [...voices.values()]
}

function runsOf(block: FileBlock | FileNestedBlock): readonly FileRun[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return spoken(block.runs)
    case 'list':
      return block.items.flatMap(runsOfItem)
    case 'blockquote':
      return block.blocks.flatMap(runsOf)
    case 'quote':
    case 'image':
    case 'indicatorRef':
    case 'evidenceRef':
    case 'decisionsTable':
    case 'partnersTable':
    case 'creditsTable':
      return []
  }
  return unknownKind(block)
}

function runsOfItem(item: FileListItem): readonly FileRun[] {
  return Array.isArray(item) ? spoken(item) : item.blocks.flatMap(runsOf)
}

function spoken(inlines: readonly FileInline[]): readonly FileRun[] {
  return inlines.filter(isRun).filter(({ text }) => text.trim() !== '')
}
