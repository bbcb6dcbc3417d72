import type { Node } from '@tiptap/pm/model'
import { NodeSelection, type Transaction } from '@tiptap/pm/state'

import { captionOf, caretAfter, isPicture, pastCaption, type Picture, type PlacedPicture } from './picture-node.ts'

/**
 * Puts a picture in behind the block that has the caret, or in the place of an empty one, and the caret into the line after it, which is
 * made where there is none: whoever goes on writing must not write over the picture.
 *
 * @param caption - what is told of it below; empty for nothing
 */
export function insertPicture(tr: Transaction, picture: Picture, caption = ''): Transaction {
  const { image, paragraph } = tr.doc.type.schema.nodes
  if (image === undefined || paragraph === undefined) return tr
  const { $from, to } = tr.selection
  const isEmptyLine = $from.depth === 1 && $from.parent.type === paragraph && $from.parent.content.size === 0
  const behind = pastCaption(tr.doc, $from.depth === 0 ? to : $from.after(1))
  const [start, end] = isEmptyLine ? [$from.before(1), $from.after(1)] : [behind, behind]
  tr.replaceWith(start, end, [image.create({ ...picture }), ...captionNodes(tr, caption)])
  return caretAfter(tr, start)
}

/**
 * Puts a picture in behind a block of the section, or in its place when it is an empty line.
 *
 * @param index - how many blocks stand before it
 * @param caption - what is told of it below; empty for nothing
 */
export function insertPictureBehind(tr: Transaction, picture: Picture, index: number, caption = ''): Transaction {
  const { image } = tr.doc.type.schema.nodes
  if (image === undefined) return tr
  const blocks = tr.doc.content.content.slice(0, index)
  const end = pastCaption(
    tr.doc,
    blocks.reduce((size, block) => size + block.nodeSize, 0),
  )
  const last = blocks.at(-1)
  const start = last !== undefined && last.isTextblock && last.content.size === 0 ? end - last.nodeSize : end
  const hasCaret = tr.selection.from >= start && tr.selection.to <= end
  const below = captionNodes(tr, caption)
  tr.replaceWith(start, end, [image.create({ ...picture }), ...below])
  const line = tr.doc.type.schema.nodes['paragraph']
  if (hasCaret) return caretAfter(tr, start)
  const after = start + 1 + (below[0]?.nodeSize ?? 0)
  return tr.doc.content.size === after && line !== undefined ? tr.insert(after, line.create()) : tr
}

function captionNodes({ doc }: Transaction, words: string): readonly Node[] {
  const { caption } = doc.type.schema.nodes
  return caption === undefined || words === '' ? [] : [caption.create(null, doc.type.schema.text(words))]
}

/**
 * Says anew what a picture shows; nothing when it is not there any more.
 *
 * @param before - as it was when somebody began to describe it: others may have written before it since
 * @param caption - what is told of it below, where nothing is told yet: words that are there are somebody's, and changed in the text
 */
export function describePicture(
  tr: Transaction,
  before: PlacedPicture,
  { alt, decorative }: Omit<Picture, 'hash'>,
  caption = '',
): Transaction {
  const at = placeNow(tr, before)
  if (at === null) return tr
  const { hash } = before
  if (captionOf(tr.doc, at) === null) tr.insert(at + 1, captionNodes(tr, caption))
  return tr.setNodeMarkup(at, undefined, { hash, alt, decorative }).setSelection(NodeSelection.create(tr.doc, at))
}

function placeNow({ doc, selection }: Transaction, before: PlacedPicture): number | null {
  const shown: { readonly at: number }[] = []
  doc.descendants((node, at) => {
    if (isPicture(node) && node.attrs['hash'] === before.hash) shown.push({ at })
  })
  // It stays selected while what is around it changes.
  const chosen = shown.find(({ at }) => selection instanceof NodeSelection && selection.from === at)
  const [nearest] = shown.toSorted((a, b) => Math.abs(a.at - before.at) - Math.abs(b.at - before.at))
  return chosen?.at ?? nearest?.at ?? null
}
