import type { Element } from 'hast'
import { h } from 'hastscript'

import type { FileBlock, FileListItem } from '../file/blocks.ts'
import { inlinesOfBlock, isRun } from '../tree/voiced-runs.ts'
import type { Rendering } from './rendering.ts'

type WrittenTable = Extract<FileBlock, { type: 'table' }>

const maxLabelLength = 80

/** A table that people wrote, in a frame that scrolls by itself and is named by its first row. Short rows end in empty cells. */
export function writtenTable(
  table: WrittenTable,
  cellOf: (tag: 'td' | 'th', cell: FileListItem) => Element,
  rendering: Rendering,
): Element {
  const width = Math.max(...table.rows.map((cells) => cells.length))
  const rowOf = (tag: 'td' | 'th') => (cells: readonly FileListItem[]) =>
    h('tr', [...cells.map((cell) => cellOf(tag, cell)), ...Array.from({ length: width - cells.length }, () => h('td'))])
  const head = table.headerRow ? table.rows.slice(0, 1).map(rowOf('th')) : []
  const body = table.rows.slice(head.length).map(rowOf('td'))
  for (const row of head)
    for (const cell of row.children) if (cell.type === 'element' && cell.tagName === 'th') cell.properties['scope'] = 'col'
  return h('div.table-frame', { role: 'group', ariaLabel: labelOf(table, rendering), tabIndex: 0 }, [
    h('table', [...(head.length > 0 ? [h('thead', head)] : []), ...(body.length > 0 ? [h('tbody', body)] : [])]),
  ])
}

function labelOf({ rows: [first = []] }: WrittenTable, { t }: Rendering): string {
  const columns = first.map(textOf).filter(Boolean).join(', ')
  return columns === '' ? t('export.table') : t('export.table.of', { columns: shortened(columns) })
}

function textOf(cell: FileListItem): string {
  const inlines = Array.isArray(cell) ? cell : cell.blocks.flatMap(inlinesOfBlock)
  return inlines
    .filter(isRun)
    .map(({ text }) => text)
    .join('')
    .trim()
}

function shortened(text: string): string {
  const letters = [...text]
  return letters.length > maxLabelLength ? `${letters.slice(0, maxLabelLength).join('').trimEnd()}…` : text
}
