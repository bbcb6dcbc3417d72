import type { Node, ResolvedPos } from '@tiptap/pm/model'

/** A cell of a table in the text, counted from 0. */
export interface CellPlace {
  readonly table: Node
  /** Before the table. */
  readonly at: number
  readonly row: number
  readonly column: number
}

/** The cell that a place of the text lies in; null outside of tables. */
export function cellAround(position: ResolvedPos): CellPlace | null {
  if (position.depth < 3 || position.node(1).type.name !== 'table') return null
  return { table: position.node(1), at: position.before(1), row: position.index(1), column: position.index(2) }
}

/** Of the longest row: two who change a table at once may leave rows of different lengths. */
export function columnsOf(table: Node): number {
  let columns = 0
  table.forEach((row) => (columns = Math.max(columns, row.childCount)))
  return columns
}

/** Before a row; after the last one for the number of rows. */
export function beforeRow({ table, at }: Pick<CellPlace, 'table' | 'at'>, row: number): number {
  let position = at + 1
  for (let index = 0; index < row; index += 1) position += table.child(index).nodeSize
  return position
}

/** Before a cell; after the last one of its row for every column that the row does not have. */
export function beforeCell(place: Pick<CellPlace, 'table' | 'at'>, row: number, column: number): number {
  let position = beforeRow(place, row) + 1
  const cells = place.table.child(row)
  for (let index = 0; index < Math.min(column, cells.childCount); index += 1) position += cells.child(index).nodeSize
  return position
}
