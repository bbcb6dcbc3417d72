import { isSectionKey, sectionRoot } from '@samskriv/document'
import type { Editor } from '@tiptap/core'
import * as Y from 'yjs'

import { backInText } from '../editor/back-in-text.ts'
import { positionOf } from '../editor/position-of.ts'
import type { Presence } from '../editor/presence.ts'
import { sectionId } from '../section/SectionView.tsx'

/** The block on the page that somebody's caret is in; the section they are in when it is nowhere in the text; null when in none. */
export function blockOfCaret(doc: Y.Doc, { section, cursor }: Presence): HTMLElement | null {
  if (section === null) return null
  const whole = document.getElementById(sectionId(section))
  const text = whole?.querySelector('.section-body .ProseMirror, .section-body .section-text')
  const place = cursor === null || !isSectionKey(section) ? null : blockNumber(doc, doc.getXmlFragment(sectionRoot(section)), cursor.head)
  const block = place === null ? null : (text?.children[place] ?? null)
  return block instanceof HTMLElement ? block : whole
}

/** Puts one's own caret where somebody else's is. @returns false when theirs is not in this text */
export function joinCaret(editor: Editor, cursor: Presence['cursor']): boolean {
  const position = cursor === null ? null : positionOf(editor.state, relative(cursor.head))
  return position !== null && backInText(editor).setTextSelection(position).run()
}

/** Which child of the section it is in, from 0. */
function blockNumber(doc: Y.Doc, fragment: Y.XmlFragment, head: unknown): number | null {
  const place = Y.createAbsolutePositionFromRelativePosition(relative(head), doc)
  if (place === null) return null
  if (place.type === fragment) return Math.max(0, Math.min(place.index, fragment.length - 1))
  for (let item = place.type._item; item !== null; item = item.parent instanceof Y.AbstractType ? item.parent._item : null)
    if (item.parent === fragment) return fragment.toArray().findIndex((child) => child._item === item)
  return null
}

function relative(place: unknown): Y.RelativePosition {
  return Y.createRelativePositionFromJSON(place)
}
