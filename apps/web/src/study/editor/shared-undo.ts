import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

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
  #held: (() => void) | null = null
  #isCareful = false

  constructor(fragments: readonly Y.XmlFragment[]) {
    this.#manager = new Y.UndoManager([...fragments], {
      trackedOrigins: new Set([ySyncPluginKey]),
      // What holds somebody's words is never taken away: another person's would go along.
      deleteFilter: ({ content }) => !(content instanceof Y.ContentType) || content.type._length === 0,
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    })
    this.#takeCare()
    const refresh = (): void => this.#refresh()
    this.#manager.on('stack-item-added', () => {
      this.#takeCare()
      refresh()
    })
    this.#manager.on('stack-item-popped', refresh)
    this.#manager.on('stack-cleared', refresh)
  }

  readonly depth = (): UndoDepth => this.#depth

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  undo(): boolean {
    if (this.#held !== null) {
      this.#held()
      return true
    }
    return this.#manager.undo() !== null
  }

  redo(): boolean {
    return this.#manager.redo() !== null
  }

  /** What follows is undone by itself: called when another section gets the focus. */
  newStep(): void {
    if (this.#held === null) this.#manager.stopCapturing()
  }

  /**
   * What follows is one step until it is let go of, however long it takes.
   *
   * @param onUndo - is called in place of an undo meanwhile
   * @returns lets go of it
   */
  hold(onUndo: () => void): () => void {
    const { captureTimeout } = this.#manager
    this.newStep()
    this.#manager.captureTimeout = Infinity
    this.#held = onUndo
    return () => {
      this.#held = null
      this.#manager.captureTimeout = captureTimeout
      this.newStep()
    }
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

  /** Fetched behind the text, before anybody else can have changed what a step did; once more with the next step if it didn't come. */
  #takeCare(): void {
    if (this.#isCareful) return
    this.#isCareful = true
    void import('@samskriv/document/undo').then(
      ({ makeCareful }) => makeCareful(this.#manager),
      () => {
        this.#isCareful = false
      },
    )
  }

  #refresh(): void {
    const canUndo = this.#manager.canUndo()
    const canRedo = this.#manager.canRedo()
    if (canUndo === this.#depth.canUndo && canRedo === this.#depth.canRedo) return
    this.#depth = { canUndo, canRedo }
    for (const listener of this.#listeners) listener()
  }
}
