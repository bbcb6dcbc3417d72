import type { Editor } from '@tiptap/core'
import * as Y from 'yjs'

import { backInText } from '../editor/back-in-text.ts'
import { positionOf } from '../editor/position-of.ts'
import type { Found } from './found.ts'

/** Selects it in its editor, with the focus. @returns false where there is no editor, or it does not stand there any more */
export function selectFound(editor: Editor | null, { text, index, length }: Found): boolean {
  if (editor === null) return false
  const at = (place: number): number | null => positionOf(editor.state, Y.createRelativePositionFromTypeIndex(text, place))
  const [from, to] = [at(index), at(index + length)]
  if (from === null || to === null) return false
  return backInText(editor).setTextSelection({ from, to }).run()
}
