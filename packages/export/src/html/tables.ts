import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Block, Item, Table } from '../layout/kinds.ts'
import { lineContent } from './piece-content.ts'

/** A table with headers both ways, in a frame that scrolls by itself and can be reached by keyboard. */
export function dataTable({ caption, columns, rows }: Table): Element {
  const classes = (index: number): { className: string[] } | Record<string, never> =>
    columns[index]?.number === true ? { className: ['number'] } : {}
  return frame(caption, [
    h('caption.visually-hidden', caption),
    h('thead', [
      h(
        'tr',
        columns.map(({ label }, index) => h('th', { scope: 'col', ...classes(index) }, lineContent(label))),
      ),
    ]),
    h(
      'tbody',
      rows.map((cells) =>
        h(
          'tr',
          cells.map(({ pieces }, index) =>
            index === 0 ? h('th', { scope: 'row' }, lineContent(pieces)) : h('td', classes(index), lineContent(pieces)),
          ),
        ),
      ),
    ),
  ])
}

type WrittenTable = Extract<Block, { kind: 'written-table' }>

/** A table that people wrote. */
export function writtenTable({ label, head, rows }: WrittenTable, cellOf: (tag: 'td' | 'th', cell: Item) => Element): Element {
  const row = (tag: 'td' | 'th') => (cells: readonly Item[]) =>
    h(
      'tr',
      cells.map((cell) => cellOf(tag, cell)),
    )
  const header = head === null ? [] : [row('th')(head)]
  for (const { children } of header) for (const cell of children) if (cell.type === 'element') cell.properties['scope'] = 'col'
  return frame(label, [...(header.length > 0 ? [h('thead', header)] : []), ...(rows.length > 0 ? [h('tbody', rows.map(row('td')))] : [])])
}

function frame(label: string, children: Element[]): Element {
  return h('div.table-frame', { role: 'group', ariaLabel: label, tabIndex: 0 }, [h('table', children)])
}
