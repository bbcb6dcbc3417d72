import { Extension } from '@tiptap/core'
import { type Node, Fragment, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

import { difference } from './difference.ts'

/**
 * Keeps a word whole that is being composed (by the keyboard of a phone each of them is) while others write in the same section.
 *
 * The browser remembers what is composed as a part of one text of the page. When that text is written anew it forgets, and the next
 * letter brings the whole word once more behind what stood there. So what others change is put into that text, and nothing else of it
 * is touched.
 */
export const ComposedWords = Extension.create<object, { isComposing: boolean }>({
  name: 'composedWords',

  addStorage: () => ({ isComposing: false }),

  addProseMirrorPlugins() {
    // The editor gives up a composition on Android after five seconds, the browser does not: so it is not the editor that is asked.
    const follow = (isComposing: boolean) => (): boolean => {
      this.storage.isComposing = isComposing
      return false
    }
    const handleDOMEvents = { compositionstart: follow(true), compositionupdate: follow(true), compositionend: follow(false) }
    return [new Plugin({ key: new PluginKey('composedWords'), props: { handleDOMEvents } })]
  },

  dispatchTransaction({ transaction, next }) {
    const isOthers = transaction.docChanged && transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true
    if (!isOthers || !this.storage.isComposing) return next(transaction)
    const { view, state } = this.editor
    writeAround(view, transaction)
    next(ofChangedBlocks(state, transaction))
  },
})

/** Others' words come as a whole new section: blocks that are the same stay the same, or each is drawn in the place of another. */
function ofChangedBlocks(state: EditorState, whole: Transaction): Transaction {
  const [before, after] = [state.doc.content.content, whole.doc.content.content]
  const shorter = Math.min(before.length, after.length)
  let first = 0
  while (first < shorter && isSame(before[first], after[first])) first += 1
  let kept = 0
  while (kept < shorter - first && isSame(before.at(-1 - kept), after.at(-1 - kept))) kept += 1
  const from = sizeOf(before.slice(0, first))
  const to = state.doc.content.size - sizeOf(before.slice(before.length - kept))
  const changed = Fragment.from(after.slice(first, after.length - kept))
  const tr = state.tr.replace(from, to, new Slice(changed, 0, 0))
  tr.setSelection(Selection.fromJSON(tr.doc, whole.selection.toJSON())).setMeta(ySyncPluginKey, whole.getMeta(ySyncPluginKey))
  return whole.scrolledIntoView ? tr.scrollIntoView() : tr
}

function isSame(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && one.eq(other)
}

function sizeOf(blocks: readonly Node[]): number {
  return blocks.reduce((size, block) => size + block.nodeSize, 0)
}

/** Stands for what is in a line and is no letter, so that places in its words are places in the text. */
const noLetter = '\ufffc'

function writeAround(view: EditorView, next: Transaction): void {
  const text = view.dom.ownerDocument.getSelection()?.focusNode
  if (!(text instanceof Text) || !view.dom.contains(text)) return
  const $start = view.state.doc.resolve(view.posAtDOM(text, 0))
  const [line, nextLine] = [$start.parent, next.selection.$head.parent]
  if (!line.inlineContent || !nextLine.inlineContent) return
  const [before, after] = [line, nextLine].map((of) => of.textBetween(0, of.content.size, '', noLetter))
  if (before === undefined || after === undefined) return
  const at = $start.parentOffset
  // What the browser has written and the editor has not read yet is left to the editor.
  if (before.slice(at, at + text.length) !== text.data) return
  const { from, to, words } = difference(before, after)
  if (from >= at && to <= at + text.length && !words.includes(noLetter)) text.replaceData(from - at, to - from, words)
}
