import type { Node, NodeType } from '@tiptap/pm/model'
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state'

import { beforeCell, beforeRow, type CellPlace, cellAround, columnsOf } from './cell-place.ts'

/** What one can do with the table that has the caret. Each takes the words of cells along as they are. */
export const tableChanges = {
  addRowAbove: (tr: Transaction) => addRow(tr, 0),
  addRowBelow: (tr: Transaction) => addRow(tr, 1),
  addColumnLeft: (tr: Transaction) => addColumn(tr, 0),
  addColumnRight: (tr: Transaction) => addColumn(tr, 1),
  moveRowUp: (tr: Transaction) => moveRow(tr, -1),
  moveRowDown: (tr: Transaction) => moveRow(tr, 1),
  moveColumnLeft: (tr: Transaction) => moveColumn(tr, -1),
  moveColumnRight: (tr: Transaction) => moveColumn(tr, 1),
  removeRow,
  removeColumn,
  removeTable,
  toggleHeaderRow,
} as const satisfies Record<string, (tr: Transaction) => boolean>

export type TableChange = keyof typeof tableChanges

interface Writable {
  readonly state: EditorState
  readonly dispatch: (tr: Transaction) => void
}

/**
 * Changes the table that has the caret, in an editor.
 *
 * @param together - makes one change of all that is done in it, for everybody else and for undo
 * @returns false when it can't be done there
 */
export function changeTable(view: Writable, change: TableChange, together: (act: () => void) => void): boolean {
  if (change === 'moveColumnLeft' || change === 'moveColumnRight') return carryColumn(view, change === 'moveColumnLeft' ? -1 : 1, together)
  const { tr } = view.state
  if (!tableChanges[change](tr)) return false
  view.dispatch(tr.scrollIntoView())
  return true
}

/**
 * A column is taken out and put in again, as a row is by itself: cells that were written over each other's words would leave the words of
 * short ones to whoever moved them.
 */
function carryColumn(view: Writable, by: -1 | 1, together: (act: () => void) => void): boolean {
  const { tr } = view.state
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  const to = place.column + by
  if (to < 0 || to >= place.table.child(place.row).childCount) return false
  const { offset } = caretIn(tr, place)
  const taken = new Map<number, Node>()
  eachRowFromLast(place.table, (cells, row) => {
    if (Math.max(place.column, to) >= cells.childCount) return
    const cell = cells.child(place.column)
    const from = beforeCell(place, row, place.column)
    taken.set(row, cell)
    tr.delete(from, from + cell.nodeSize)
  })
  together(() => {
    view.dispatch(tr)
    const back = view.state.tr
    const table = tableAt(back, place.at)
    for (const [row, cell] of taken) back.insert(beforeCell({ table, at: place.at }, row, to), cell)
    view.dispatch(back)
  })
  const caret = view.state.tr
  toCell(caret, place.at, place.row, to, offset)
  view.dispatch(caret.scrollIntoView())
  return true
}

/** A new table after the block with the caret, or in its place when that is empty. The caret goes into its first cell. */
export function insertTable(tr: Transaction, rows: number, columns: number): boolean {
  const { $from } = tr.selection
  const { table, tableRow, paragraph } = tr.doc.type.schema.nodes
  if (table === undefined || tableRow === undefined || paragraph === undefined) return false
  const made = table.create(
    null,
    Array.from({ length: rows }, () => tableRow.create(null, emptyCells(tr, columns))),
  )
  const isEmpty = $from.depth === 1 && $from.parent.type === paragraph && $from.parent.childCount === 0
  const end = $from.depth === 0 ? $from.pos : $from.after(1)
  const at = isEmpty ? $from.before(1) : end
  // There is always a line after a table: nobody should have to look for a way out of it.
  const isLast = end === tr.doc.content.size
  tr.replaceWith(at, end, isLast ? [made, paragraph.create()] : made)
  return toCell(tr, at, 0, 0)
}

function addRow(tr: Transaction, offset: 0 | 1): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  const row = place.row + offset
  tr.insert(beforeRow(place, row), typeNamed(tr, 'tableRow').create(null, emptyCells(tr, columnsOf(place.table))))
  return toCell(tr, place.at, row, place.column)
}

function addColumn(tr: Transaction, offset: 0 | 1): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  const column = place.column + offset
  eachRowFromLast(place.table, (cells, row) => {
    const missing = Math.max(0, column - cells.childCount)
    tr.insert(beforeCell(place, row, column), emptyCells(tr, missing + 1))
  })
  return toCell(tr, place.at, place.row, column)
}

function moveRow(tr: Transaction, by: -1 | 1): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  const to = place.row + by
  if (to < 0 || to >= place.table.childCount) return false
  const moved = place.table.child(place.row)
  const { offset } = caretIn(tr, place)
  const from = beforeRow(place, place.row)
  tr.delete(from, from + moved.nodeSize)
  tr.insert(beforeRow({ table: tableAt(tr, place.at), at: place.at }, to), moved)
  return toCell(tr, place.at, to, place.column, offset)
}

