import type * as Y from 'yjs'

import type { Ledger } from './ledger.ts'
import { sectionsOf } from './own-lines.ts'

/** Words of one section that the server does not have, as far as this device knows. */
export interface UnsentText {
  /** The section's key in its template. */
  readonly section: string
  /** Blocks joined by line breaks, in document order; only the person's own words. */
  readonly text: string
}

/** Finds what the ledger's owner wrote beyond what was acknowledged. Words that were deleted again are not listed. */
export function unsentText(doc: Y.Doc, ledger: Ledger): readonly UnsentText[] {
  const found: UnsentText[] = []
  for (const [section, lines] of sectionsOf(doc, ledger)) {
    const text = lines
      .map((line) => line.flatMap(({ text, whose }) => (whose === 'unsent' ? [text] : [])).join(''))
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n')
    if (text !== '') found.push({ section, text })
  }
  return found
}
