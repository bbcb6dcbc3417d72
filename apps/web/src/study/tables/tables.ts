import {
  type CellPlace,
  cellAround,
  changeTable,
  clearCells,
  columnsOf,
  pasteIntoCell,
  type TableChange,
  tableChanges,
  toCell,
  wholeTables,
} from '@samskriv/document'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, Selection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView, type NodeView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Doc } from 'yjs'

import { tableKeys } from './table-keys.ts'

interface TablesOptions {
  /** What a table is called: by the words of its first row. */
  readonly nameOf: (columns: string) => string
  /** Told of each cell that the caret comes into, and of leaving a table. */
  readonly onPlace: (place: CellPlace | null) => void
}

/** One change for everybody else and for undo, however many steps it takes here. */
export function changeTableIn(view: EditorView, change: TableChange): boolean {
  const { doc }: { doc: Doc } = ySyncPluginKey.getState(view.state)
  return changeTable(view, change, (act) => doc.transact(act, ySyncPluginKey))
}

/** Tables by keyboard: from cell to cell, into and out of them; each in a frame that scrolls by itself. */
export const Tables = Extension.create<TablesOptions>({
  name: 'tables',
  // Before lists take Tab, and after the keys that lead out of the text.
  priority: 850,

  addKeyboardShortcuts() {
    const run = (change: (tr: Transaction, view: EditorView) => boolean) => () => {
      const { view } = this.editor
      const { tr } = view.state
      if (!change(tr, view)) return false
      view.dispatch(tr.scrollIntoView())
      return true
    }
    const changes = Object.fromEntries(
      tableKeys.map(([change, keys]) => [keys.replaceAll('+', '-'), () => changeTableIn(this.editor.view, change)]),
    )
    return {
      ...changes,
      Tab: run((tr) => toNextCell(tr, 1)),
      'Shift-Tab': run((tr) => toNextCell(tr, -1)),
      ArrowUp: run((tr, view) => toRowBeside(tr, view, 'up')),
      ArrowDown: run((tr, view) => toRowBeside(tr, view, 'down')),
      Backspace: run(clearCells),
      Delete: run(clearCells),
    }
  },

  addProseMirrorPlugins() {
    const { nameOf, onPlace } = this.options
    return [
      new Plugin({
        props: {
          nodeViews: { table: (node) => new TableFrame(node, nameOf) },
          decorations: headerCells,
          transformPasted: wholeTables,
          handlePaste: (view, _event, slice) => {
            const { tr } = view.state
            if (!pasteIntoCell(tr, slice)) return false
            view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
            return true
          },
          handleTextInput: (view, _from, _to, text) => {
            const { tr } = view.state
            if (!clearCells(tr)) return false
            view.dispatch(tr.insertText(text).scrollIntoView())
            return true
          },
          handleDOMEvents: { cut: cutCells },
        },
        view: (opened) => new PlaceTold(opened.state, onPlace),
      }),
    ]
  },
})

/** From cell to cell as one reads; beyond the last one there is a new row. */
function toNextCell(tr: Transaction, by: -1 | 1): boolean {
  const place = cellAround(tr.selection.$from)
  if (place === null) return false
  const { table, at, row, column } = place
  const next = column + by
  if (next >= 0 && next < table.child(row).childCount) return toCell(tr, at, row, next, 0)
  const nextRow = row + by
  if (nextRow < 0) return true
  if (nextRow >= table.childCount) return tableChanges.addRowBelow(tr) && toCell(tr, at, nextRow, 0)
  return toCell(tr, at, nextRow, by > 0 ? 0 : table.child(nextRow).childCount - 1, 0)
}

/** From the first or last line of a cell to the cell above or below, and out of the table to a line beside it, made when there is none. */
function toRowBeside(tr: Transaction, view: EditorView, direction: 'up' | 'down'): boolean {
  const { $head, empty } = tr.selection
  const place = cellAround($head)
  if (place === null) return empty && intoTable(tr, view, direction)
  if (!empty || !isAtEdge(view, direction, 3)) return false
  const { table, at, row, column } = place
  const next = row + (direction === 'up' ? -1 : 1)
  if (next >= 0 && next < table.childCount) return toCell(tr, at, next, column)
  const beside = direction === 'up' ? at : at + table.nodeSize
  const paragraph = tr.doc.type.schema.nodes['paragraph']
  const isMissing = direction === 'up' ? tr.doc.resolve(beside).nodeBefore === null : tr.doc.resolve(beside).nodeAfter === null
  if (isMissing && paragraph !== undefined) {
    tr.insert(beside, paragraph.create())
    tr.setSelection(Selection.near(tr.doc.resolve(beside + 1)))
    return true
  }
  tr.setSelection(Selection.near(tr.doc.resolve(beside), direction === 'up' ? -1 : 1))
  return true
}

