import type { Sector } from '@samskriv/domain'

import type { FileBlock, FileNestedBlock } from '../file/blocks.ts'
import type { FileRun } from '../file/voiced-text.ts'
import { inlinesOfBlock, isRun } from '../tree/voiced-runs.ts'

/** One voice of a block, with how much of the text is its own. */
export interface BlockVoice {
  readonly run: FileRun
  readonly sector: Sector | null
  readonly characters: number
}

/** Whose words a block holds, in the order they begin to speak; a person speaking in another way is another voice. */
export function voicesOfBlock(block: FileBlock | FileNestedBlock): readonly BlockVoice[] {
  const voices = new Map<string, BlockVoice>()
  for (const run of inlinesOfBlock(block).filter(isRun)) {
    if (run.text.trim() === '') continue
    const key = JSON.stringify([run.by, run.sector ?? null, run.mode, run.typedBy ?? null, run.originalLanguage ?? null])
    const known = voices.get(key)
    voices.set(key, { run, sector: run.sector ?? null, characters: (known?.characters ?? 0) + run.text.length })
  }
  return [...voices.values()]
}
