import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { EditorState } from '@tiptap/pm/state'
import * as Y from 'yjs'

/** Where a place of the document is in an editor; null when it is not in its section, or the editor is not bound to one yet. */
export function positionOf(state: EditorState, place: Y.RelativePosition): number | null {
  const sync = ySyncPluginKey.getState(state)
  if (!sync?.binding) return null
  const named = withoutLetter(sync.doc, place)
  const position: unknown = relativePositionToAbsolutePosition(sync.doc, sync.type, named, sync.binding.mapping)
  return typeof position === 'number' ? Math.min(position, state.doc.content.size) : null
}

/**
 * y-tiptap takes a place before the first letter of a section for one that was lost (`isMisresolvedTextPosition`), unless it is told as
 * the beginning of its text and not by that letter.
 */
function withoutLetter(doc: Y.Doc, place: Y.RelativePosition): Y.RelativePosition {
  const now = Y.createAbsolutePositionFromRelativePosition(place, doc)
  return now !== null && now.index === 0 && now.type instanceof Y.XmlText ? Y.createRelativePositionFromTypeIndex(now.type, 0, -1) : place
}
