import { mergeAttributes, Node } from '@tiptap/core'

import { checkedAttribute } from './attribute.ts'

const isBoolean = (value: unknown): boolean => typeof value === 'boolean'

/**
 * Rows of cells. No cell reaches over others, and whether the first row is a header is said once, by the table: rows and columns that two
 * people add at once then merge to rows of unequal length at worst, which every reader shows as they are and nobody repairs.
 */
const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  addAttributes: () => ({
    headerRow: { ...checkedAttribute('headerRow', true, isBoolean), parseHTML: (element: HTMLElement) => hasHeaderRow(element) },
  }),
  parseHTML: () => [{ tag: 'table', priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
})

const TableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

const TableCell = Node.create({
  name: 'tableCell',
  content: '(paragraph | bulletList | orderedList)+',
  isolating: true,
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: () => ['td', 0],
})

export const tables = [Table, TableRow, TableCell]

/** As our own copies say it; of a table from elsewhere when its first row holds header cells alone. */
function hasHeaderRow(table: HTMLElement): boolean {
  const said = table.getAttribute('data-headerrow')
  if (said !== null) return said === 'true'
  const cells = [...(table.querySelector('tr')?.children ?? [])]
  return cells.length > 0 && cells.every(({ tagName }) => tagName === 'TH')
}
