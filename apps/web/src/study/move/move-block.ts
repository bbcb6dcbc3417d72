import { sectionKeyOfRoot, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

import type { SharedUndo } from '../editor/shared-undo.ts'

/** What stands in a section, and holds others or words. */
export type Inside = Y.XmlFragment | Y.XmlText

/** A block at a place: before the child that stands there now. */
export interface Spot {
  readonly parent: Y.XmlFragment
  readonly index: number
}

/** Where a text went, and where in it the caret was. */
export interface MovedTo {
  readonly section: SectionKey
  readonly text: Inside
  readonly offset: number
}

export type Direction = 'up' | 'down'

/**
 * Where the block that a place is in would go: before or after its neighbour; in a list first among its items. At the edge of a
 * section into the next one.
 *
 * @param sections - those one may write in that stand one after the other, in the order of the page
 * @returns null at the very beginning or end
 */
export function neighbourSpot(
  doc: Y.Doc,
  sections: readonly SectionKey[],
  at: Inside,
  direction: Direction,
): { readonly block: Y.XmlElement; readonly spot: Spot } | null {
  const chain = elementsAround(at)
  for (const block of chain) {
    const { parent } = block
    if (!(parent instanceof Y.XmlFragment) || (block.nodeName !== 'listItem' && parent instanceof Y.XmlElement)) continue
    const next = placeBeyond(parent, placeIn(parent, block), direction)
    if (next !== null) return { block, spot: { parent, index: next } }
  }
  const block = chain.at(-1)
  const key = block === undefined ? null : sectionOf(doc, block)
  if (block === undefined || key === null) return null
  const neighbour = sections[sections.indexOf(key) + (direction === 'up' ? -1 : 1)]
  if (neighbour === undefined || !sections.includes(key)) return null
  const parent = doc.getXmlFragment(sectionRoot(neighbour))
  return { block, spot: { parent, index: direction === 'up' ? parent.length : 0 } }
}

/** Where a block goes that changes places with its neighbour; null at the edge. */
function placeBeyond(parent: Y.XmlFragment, index: number, direction: Direction): number | null {
  const { from, to } = together(parent, index)
  if (direction === 'up') return from === 0 ? null : together(parent, from - 1).from
  return to === parent.length ? null : together(parent, to).to
}

/** A picture and what is told of it below stay together, whichever of them is moved or jumped over. */
function together(parent: Y.XmlFragment, index: number): { readonly from: number; readonly to: number } {
  if (isBelowPicture(parent, index)) return { from: index - 1, to: index + 1 }
  return { from: index, to: isBelowPicture(parent, index + 1) ? index + 2 : index + 1 }
}

function isBelowPicture(parent: Y.XmlFragment, index: number): boolean {
  return index > 0 && index < parent.length && nameOf(parent.get(index)) === 'caption' && nameOf(parent.get(index - 1)) === 'image'
}

function nameOf(block: unknown): string | null {
  return block instanceof Y.XmlElement ? block.nodeName : null
}

/**
 * Moves a block as one step that undo takes back. Every word stays its author's: the server sees that what goes is what comes.
 *
 * @param caret - a text in it and a place there
 */
export function moveBlock(
  doc: Y.Doc,
  undo: Pick<SharedUndo, 'newStep'>,
  { block, spot, caret }: { readonly block: Y.XmlElement; readonly spot: Spot; readonly caret: { text: Inside; offset: number } },
): MovedTo | null {
  const from = block.parent
  if (!(from instanceof Y.XmlFragment)) return null
  const path = pathTo(block, caret.text)
  const place = placeIn(from, block)
  const all = together(from, place)
  const copies = from
    .toArray()
    .slice(all.from, all.to)
    .flatMap((one) => (one instanceof Y.XmlElement ? [one.clone()] : []))
  const copy = copies[place - all.from]
  if (copy === undefined) return null
  const index = isBelowPicture(spot.parent, spot.index) ? spot.index + 1 : spot.index
  undo.newStep()
  doc.transact(() => {
    from.delete(all.from, copies.length)
    const isLater = spot.parent === from && index > all.from
    spot.parent.insert(isLater ? index - copies.length : index, copies)
    // A section without a block can't be written in.
    if (from.length === 0 && !(from instanceof Y.XmlElement)) from.insert(0, [new Y.XmlElement('paragraph')])
  }, ySyncPluginKey)
  undo.newStep()
  const section = sectionOf(doc, copy)
  const text = path === null ? null : follow(copy, path)
  return section === null || text === null ? null : { section, text, offset: caret.offset }
}

/** The elements that something stands in, from the innermost to the block of the section. */
function elementsAround(type: Inside): Y.XmlElement[] {
  const chain: Y.XmlElement[] = []
  for (let around: unknown = type; isInside(around); around = around.parent) if (around instanceof Y.XmlElement) chain.push(around)
  return chain
}

function sectionOf(doc: Y.Doc, block: Y.XmlElement): SectionKey | null {
  let around: unknown = block
  while (isInside(around) && around.parent !== null) around = around.parent
  for (const [root, type] of doc.share) if (type === around) return sectionKeyOfRoot(root)
  return null
}

function placeIn(parent: Y.XmlFragment, child: Inside): number {
  return parent.toArray().findIndex((one) => one === child)
}

function pathTo(block: Y.XmlElement, text: Inside): number[] | null {
  const path: number[] = []
  for (let at: Inside = text; at !== block;) {
    const { parent } = at
    if (!(parent instanceof Y.XmlFragment)) return null
    path.unshift(placeIn(parent, at))
    at = parent
  }
  return path
}

function follow(block: Y.XmlElement, path: readonly number[]): Inside | null {
  let at: Inside = block
  for (const index of path) {
    const next: unknown = at instanceof Y.XmlFragment ? at.get(index) : null
    if (!isInside(next)) return null
    at = next
  }
  return at
}

export function isInside(type: unknown): type is Inside {
  return type instanceof Y.XmlFragment || type instanceof Y.XmlText
}
