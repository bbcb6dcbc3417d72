import { quoteOf } from '@samskriv/domain'

import type { DraftBlock } from './html/blocks-of-html.ts'
import type { LinePiece, RemarkEdge } from './html/line.ts'
import type { ImportedBlock, ImportedComment, PlaceInBlock } from './imported-document.ts'

/** Blocks without the edges of remarks, and where in their words each remark begins and ends, by its number. */
export interface Placed {
  readonly blocks: readonly ImportedBlock[]
  readonly places: ReadonlyMap<number, NonNullable<ImportedComment['about']>>
}

export function placesOfRemarks(drafts: readonly DraftBlock[]): Placed {
  const starts = new Map<number, PlaceInBlock>()
  const ends = new Map<number, PlaceInBlock>()
  const texts: string[] = []
  const blocks = drafts.map((draft, block) => {
    let text = ''
    const without = replaced(draft, (piece) => {
      if (!('type' in piece)) text += piece.text
      else if (piece.type === 'edge') return note(piece, { block, at: text.length })
      return true
    })
    texts.push(text)
    return without as ImportedBlock
  })
  // All of it once, a space between blocks: what each remark is about is cut from it, and is no text of its own.
  const all = texts.join(' ')
  let length = 0
  const begins = texts.map((text) => {
    const begin = length
    length += text.length + 1
    return begin
  })
  return { blocks, places: new Map([...starts].flatMap(([remark, from]) => placed(remark, from))) }

  function note({ remark, end }: RemarkEdge, place: PlaceInBlock): false {
    const edges = end === 'start' ? starts : ends
    if (!edges.has(remark)) edges.set(remark, place)
    return false
  }

  function placed(remark: number, from: PlaceInBlock): readonly [number, NonNullable<ImportedComment['about']>][] {
    // One whose end is lost ends with its block.
    const to = ends.get(remark) ?? { block: from.block, at: (texts[from.block] ?? '').length }
    const words = all.slice(placeOf(from), placeOf(to))
    return words.trim() === '' ? [] : [[remark, { from, to, words: quoteOf(words) }]]
  }

  function placeOf({ block, at }: PlaceInBlock): number {
    return (begins[block] ?? 0) + at
  }
}

/** The same with only those pieces of its lines that are kept, asked in the order of the text. */
function replaced(block: DraftBlock, isKept: (piece: LinePiece) => boolean): unknown {
  if ('runs' in block) return { ...block, runs: block.runs.filter(isKept) }
  if ('items' in block) return { ...block, items: block.items.map((item) => item.map((inner) => replaced(inner, isKept))) }
  if ('blocks' in block) return { ...block, blocks: block.blocks.map((inner) => replaced(inner, isKept)) }
  if ('rows' in block) return { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map((inner) => replaced(inner, isKept)))) }
  return block
}
