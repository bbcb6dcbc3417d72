import { schema } from '@samskriv/document'
import { defaultDeleteFilter, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/**
 * Blocks that hold somebody's words are never taken away by an undo: only y-prosemirror's `paragraph` is protected by default,
 * and a heading, list or quote would take the other person's words along.
 */
const protectedNodes: ReadonlySet<string> = new Set(
  Object.values(schema.nodes)
    .filter((type) => type.isBlock && !type.isAtom)
    .map(({ name }) => name),
)

export interface UndoDepth {
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/**
 * One undo history over all sections of a study, of what was typed on this page and nothing else. It belongs to the document and
 * not to an editor, so it survives sections that are unmounted while scrolling.
 */
export class SharedUndo {
  readonly #manager: Y.UndoManager
  readonly #listeners = new Set<() => void>()
  #depth: UndoDepth = { canUndo: false, canRedo: false }

  constructor(fragments: readonly Y.XmlFragment[]) {
    this.#manager = new Y.UndoManager([...fragments], {
      trackedOrigins: new Set([ySyncPluginKey]),
      deleteFilter: (item) => defaultDeleteFilter(item, new Set(protectedNodes)),
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    })
    const refresh = (): void => this.#refresh()
    this.#manager.on('stack-item-added', refresh)
    this.#manager.on('stack-item-popped', refresh)
    this.#manager.on('stack-cleared', refresh)
  }

  readonly depth = (): UndoDepth => this.#depth

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  undo(): boolean {
    return this.#manager.undo() !== null
  }

  redo(): boolean {
    return this.#manager.redo() !== null
  }

  /** What follows is undone by itself: called when another section gets the focus. */
  newStep(): void {
    this.#manager.stopCapturing()
  }

  /** From now on only what was typed in these is undone and done again; what was typed elsewhere is not this person's to change any more. */
  limitTo(fragments: readonly Y.XmlFragment[]): void {
    this.#manager.scope = [...fragments]
  }

  /** Forgets everything, so that what was there before this visit can't be undone. */
  clear(): void {
    this.#manager.clear()
  }

  destroy(): void {
    this.#manager.destroy()
  }

  #refresh(): void {
    const canUndo = this.#manager.canUndo()
    const canRedo = this.#manager.canRedo()
    if (canUndo === this.#depth.canUndo && canRedo === this.#depth.canRedo) return
    this.#depth = { canUndo, canRedo }
    for (const listener of this.#listeners) listener()
  }
}
