import type { ChainedCommands, Editor } from '@tiptap/core'

/**
 * What leads back to the text begins with this: the caret is back there at once, and in sight. Tiptap's own `focus` comes back a frame
 * later, and what somebody types in that frame, which is long on a busy device, goes to what led back, and is lost.
 */
export function backInText(editor: Editor): ChainedCommands {
  editor.view.focus()
  return editor.chain().scrollIntoView()
}
