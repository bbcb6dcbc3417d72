import { all, isBlank, renamed, unwrap } from './elements.ts'

/** More than anybody means by “this cell reaches over others”. */
const widest = 100

/** Rows of cells and nothing that reaches over others; what only places things on a page is no table. */
export function cleanTables(root: ParentNode): void {
  for (const table of all(root, 'table')) if (cellsOf(table).length <= 1) dissolve(table)
  for (const table of all(root, 'table').toReversed()) {
    for (const caption of all(table, 'caption')) if (!isBlank(caption)) table.before(renamed(caption, 'p'))
    const rows = rowsOf(table)
    if (table.parentElement?.closest('table') instanceof Element) toLines(table, rows)
    else tidy(table, rows)
  }
}

function rowsOf(table: Element): readonly Element[] {
  return all(table, 'tr').filter((row) => row.closest('table') === table)
}

function cellsOf(table: Element): readonly Element[] {
  return rowsOf(table).flatMap((row) => [...row.children])
}

/** A table of one cell, or of none: it only placed things on a page. */
function dissolve(table: Element): void {
  const [cell] = cellsOf(table)
  if (cell === undefined) {
    table.remove()
    return
  }
  const place = renamed(cell, 'div')
  table.replaceWith(place)
}

/** A table inside another: a line for each row. */
function toLines(table: Element, rows: readonly Element[]): void {
  for (const row of rows) {
    const line = table.ownerDocument.createElement('p')
    line.textContent = [...row.children].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()).join(' | ')
    table.before(line)
  }
  table.remove()
}

function tidy(table: Element, rows: readonly Element[]): void {
  const grid = gridOf(rows)
  trim(grid)
  const isHeaded = isHeaderRow(grid[0] ?? [])
  const made = table.ownerDocument.createElement('table')
  made.setAttribute('data-headerrow', String(isHeaded))
  for (const cells of grid) {
    const row = table.ownerDocument.createElement('tr')
    for (const cell of cells)
      row.append(cell === null ? table.ownerDocument.createElement('td') : cellOf(cell, isHeaded && cells === grid[0]))
    made.append(row)
  }
  if (made.childElementCount === 0) table.remove()
  else table.replaceWith(made)
}

/** Each cell once, in the first place it takes; null for the others, and where a row ends early. */
function gridOf(rows: readonly Element[]): (Element | null)[][] {
  const grid: (Element | null)[][] = rows.map(() => [])
  const taken: boolean[][] = rows.map(() => [])
  rows.forEach((row, at) => {
    let column = 0
    for (const cell of row.children) {
      while (taken[at]?.[column] === true) column += 1
      const wide = span(cell, 'colspan')
      const high = Math.min(span(cell, 'rowspan'), rows.length - at)
      for (let down = 0; down < high; down += 1)
        for (let right = 0; right < wide; right += 1) {
          const line = taken[at + down]
          if (line !== undefined) line[column + right] = true
        }
      const line = grid[at]
      if (line !== undefined) line[column] = cell
      column += wide
    }
  })
  const width = Math.max(0, ...taken.map((line) => line.length))
  return grid.map((line) => Array.from({ length: width }, (_, column) => line[column] ?? null))
}

function span(cell: Element, name: 'colspan' | 'rowspan'): number {
  const value = Number(cell.getAttribute(name) ?? 1)
  return Number.isInteger(value) && value >= 1 ? Math.min(value, widest) : 1
}

/** Spreadsheets copy empty rows and columns behind what was meant. */
function trim(grid: (Element | null)[][]): void {
  const isEmpty = (cell: Element | null | undefined): boolean => cell === null || cell === undefined || isBlank(cell)
  while (grid.length > 0 && grid.at(-1)?.every(isEmpty) === true) grid.pop()
  let width = grid[0]?.length ?? 0
  while (width > 1 && grid.every((line) => isEmpty(line[width - 1]))) width -= 1
  for (const line of grid) line.length = width
}

/** It says so, or all of it is bold. */
function isHeaderRow(row: readonly (Element | null)[]): boolean {
  const cells = row.filter((cell) => cell !== null)
  if (cells.length === 0) return false
  const isSaid = (cell: Element): boolean => cell.tagName === 'TH' || cell.parentElement?.parentElement?.tagName === 'THEAD'
  return cells.every(isSaid) || cells.every((cell) => !isBlank(cell) && isBold(cell))
}

function isBold(cell: Element): boolean {
  return textsIn(cell).every((text) => text.parentElement?.closest('b, strong') !== null)
}

function textsIn(element: Element): readonly Text[] {
  const walker = element.ownerDocument.createTreeWalker(element, 4)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (!isBlank(node)) texts.push(node as Text)
  return texts
}

/** A cell holds paragraphs and lists; the header row is bold by itself. */
function cellOf(cell: Element, isHeader: boolean): HTMLElement {
  for (const heading of all(cell, 'h1, h2, h3, h4, h5, h6')) renamed(heading, 'p')
  for (const quote of all(cell, 'blockquote')) unwrap(quote)
  if (isHeader) for (const bold of all(cell, 'b, strong')) unwrap(bold)
  const made = cell.ownerDocument.createElement(isHeader ? 'th' : 'td')
  while (cell.firstChild !== null) made.append(cell.firstChild)
  return made
}
