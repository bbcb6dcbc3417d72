import type { PastedPicture } from '@samskriv/document/clipboard'
import type { EditorState, Transaction } from '@tiptap/pm/state'

/** A picture that was pasted, and how many blocks stand before it. */
export interface PlacedPicture {
  readonly picture: PastedPicture
  readonly behind: number
}

/**
 * Takes the marks of pictures out of what was pasted, before anybody else sees them: the pictures follow when it is said what they show.
 * One whose mark found no place, as in a table, stood behind the block with the caret.
 */
export function takeOutPictures(
  { doc, selection, schema, tr }: EditorState,
  pictures: readonly PastedPicture[],
): { readonly tr: Transaction; readonly placed: readonly PlacedPicture[] } {
  const byMark = new Map(pictures.map((picture) => [picture.mark, picture]))
  const found: { readonly picture: PastedPicture; readonly behind: number; readonly at: number }[] = []
  doc.forEach((node, at, index) => {
    const picture = byMark.get(String(node.attrs['hash']))
    if (picture !== undefined) found.push({ picture, behind: index - found.length, at })
  })
  const isAll = found.length === doc.childCount
  // A section without a block can't be written in: a line keeps the place.
  const line = isAll ? (schema.nodes['paragraph']?.create() ?? []) : []
  for (const { at } of found.toReversed()) tr.replaceWith(at, at + 1, at === 0 ? line : [])
  // Nor can one write behind a picture that is the last.
  if (tr.doc.lastChild?.isAtom === true && schema.nodes['paragraph']) tr.insert(tr.doc.content.size, schema.nodes['paragraph'].create())
  const rest = pictures.filter(({ mark }) => !found.some(({ picture }) => picture.mark === mark))
  const placed = found.map(({ picture, behind }) => ({ picture, behind: isAll ? 1 : behind }))
  const caret = Math.max(1, selection.$from.index(0) + 1 - found.filter(({ at }) => at < selection.from).length)
  return { tr, placed: [...placed, ...rest.map((picture) => ({ picture, behind: caret }))] }
}
