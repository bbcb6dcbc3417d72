import { isSectionKey } from '@samskriv/document'

import { requestFor } from '../anchors/section-places.ts'
import { toolbarId } from '../editor/toolbar-events.ts'
import type { CommentTarget } from '../threads/desk.ts'
import { anchorOfSelection, sectionOf, selectedWords, type WhereToComment, whereToComment } from '../threads/where-to-comment.ts'

/** What somebody who asks to suggest a change means: the words they have selected, else the place of the caret, else the end of the section. */
export function whereToSuggest(where: WhereToComment): CommentTarget | null {
  const words = selectedWords(where) ?? whereToComment(where)
  if (words.anchor !== null) return { ...words, suggests: { place: 'instead' } }
  const caret = placeOfCaret(where)
  if (caret !== null) return caret
  const section = words.section ?? sectionOf(anchorOfSelection())
  return section === null ? null : { section, anchor: null, suggests: { place: 'end' } }
}

/** Beside the letter that the caret in an editor stands at; null where no letter is in its paragraph. */
function placeOfCaret({ copy, epoch }: WhereToComment): CommentTarget | null {
  const active = copy.active.get()
  if (active === null || !isSectionKey(active.key)) return null
  const { view, state } = active.editor
  const isHere = view.hasFocus() || document.getElementById(toolbarId)?.contains(document.activeElement) === true
  const { $from, from, empty } = state.selection
  if (!isHere || !empty || !$from.parent.isTextblock) return null
  const beside = { before: letterIn($from.nodeBefore?.text, -1), after: letterIn($from.nodeAfter?.text, 0) }
  const isAfter = beside.before.trim() !== ''
  if (!isAfter && beside.after.trim() === '') return null
  const stretch = isAfter ? { from: from - beside.before.length, to: from } : { from, to: from + beside.after.length }
  const anchor = requestFor(copy.doc, { section: active.key, epoch }, state.doc, stretch)
  return anchor === null ? null : { section: active.key, anchor, suggests: { place: isAfter ? 'after' : 'before', beside } }
}

/** The last or the first letter of a text, whole. */
function letterIn(text: string | undefined, at: -1 | 0): string {
  return Array.from(text ?? '').at(at) ?? ''
}
