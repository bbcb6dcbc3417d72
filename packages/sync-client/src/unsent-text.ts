import * as Y from 'yjs'

import type { Ledger } from './ledger.ts'

/** Words of one section that the server never confirmed. */
export interface UnsentText {
  /** The section's key in its template. */
  readonly section: string
  /** Blocks joined by line breaks, in document order; only the person's own unconfirmed words. */
  readonly text: string
}

/** Finds what the ledger's owner wrote beyond what was acknowledged. Words that were deleted again are not listed. */
export function unsentText(doc: Y.Doc, ledger: Ledger): readonly UnsentText[] {
  const found: UnsentText[] = []
  for (const [root, type] of doc.share) {
    if (!root.startsWith('s:')) continue
    const text = linesOf(type, ledger)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n')
    if (text !== '') found.push({ section: root.slice(2), text })
  }
  return found
}

type AnyType = typeof Y.Doc.prototype.share extends Map<string, infer Root> ? Root : never

// Walks the items themselves: a root that no editor has opened yet has no XML type to ask.
function linesOf(type: AnyType, ledger: Ledger): string[] {
  const lines: string[] = ['']
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentString) {
      const acked = ledger.has(item.id.client) ? ledger.ackedClock(item.id.client) : Infinity
      lines[lines.length - 1] += content.str.slice(Math.max(0, acked - item.id.clock))
    } else if (content instanceof Y.ContentType) {
      const inner = linesOf(content.type, ledger)
      if (content.type instanceof Y.XmlText) lines[lines.length - 1] += inner.join('')
      else lines.push(...inner, '')
    }
  }
  return lines
}
