import type { Element } from 'hast'

import { importLimits } from '../limits.ts'
import { elementsIn, property, textIn } from './elements.ts'

export interface Grid {
  /** Each cell once, in the first place that it takes; null for the others, and where a row ends early. */
  readonly rows: readonly (readonly (Element | null)[])[]
  /** How many cells reached over others. */
  readonly merged: number
  readonly headerRow: boolean
  readonly caption: Element | null
}

export function gridOf(table: Element): Grid {
  const parts = elementsIn(table.children)
  const rows = parts.flatMap((part) =>
    part.tagName === 'tr' ? [part] : elementsIn(part.children).filter(({ tagName }) => tagName === 'tr'),
  )
  const heads = new Set(parts.filter(({ tagName }) => tagName === 'thead').flatMap(({ children }) => elementsIn(children)))
  const cells = rows.map((row) => elementsIn(row.children).filter(({ tagName }) => tagName === 'td' || tagName === 'th'))
  const taken: boolean[][] = rows.map(() => [])
  let merged = 0
  const grid = cells.map((row, at) => {
    const line: (Element | null)[] = []
    let column = 0
    for (const [index, cell] of row.entries()) {
      while (taken[at]?.[column] === true) column += 1
      // What reaches further than a table goes leaves room for those behind it.
      const room = importLimits.maxColumns - column - (row.length - index - 1)
      const wide = Math.min(span(cell, 'colSpan'), Math.max(1, room))
      const high = Math.min(span(cell, 'rowSpan'), rows.length - at)
      if (wide > 1 || high > 1) merged += 1
      for (let down = 0; down < high; down += 1)
        for (let right = 0; right < wide; right += 1) (taken[at + down] ??= [])[column + right] = true
      while (line.length < column) line.push(null)
      line.push(cell)
      column += wide
    }
    return line
  })
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0)
  // Columns that cells only reach over are none.
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) =>
    grid.some((line) => (line[column] ?? null) !== null),
  )
  const [first] = rows
  const [firstCells = []] = cells
  const isSaid = first !== undefined && (heads.has(first) || (firstCells.length > 0 && firstCells.every(({ tagName }) => tagName === 'th')))
  return {
    rows: grid.map((line) => columns.map((column) => line[column] ?? null)),
    merged,
    headerRow: isSaid || (firstCells.length > 1 && firstCells.every(isBold)),
    caption: parts.find(({ tagName }) => tagName === 'caption') ?? null,
  }
}

/** All that stands in it. */
function isBold(cell: Element): boolean {
  if (textIn(cell.children).trim() === '') return false
  const holds = (element: Element): boolean =>
    element.children.every((child) => {
      if (child.type === 'text') return child.value.trim() === ''
      return child.type !== 'element' || /^(?:strong|b)$/.test(child.tagName) || holds(child)
    })
  return holds(cell)
}

function span(cell: Element, name: 'colSpan' | 'rowSpan'): number {
  const value = Number(property(cell, name) || '1')
  return Number.isInteger(value) && value >= 1 ? Math.min(value, 1_000) : 1
}
