import type { Editor } from '@tiptap/core'

/** The sections that have an editor now: those near the window. */
export class MountedEditors {
  readonly #editors = new Map<string, Editor>()
  readonly #listeners = new Set<() => void>()

  get(section: string): Editor | null {
    return this.#editors.get(section) ?? null
  }

  /** Called when an editor is on the page. @returns a function to call when it goes */
  add(section: string, editor: Editor): () => void {
    this.#editors.set(section, editor)
    for (const listener of this.#listeners) listener()
    return () => {
      if (this.#editors.get(section) === editor) this.#editors.delete(section)
    }
  }

  /** The editor of a section that comes into the window, with its words in it; null when it has none within `withinMs`. */
  async whenMounted(section: string, withinMs = 2_000): Promise<Editor | null> {
    if (this.get(section) === null) await this.#mounting(section, withinMs)
    // The words are drawn in the turn after the editor is.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
    return this.get(section)
  }

  async #mounting(section: string, withinMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        this.#listeners.delete(look)
        resolve()
      }
      const look = (): void => {
        if (this.get(section) !== null) finish()
      }
      const timer = setTimeout(finish, withinMs)
      this.#listeners.add(look)
    })
  }
}
