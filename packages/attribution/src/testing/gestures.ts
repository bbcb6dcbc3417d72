import type { SectionKey } from '@samskriv/domain'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'

import { summary, type Writer } from './writing-room.ts'

/** Position of the first place where `words` stand within one block. */
function positionOf(writer: Writer, words: string, section: SectionKey = summary): number {
  let found: number | undefined
  writer.editor(section).state.doc.descendants((node, position) => {
    if (found !== undefined || !node.isTextblock) return found === undefined
    const at = node.textBetween(0, node.content.size, undefined, '\uFFFC').indexOf(words)
    if (at >= 0) found = position + 1 + at
    return false
  })
  if (found === undefined) throw new Error(`nobody wrote "${words}"`)
  return found
}

export function caretBefore(writer: Writer, words: string, section?: SectionKey): void {
  writer.editor(section).commands.setTextSelection(positionOf(writer, words, section))
}

export function caretAfter(writer: Writer, words: string, section?: SectionKey): void {
  writer.editor(section).commands.setTextSelection(positionOf(writer, words, section) + words.length)
}

export function select(writer: Writer, words: string, section?: SectionKey): void {
  const from = positionOf(writer, words, section)
  writer.editor(section).commands.setTextSelection({ from, to: from + words.length })
}

/** From the beginning of one stretch of words to the end of another, over blocks. */
export function selectFrom(writer: Writer, first: string, last: string, section?: SectionKey): void {
  const from = positionOf(writer, first, section)
  writer.editor(section).commands.setTextSelection({ from, to: positionOf(writer, last, section) + last.length })
}

/** Key by key, one transaction each. */
export function type(writer: Writer, words: string, section?: SectionKey): void {
  const { view } = writer.editor(section)
  for (const key of words) view.dispatch(view.state.tr.insertText(key))
}

export function backspace(writer: Writer, times: number, section?: SectionKey): void {
  const { view } = writer.editor(section)
  for (let index = 0; index < times; index++) {
    const { from } = view.state.selection
    view.dispatch(view.state.tr.delete(from - 1, from))
  }
}

/** @returns the clipboard's HTML */
export function cut(writer: Writer, section?: SectionKey): string {
  const { view } = writer.editor(section)
  const { dom } = view.serializeForClipboard(view.state.selection.content())
  view.dispatch(view.state.tr.deleteSelection())
  return dom.innerHTML
}

export function paste(writer: Writer, html: string, section?: SectionKey): void {
  writer.editor(section).view.pasteHTML(html)
}

/** The block that holds `words`, taken to another place among its siblings in one step, as Alt+arrow and dragging do. */
export function moveBlock(writer: Writer, words: string, toIndex: number, section?: SectionKey): void {
  const { view } = writer.editor(section)
  const position = view.state.doc.resolve(positionOf(writer, words, section))
  const block = position.node(1)
  const tr = view.state.tr.delete(position.before(1), position.after(1))
  const blocks: Node[] = []
  tr.doc.forEach((node) => blocks.push(node))
  const target = blocks.slice(0, toIndex).reduce((sum, node) => sum + node.nodeSize, 0)
  view.dispatch(tr.insert(target, block))
}

/** Drags the selected words to just after other words, in one step. */
export function dragAfter(writer: Writer, words: string, section?: SectionKey): void {
  const { view } = writer.editor(section)
  const { from, to } = view.state.selection
  const text = view.state.doc.textBetween(from, to)
  const tr = view.state.tr.delete(from, to)
  const target = tr.mapping.map(positionOf(writer, words, section) + words.length)
  view.dispatch(tr.replace(target, target, new Slice(Fragment.from(view.state.schema.text(text)), 0, 0)))
}
