import { sectionJson, sectionKeyOfRoot } from '@samskriv/document'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { Doc } from 'yjs'

import { isPicture, pictureOf } from './picture-node.ts'

const seen = new WeakMap<Doc, Set<string>>()

/** That a picture is of this study: it was shown in it, or has just come in. It stays so when it is cut out and put in again. */
export function knowPicture(doc: Doc, hash: string): void {
  const known = seen.get(doc) ?? new Set<string>()
  seen.set(doc, known.add(hash))
}

/**
 * What is pasted, without pictures of other studies: the server refuses a picture that it has not got here, and everything that
 * comes with it.
 */
export function withoutForeignPictures(slice: Slice, doc: Doc): { readonly slice: Slice; readonly left: number } {
  if (!holdsPicture(slice.content)) return { slice, left: 0 }
  const known = new Set([...picturesIn(doc), ...(seen.get(doc) ?? [])])
  let left = 0
  const kept: Node[] = []
  // Pictures stand in a section and in nothing else, so there is no need to look deeper.
  slice.content.forEach((node) => {
    if (isPicture(node) && !known.has(pictureOf(node).hash)) left += 1
    else kept.push(node)
  })
  return left === 0
    ? { slice, left }
    : { slice: new Slice(Fragment.fromArray(kept), openIn(kept[0], slice.openStart), openIn(kept.at(-1), slice.openEnd)), left }
}

/** A slice is not open into what is not there any more, nor into what has no inside. */
function openIn(edge: Node | undefined, open: number): number {
  return edge === undefined || edge.isAtom ? 0 : open
}

function holdsPicture(content: Fragment): boolean {
  let found = false
  content.forEach((node) => {
    found ||= isPicture(node)
  })
  return found
}

function picturesIn(doc: Doc): readonly string[] {
  const sections = [...doc.share.keys()].flatMap((root) => sectionKeyOfRoot(root) ?? [])
  return sections.flatMap((key) =>
    (sectionJson(doc, key).content ?? []).flatMap((node) => (node.type === 'image' ? [pictureOf(node).hash] : [])),
  )
}
