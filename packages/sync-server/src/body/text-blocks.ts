import { isVoicedText, spansOfBlocks, type Authorship, type VoicedElement } from '@samskriv/attribution'
import { schema, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

/** A paragraph or heading of a section, wherever it stands in it. */
export interface TextBlock {
  readonly element: Y.XmlElement
  /** The id of the element, which a change of its words leaves alone. */
  readonly client: number
  readonly clock: number
  /** Which block of the section it stands in, counted from 0. */
  readonly place: number
  readonly block: VoicedElement
}

/** In document order. @throws UnattributedText when a client is unbound */
export function textBlocksIn(doc: Y.Doc, section: SectionKey, authorship: Authorship): readonly TextBlock[] {
  const found: TextBlock[] = []
  const visit = (block: VoicedElement, element: Y.XmlElement, place: number): void => {
    const item = element._item
    if (schema.nodes[block.type]?.inlineContent === true) {
      if (item !== null) found.push({ element, client: item.id.client, clock: item.id.clock, place, block })
      return
    }
    const elements = element.toArray().filter(isElement)
    const blocks = (block.content ?? []).filter((node) => !isVoicedText(node))
    for (const [index, child] of blocks.entries()) {
      const childElement = elements[index]
      if (childElement !== undefined) visit(child, childElement, place)
    }
  }
  const elements = doc.getXmlFragment(sectionRoot(section)).toArray().filter(isElement)
  for (const [place, block] of spansOfBlocks(doc, section, authorship).entries()) {
    const element = elements[place]
    if (element !== undefined) visit(block, element, place)
  }
  return found
}

function isElement(node: unknown): node is Y.XmlElement {
  return node instanceof Y.XmlElement
}
