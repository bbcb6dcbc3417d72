import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

export interface Table {
  readonly caption: string
  readonly columns: readonly { readonly label: string | ElementContent[]; readonly number?: boolean }[]
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly (string | ElementContent[])[])[]
}

/** A table with headers both ways, in a frame that scrolls by itself and can be reached by keyboard. */
export function table({ caption, columns, rows }: Table): Element {
  const classes = (index: number): { className: string[] } | Record<string, never> =>
    columns[index]?.number === true ? { className: ['number'] } : {}
  return h('div.table-frame', { role: 'group', ariaLabel: caption, tabIndex: 0 }, [
    h('table', [
      h('caption.visually-hidden', caption),
      h('thead', [
        h(
          'tr',
          columns.map(({ label }, index) => h('th', { scope: 'col', ...classes(index) }, label)),
        ),
      ]),
      h(
        'tbody',
        rows.map((cells) =>
          h(
            'tr',
            cells.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, cell) : h('td', classes(index), cell))),
          ),
        ),
      ),
    ]),
  ])
}
