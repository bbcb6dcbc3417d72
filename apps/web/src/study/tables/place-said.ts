import { type CellPlace, columnsOf } from '@samskriv/document'

import type { Say } from '../../shell/use-say.ts'

/** What a table is called. @param columns - the words of its first row */
export function tableName(say: Say, columns: string): string {
  return columns === '' ? say('table.unnamed') : say('table.name', { columns })
}

/** Where the caret has come to: row and column, and what heads the column. @param place - null outside of tables */
export function placeSaid(say: Say, place: CellPlace | null): string {
  if (place === null) return say('table.left')
  const { table, row, column } = place
  const where = { row: row + 1, rows: table.childCount, column: column + 1, columns: columnsOf(table) }
  const first = table.child(0)
  const heading = table.attrs['headerRow'] === true && row > 0 && column < first.childCount ? first.child(column).textContent.trim() : ''
  return heading === '' ? say('table.at', where) : say('table.at.headed', { ...where, heading })
}
