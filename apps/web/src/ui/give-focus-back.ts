import type { TiptapEditorHTMLElement } from '@tiptap/core'

/**
 * Gives the focus back to what had it. A text gets its caret back where it was: the browser alone puts it at the beginning, and the editor
 * moves it to its place only some time later; what is typed meanwhile would stand where nobody meant it.
 *
 * @returns false where that is gone
 */
export function giveFocusBack(element: Element | null, options?: FocusOptions): boolean {
  if (!(element instanceof HTMLElement) || !element.isConnected) return false
  const { editor }: Partial<TiptapEditorHTMLElement> = element
  if (editor instanceof Object) editor.view.focus()
  else element.focus(options)
  return true
}
