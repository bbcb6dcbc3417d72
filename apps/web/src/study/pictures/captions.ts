import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

import { captionOf, isPicture } from './picture-node.ts'

/** Enter in what stands below a picture goes on in a paragraph. @returns false anywhere else */
export function leaveCaption(tr: Transaction): boolean {
  const { $from, $to } = tr.selection
  const line = tr.doc.type.schema.nodes['paragraph']
  if ($from.parent.type.name !== 'caption' || !$from.sameParent($to) || line === undefined) return false
  tr.deleteSelection()
  tr.split(tr.selection.from, 1, [{ type: line }]).scrollIntoView()
  return true
}

/** A picture is called for screen readers by what is told of it below, which is no part of it in an editor. */
export function namedPictures(doc: Node): DecorationSet {
  const named: Decoration[] = []
  doc.forEach((node, at) => {
    const words = isPicture(node) ? captionOf(doc, at)?.textContent.trim() : undefined
    if (words !== undefined && words !== '') named.push(Decoration.node(at, at + node.nodeSize, { 'aria-label': words }))
  })
  return DecorationSet.create(doc, named)
}