/** From the line before or after a table into its nearest row. */
function intoTable(tr: Transaction, view: EditorView, direction: 'up' | 'down'): boolean {
  const { $head } = tr.selection
  if ($head.depth === 0) return false
  const beside = direction === 'up' ? $head.before(1) : $head.after(1)
  const { nodeBefore, nodeAfter } = tr.doc.resolve(beside)
  const table = direction === 'up' ? nodeBefore : nodeAfter
  if (table?.type.name !== 'table' || !isAtEdge(view, direction, 1)) return false
  const at = direction === 'up' ? beside - table.nodeSize : beside
  return toCell(tr, at, direction === 'up' ? table.childCount - 1 : 0, 0)
}

/** In the first line, or the last, of what stands in the node at a depth. */
function isAtEdge(view: EditorView, direction: 'up' | 'down', within: number): boolean {
  const { $head } = view.state.selection
  for (let depth = within; depth < $head.depth; depth += 1) {
    if ($head.index(depth) !== (direction === 'up' ? 0 : $head.node(depth).childCount - 1)) return false
  }
  return view.endOfTextblock(direction)
}

/** Cells that are taken out leave their cells standing. */
function cutCells(view: EditorView, event: Event): boolean {
  const { tr } = view.state
  if (!(event instanceof ClipboardEvent) || event.clipboardData === null) return false
  const copied = view.serializeForClipboard(view.state.selection.content())
  if (!clearCells(tr)) return false
  event.preventDefault()
  event.clipboardData.clearData()
  event.clipboardData.setData('text/html', copied.dom.innerHTML)
  event.clipboardData.setData('text/plain', copied.text)
  view.dispatch(tr.scrollIntoView().setMeta('uiEvent', 'cut'))
  return true
}

/** The cells of a first row that heads its columns say so; the table alone knows. */
function headerCells({ doc }: EditorState): DecorationSet | null {
  const cells: Decoration[] = []
  doc.forEach((table, at) => {
    if (table.type.name !== 'table' || table.attrs['headerRow'] !== true) return
    table.firstChild?.forEach((cell, offset) => {
      const from = at + 2 + offset
      // An empty cell heads nothing yet.
      const role = cell.textContent.trim() === '' ? {} : { role: 'columnheader' }
      cells.push(Decoration.node(from, from + cell.nodeSize, { ...role, class: 'header-cell' }))
    })
  })
  return cells.length === 0 ? null : DecorationSet.create(doc, cells)
}

/** A table in a frame that scrolls sideways when it has to, and is named. */
class TableFrame implements NodeView {
  readonly dom = document.createElement('div')
  readonly contentDOM: HTMLElement
  readonly #nameOf: TablesOptions['nameOf']

  constructor(node: Node, nameOf: TablesOptions['nameOf']) {
    this.#nameOf = nameOf
    this.dom.className = 'table-frame'
    this.dom.setAttribute('role', 'group')
    this.contentDOM = document.createElement('tbody')
    const table = document.createElement('table')
    table.append(this.contentDOM)
    this.dom.append(table)
    this.#name(node)
  }

  update(node: Node): boolean {
    if (node.type.name !== 'table') return false
    this.#name(node)
    return true
  }

  ignoreMutation(mutation: { readonly type: string; readonly target: globalThis.Node }): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }

  #name(node: Node): void {
    const name = this.#nameOf(firstRowOf(node))
    if (this.dom.getAttribute('aria-label') !== name) this.dom.setAttribute('aria-label', name)
  }
}

const maxNameLength = 80

function firstRowOf(table: Node): string {
  const words: string[] = []
  table.firstChild?.forEach((cell) => words.push(cell.textContent.trim()))
  return words.filter(Boolean).join(', ').slice(0, maxNameLength)
}

/** Tells of the cell that the caret is in when it is another one than before. */
class PlaceTold {
  readonly #onPlace: TablesOptions['onPlace']
  #before: CellPlace | null

  constructor(state: EditorState, onPlace: TablesOptions['onPlace']) {
    this.#onPlace = onPlace
    this.#before = cellAround(state.selection.$head)
  }

  update(view: EditorView): void {
    const now = cellAround(view.state.selection.$head)
    const before = this.#before
    this.#before = now
    if (now === null && before === null) return
    const isSame =
      now !== null && before !== null && now.row === before.row && now.column === before.column && sizeOf(now) === sizeOf(before)
    // What others change is told of elsewhere.
    const isRemote = ySyncPluginKey.getState(view.state)?.isChangeOrigin === true
    if (!isSame && !isRemote) this.#onPlace(now)
  }
}

function sizeOf({ table }: CellPlace): string {
  return `${table.childCount} ${columnsOf(table)}`
}
