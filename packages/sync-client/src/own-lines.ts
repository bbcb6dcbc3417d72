import * as Y from 'yjs'

import type { Ledger } from './ledger.ts'

/** A stretch of text: never confirmed, confirmed, or not typed on this device at all. */
export interface Piece {
  readonly text: string
  readonly whose: 'unsent' | 'saved' | 'others'
}

/** The text of one block, in order. */
export type Line = readonly Piece[]

/** The blocks of each section, as far as there is something in them, with who typed what by the ledger of this device. */
export function* sectionsOf(doc: Y.Doc, ledger: Ledger): Generator<readonly [section: string, lines: readonly Line[]]> {
  for (const [root, type] of doc.share) if (root.startsWith('s:')) yield [root.slice(2), linesOf(type, ledger)]
}

/** None when the section is not in the document. */
export function linesIn(doc: Y.Doc, section: string, ledger: Ledger): readonly Line[] {
  const type = doc.share.get(`s:${section}`)
  return type === undefined ? [] : linesOf(type, ledger)
}

type AnyType = typeof Y.Doc.prototype.share extends Map<string, infer Root> ? Root : never

// Walks the items themselves: a root that no editor has opened yet has no XML type to ask.
function linesOf(type: AnyType, ledger: Ledger): Piece[][] {
  let line: Piece[] = []
  const lines = [line]
  const begin = (): void => {
    line = []
    lines.push(line)
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentString) line.push(...piecesOf(content.str, item.id, ledger))
    else if (content instanceof Y.ContentType) {
      const inner = linesOf(content.type, ledger)
      if (content.type instanceof Y.XmlText) line.push(...inner.flat())
      else {
        lines.push(...inner)
        begin()
      }
    }
  }
  return lines
}

function piecesOf(text: string, { client, clock }: Y.ID, ledger: Ledger): Piece[] {
  if (!ledger.has(client)) return [{ text, whose: 'others' }]
  const saved = Math.max(0, ledger.ackedClock(client) - clock)
  const pieces: Piece[] = [
    { text: text.slice(0, saved), whose: 'saved' },
    { text: text.slice(saved), whose: 'unsent' },
  ]
  return pieces.filter((piece) => piece.text !== '')
}
