import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { type Doc, XmlElement, type XmlFragment } from 'yjs'

import type { GuardState } from './guarded-words.ts'

/** Where the words of a note or a picture stand. */
const attributes: Readonly<Record<string, string>> = { footnote: 'text', image: 'alt' }

/**
 * Whether what somebody is about to write becomes a suggestion: what the note, or picture, that is selected says is kept from their hand;
 * or a new note would stand inside a sentence that is.
 *
 * @see rule SS70 in packages/sync-server/README.md
 */
export function isKeptHere(guard: GuardState, doc: Doc, section: SectionKey, { state, view }: Editor): boolean {
  if (guard === null || guard === 'coming') return false
  const { selection, doc: page } = state
  if (!(selection instanceof NodeSelection)) return guard.wouldHarm(section, view)
  const { name } = selection.node.type
  const attribute = attributes[name]
  if (attribute === undefined) return false
  let place = 0
  page.nodesBetween(0, selection.from, (node, at) => {
    if (node.type.name === name && at < selection.from) place += 1
  })
  const item = elementsIn(doc.getXmlFragment(sectionRoot(section)), name)[place]?._map.get(attribute)
  return item !== undefined && !item.deleted && guard.keeps(section, item.id)
}

function elementsIn(parent: XmlFragment, name: string): readonly XmlElement[] {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof XmlElement ? (child.nodeName === name ? [child] : elementsIn(child, name)) : []))
}
