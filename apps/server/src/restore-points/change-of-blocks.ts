import { isDeepStrictEqual } from 'node:util'
import type { KeptBlock } from '@samskriv/sync-server'

/** `removed` blocks at the place `from` go, and `added` come there. */
export interface ChangeOfBlocks {
  readonly from: number
  readonly removed: number
  readonly added: readonly KeptBlock[]
}

/**
 * What makes a section as it was. Blocks at its beginning and at its end that are as they were, voices included, are left alone: so are
 * the carets in them, and words that are on their way there.
 */
export function changeOfBlocks(now: readonly KeptBlock[], then: readonly KeptBlock[]): ChangeOfBlocks {
  const shorter = Math.min(now.length, then.length)
  let from = 0
  while (from < shorter && isDeepStrictEqual(now[from], then[from])) from += 1
  let same = 0
  while (same < shorter - from && isDeepStrictEqual(now.at(-1 - same), then.at(-1 - same))) same += 1
  return { from, removed: now.length - same - from, added: then.slice(from, then.length - same) }
}
