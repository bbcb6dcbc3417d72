import type { FileBlock } from '../file/blocks.ts'
import { inlinesOfBlock, isRun } from './voiced-runs.ts'

/** Stands for what is no text. */
export const atom = '\uFFFC'

/** The text of a block, each of its places one UTF-16 unit. */
export function textOfBlock(block: FileBlock): string {
  return inlinesOfBlock(block)
    .map((inline) => (isRun(inline) ? inline.text : atom))
    .join('')
}

/** Null where the words stand nowhere, or more than once. */
export function onlyPlaceOf(words: string, text: string): number | null {
  const first = text.indexOf(words)
  return first === -1 || text.includes(words, first + 1) ? null : first
}