function moveColumn(tr: Transaction, by: -1 | 1): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  const to = place.column + by
  if (to < 0 || to >= place.table.child(place.row).childCount) return false
  const { offset } = caretIn(tr, place)
  eachRowFromLast(place.table, (cells, row) => {
    if (Math.max(place.column, to) >= cells.childCount) return
    const left = Math.min(place.column, to)
    const pair = [cells.child(left + 1), cells.child(left)]
    const from = beforeCell(place, row, left)
    tr.replaceWith(from, beforeCell(place, row, left + 2), pair)
  })
  return toCell(tr, place.at, place.row, to, offset)
}

function removeRow(tr: Transaction): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  if (place.table.childCount === 1) return removeTable(tr)
  const from = beforeRow(place, place.row)
  tr.delete(from, from + place.table.child(place.row).nodeSize)
  return toCell(tr, place.at, Math.min(place.row, place.table.childCount - 2), place.column)
}

function removeColumn(tr: Transaction): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  if (columnsOf(place.table) === 1) return removeTable(tr)
  eachRowFromLast(place.table, (cells, row) => {
    if (place.column >= cells.childCount) return
    const from = beforeCell(place, row, place.column)
    const end = from + cells.child(place.column).nodeSize
    // A row that others have left with this one cell keeps an empty one.
    if (cells.childCount === 1) tr.replaceWith(from, end, emptyCells(tr, 1))
    else tr.delete(from, end)
  })
  return toCell(tr, place.at, place.row, Math.max(0, place.column - 1))
}

function removeTable(tr: Transaction): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  tr.replaceWith(place.at, place.at + place.table.nodeSize, typeNamed(tr, 'paragraph').create())
  tr.setSelection(Selection.near(tr.doc.resolve(place.at + 1)))
  return true
}

function toggleHeaderRow(tr: Transaction): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  tr.setNodeAttribute(place.at, 'headerRow', place.table.attrs['headerRow'] !== true)
  return true
}

/** Empties the cells that a selection reaches over, and leaves the caret in the first; null when it stays within one cell. */
export function clearCells(tr: Transaction): boolean {
  const { $from, $to } = tr.selection
  const [first, last] = [cellAround($from), cellAround($to)]
  if (first === null || last === null || first.at !== last.at) return false
  if (first.row === last.row && first.column === last.column) return false
  const places: { from: number; to: number }[] = []
  tr.doc.nodesBetween($from.pos, $to.pos, (node, at) => {
    if (node.type.name === 'tableCell') places.push({ from: Math.max($from.pos, at + 1), to: Math.min($to.pos, at + node.nodeSize - 1) })
    return node.type.name !== 'tableCell'
  })
  for (const { from, to } of places.toReversed()) {
    const whole = cellAround(tr.doc.resolve(from))
    if (whole !== null && tr.doc.resolve(from).depth === 3) tr.replaceWith(from, to, typeNamed(tr, 'paragraph').create())
    else tr.deleteRange(from, to)
  }
  tr.setSelection(Selection.near(tr.doc.resolve($from.pos)))
  return true
}

/** Puts cells from elsewhere over the ones from the caret on, and adds the rows and columns they need. */
export function fillCells(tr: Transaction, cells: readonly (readonly Node[])[]): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  const width = place.column + Math.max(...cells.map((row) => row.length))
  const height = place.row + cells.length
  const rows: Node[] = []
  for (let row = place.row; row < height; row += 1) {
    const before = row < place.table.childCount ? place.table.child(row) : null
    const filled: Node[] = []
    for (let column = 0; column < Math.max(width, before?.childCount ?? 0); column += 1) {
      const given = cells[row - place.row]?.[column - place.column]
      filled.push(given ?? (column < (before?.childCount ?? 0) ? before?.child(column) : undefined) ?? emptyCell(tr))
    }
    rows.push(typeNamed(tr, 'tableRow').create(null, filled))
  }
  tr.replaceWith(beforeRow(place, place.row), beforeRow(place, Math.min(height, place.table.childCount)), rows)
  return toCell(tr, place.at, height - 1, width - 1)
}

/** Puts the caret into a cell, or the last one of its row. @param offset - how far into it, from its beginning */
export function toCell(tr: Transaction, at: number, row: number, column: number, offset = 1): boolean {
  const table = tableAt(tr, at)
  const cells = table.child(row)
  const inside = beforeCell({ table, at }, row, Math.min(column, cells.childCount - 1)) + 1
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(inside + offset, tr.doc.content.size))))
  return true
}

function caretIn(tr: Transaction, { table, at, row, column }: CellPlace): { offset: number } {
  return { offset: tr.selection.head - beforeCell({ table, at }, row, column) - 1 }
}

function tableAt(tr: Transaction, at: number): Node {
  const table = tr.doc.nodeAt(at)
  if (table === null) throw new Error('no table there')
  return table
}

/** From the last, so that what is changed in one leaves the places of those before it as they were. */
function eachRowFromLast(table: Node, change: (cells: Node, row: number) => void): void {
  for (let row = table.childCount - 1; row >= 0; row -= 1) change(table.child(row), row)
}

function emptyCells(tr: Transaction, count: number): Node[] {
  return Array.from({ length: count }, () => emptyCell(tr))
}

function emptyCell(tr: Transaction): Node {
  return typeNamed(tr, 'tableCell').create(null, typeNamed(tr, 'paragraph').create())
}

function typeNamed(tr: Transaction, name: string): NodeType {
  const type = tr.doc.type.schema.nodes[name]
  if (type === undefined) throw new Error(`no node ${name}`)
  return type
}
