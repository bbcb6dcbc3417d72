import type { Editor } from '@tiptap/core'

export interface ActiveSection {
  readonly key: string
  readonly editor: Editor
}

/** Which section's editor had the focus last: the one that the tools work on. */
export class ActiveEditor {
  #active: ActiveSection | null = null
  readonly #listeners = new Set<() => void>()

  readonly get = (): ActiveSection | null => this.#active

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(active: ActiveSection): void {
    if (this.#active?.editor === active.editor) return
    this.#change(active)
  }

  /** Called when a section is unmounted. */
  release(editor: Editor): void {
    if (this.#active?.editor === editor) this.#change(null)
  }

  #change(active: ActiveSection | null): void {
    this.#active = active
    for (const listener of this.#listeners) listener()
  }
}
