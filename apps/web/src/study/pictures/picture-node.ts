import type { Node } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'

export interface Picture {
  readonly hash: string
  readonly alt: string
  readonly decorative: boolean
}

export interface PlacedPicture extends Picture {
  readonly at: number
}

export function pictureOf({ attrs }: { readonly attrs?: Readonly<Record<string, unknown>> | undefined }): Picture {
  const [hash, alt] = [attrs?.['hash'], attrs?.['alt']].map((value) => (typeof value === 'string' ? value : ''))
  return { hash: hash ?? '', alt: alt ?? '', decorative: attrs?.['decorative'] === true }
}

export function isPicture(node: Node): boolean {
  return node.type.name === 'image'
}

/** The picture that is selected. */
export function selectedPicture({ selection }: EditorState): PlacedPicture | null {
  if (!(selection instanceof NodeSelection) || !isPicture(selection.node)) return null
  return { ...pictureOf(selection.node), at: selection.from }
}

/** What is told of a picture below it; null when nothing is. @param at - where the picture stands */
export function captionOf(doc: Node, at: number): Node | null {
  const next = doc.resolve(at + 1).nodeAfter
  return next?.type.name === 'caption' ? next : null
}

/** A place between blocks, or the one behind what is told of the picture before it: nothing comes between those two. */
export function pastCaption(doc: Node, at: number): number {
  const { nodeBefore } = doc.resolve(at)
  return at + (nodeBefore !== null && isPicture(nodeBefore) ? (captionOf(doc, at - 1)?.nodeSize ?? 0) : 0)
}

/** The caret in the line after a picture and its caption, which is made where there is none. @param at - where the picture stands */
export function caretAfter(tr: Transaction, at: number): Transaction {
  const after = at + 1 + (captionOf(tr.doc, at)?.nodeSize ?? 0)
  const next = tr.doc.resolve(after).nodeAfter
  const line = tr.doc.type.schema.nodes['paragraph']
  if (line !== undefined && (next === null || next.isAtom)) tr.insert(after, line.create())
  return tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1), 1)).scrollIntoView()
}
