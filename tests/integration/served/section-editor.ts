import { extensions, schema, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import type { Node } from '@tiptap/pm/model'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

// ProseMirror builds one for every paste; jsdom has none.
Object.assign(globalThis, { ClipboardEvent: class ClipboardEvent extends Event {} })

/** As on the page: nobody's undo takes away a block in which others have written. */
const protectedNodes = new Set(Object.values(schema.nodes).flatMap((type) => (type.isBlock && !type.isAtom ? [type.name] : [])))

/** A section open in the real editor, and a hand that works in it. */
export class SectionEditor {
  readonly editor: Editor

  constructor(doc: Y.Doc, section: SectionKey) {
    const fragment = doc.getXmlFragment(sectionRoot(section))
    this.editor = new Editor({
      element: document.createElement('div'),
      extensions: [...extensions, Collaboration.configure({ fragment, yUndoOptions: { protectedNodes } })],
    })
  }

  /** Key by key. */
  type(words: string): void {
    const { view } = this.editor
    for (const key of words) view.dispatch(view.state.tr.insertText(key))
  }

  caretBefore(words: string): void {
    this.editor.commands.setTextSelection(this.#find(words))
  }

  select(from: string, to = from): void {
    this.editor.commands.setTextSelection({ from: this.#find(from), to: this.#find(to) + to.length })
  }

  cut(): string {
    const { view } = this.editor
    const { dom } = view.serializeForClipboard(view.state.selection.content())
    view.dispatch(view.state.tr.deleteSelection())
    return dom.innerHTML
  }

  paste(html: string): void {
    this.editor.view.pasteHTML(html)
  }

  /** The block with these words becomes the first of its section, in one step, as by dragging. */
  moveToTop(words: string): void {
    const { view } = this.editor
    const position = view.state.doc.resolve(this.#find(words))
    const block: Node = position.node(1)
    view.dispatch(view.state.tr.delete(position.before(1), position.after(1)).insert(0, block))
  }

  /** What follows is another step for undo, as after half a second without typing. */
  pause(): void {
    const plugin: { undoManager: Y.UndoManager } | undefined = yUndoPluginKey.getState(this.editor.state)
    plugin?.undoManager.stopCapturing()
  }

  close(): void {
    this.editor.destroy()
  }

  #find(words: string): number {
    let found: number | undefined
    this.editor.state.doc.descendants((node, position) => {
      if (found !== undefined || !node.isTextblock) return found === undefined
      const at = node.textContent.indexOf(words)
      if (at >= 0) found = position + 1 + at
      return false
    })
    if (found === undefined) throw new Error(`nobody wrote "${words}"`)
    return found
  }
}
