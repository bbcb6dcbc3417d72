import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'

import { cellAround } from './cell-place.ts'
import { clearCells, fillCells } from './table-changes.ts'

/** A part of a table is pasted as a table of its own, and what lies in one cell as the words it is. */
export function wholeTables(slice: Slice): Slice {
  const { content, openStart, openEnd } = slice
  const [first, last] = [content.firstChild, content.lastChild]
  const only = content.childCount === 1 ? onlyCell(first) : null
  if (only !== null && openStart > 3 && openEnd > 3) return new Slice(only.content, openStart - 3, openEnd - 3)
  const start = isTable(first) ? 0 : openStart
  const end = isTable(last) ? 0 : openEnd
  return start === openStart && end === openEnd ? slice : new Slice(content, start, end)
}

/**
 * What is pasted into a cell: a table goes over the cells from there on, and of other blocks the words come as paragraphs.
 *
 * @returns false when it can be pasted as it is
 */
export function pasteIntoCell(tr: Transaction, slice: Slice): boolean {
  clearCells(tr)
  if (cellAround(tr.selection.$from) === null) return false
  const [first] = slice.content.content
  if (slice.content.childCount === 1 && isTable(first)) return fillCells(tr, cellsOf(first))
  const blocks = slice.content.content.flatMap(blocksForCell)
  const isSame = blocks.length === slice.content.childCount && blocks.every((block, index) => block === slice.content.child(index))
  if (isSame) return false
  tr.replaceSelection(new Slice(Fragment.from(blocks), slice.openStart > 0 ? 1 : 0, slice.openEnd > 0 ? 1 : 0))
  return true
}

function cellsOf(table: Node): readonly (readonly Node[])[] {
  return table.content.content.map((row) => row.content.content)
}

function blocksForCell(node: Node): readonly Node[] {
  const { paragraph } = node.type.schema.nodes
  switch (node.type.name) {
    case 'paragraph':
    case 'bulletList':
    case 'orderedList':
    case 'text':
      return [node]
    case 'heading':
    case 'caption':
      return paragraph === undefined ? [] : [paragraph.create(null, node.content)]
    default:
      return node.isInline ? [node] : node.content.content.flatMap(blocksForCell)
  }
}

function onlyCell(table: Node | null): Node | null {
  if (!isTable(table) || table.childCount !== 1 || table.child(0).childCount !== 1) return null
  return table.child(0).child(0)
}

function isTable(node: Node | null | undefined): node is Node {
  return node?.type.name === 'table'
}
