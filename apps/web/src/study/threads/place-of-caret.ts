import { isSectionKey, schema, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import type { PutIn } from '@samskriv/protocol/http-threads'
import type { Node as PageNode } from '@tiptap/pm/model'
import { type Doc, XmlElement, type XmlFragment } from 'yjs'

import { lettersBeside } from '../anchors/section-places.ts'
import type { OpenCopy } from '../study-context.ts'

export type PlaceOfCaret = Pick<PutIn, 'section' | 'epoch' | 'after' | 'before' | 'block'>

/**
 * Where the caret is, or the end of what is selected, in the editor that had the focus last: by the letters beside it, else by the
 * paragraph. Null when it is in none, and in the moment in which the editor and the copy differ.
 */
export function placeOfCaret({ doc, active }: Pick<OpenCopy, 'doc' | 'active'>, epoch: number): PlaceOfCaret | null {
  const section = active.get()
  if (section === null || !isSectionKey(section.key) || section.editor.isDestroyed) return null
  const { selection, doc: page } = section.editor.state
  const { $to } = selection
  if (!$to.parent.inlineContent) return null
  const letters = lettersBeside(doc, section.key, page, $to.pos)
  if (letters === null) return null
  const { before: after, after: before } = letters
  const place = { section: section.key, epoch }
  if (after !== null || before !== null) return { ...place, ...(after && { after }), ...(before && { before }) }
  const block = paragraphAt(doc, section.key, page, $to.before())
  // A section that nothing was ever written in has no paragraph yet: there the end is the place.
  return block === null ? place : { ...place, block }
}

function paragraphAt(doc: Doc, section: SectionKey, page: PageNode, position: number): NonNullable<PutIn['block']> | null {
  let number = 0
  page.descendants((node, at) => {
    if (node.inlineContent && at < position) number += 1
  })
  const item = paragraphsIn(doc.getXmlFragment(sectionRoot(section)))[number]?._item
  return item ? { client: item.id.client, clock: item.id.clock } : null
}

function paragraphsIn(parent: XmlFragment): readonly XmlElement[] {
  return parent
    .toArray()
    .flatMap((child) =>
      !(child instanceof XmlElement) ? [] : schema.nodes[child.nodeName]?.inlineContent === true ? [child] : paragraphsIn(child),
    )
}
