import type { FileBlock, FileListItem } from '../file/blocks.ts'
import { inlinesOfBlock, isRun } from '../tree/voiced-runs.ts'
import type { Block, Item } from './kinds.ts'
import type { Wording } from './wording.ts'

type WrittenTable = Extract<FileBlock, { type: 'table' }>

const maxLabelLength = 80

/** A table that people wrote, named by its first row. Short rows end in empty cells. */
export function writtenTable(table: WrittenTable, itemOf: (cell: FileListItem) => Item, wording: Wording): Block {
  const columns = Math.max(...table.rows.map((cells) => cells.length))
  const rows = table.rows.map((cells) => [
    ...cells.map(itemOf),
    ...Array.from({ length: columns - cells.length }, (): Item => ({ blocks: [] })),
  ])
  const [head = null] = table.headerRow ? rows : []
  return {
    kind: 'written-table',
    label: labelOf(table, wording),
    columns,
    head,
    rows: head === null ? rows : rows.slice(1),
  }
}

function labelOf({ rows: [first = []] }: WrittenTable, { t }: Wording): string {
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
