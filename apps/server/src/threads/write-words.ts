import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { textBlocksIn, type Edit } from '@samskriv/sync-server'
import * as Y from 'yjs'
import { contentOf, flatText } from '../suggestions/words-at.ts'
import type { PlaceInText } from './place-in-text.ts'

export interface WrittenWords {
  readonly start: { readonly client: number; readonly clock: number }
  readonly end: { readonly client: number; readonly clock: number }
}

/**
 * Writes words in the voice that speaks next: one line where the place is, several as paragraphs after the one it is in. No voice of
 * another is touched.
 *
 * @returns the ids of their first and last letter
 */
export function writeWords(edit: Pick<Edit, 'doc' | 'authorship'>, section: SectionKey, place: PlaceInText, words: string): WrittenWords {
  const { doc } = edit
  const client = doc.clientID
  const before = Y.getState(doc.store, client)
  const lines = words.split(/\n+/).map((line) => line.trim())
  const [only = ''] = lines
  const block = place === 'end' ? emptyEnd(edit, section) : place.block
  const isEmpty = block !== null && flatText(contentOf(block)) === ''
  if (block === null) doc.getXmlFragment(sectionRoot(section)).push(lines.map(paragraphOf))
  else if (isEmpty) {
    insertAt(block.element, 0, only)
    addAfter(block.element, lines.slice(1))
  } else if (lines.length === 1 && place !== 'end') insertAt(block.element, place.at, spaced(flatText(contentOf(block)), place.at, only))
  else addAfter(block.element, lines)
  return lettersSince(doc, client, before)
}

/** An empty paragraph that the section ends with. */
function emptyEnd({ doc, authorship }: Pick<Edit, 'doc' | 'authorship'>, section: SectionKey) {
  const root = doc.getXmlFragment(sectionRoot(section))
  const last = textBlocksIn(doc, section, authorship).at(-1)
  const isAtEnd = last !== undefined && last.element === root.toArray().at(-1) && flatText(contentOf(last)) === ''
  return isAtEnd ? last : null
}

/** With what holds them apart from the words on both sides. */
function spaced(flat: string, at: number, words: string): string {
  const [left = '', right = ''] = [flat.slice(0, at).at(-1), flat.slice(at).at(0)]
  return `${/[\p{L}\p{N}\p{Pe}\p{Pf}.,;:!?…"']/u.test(left) ? ' ' : ''}${words}${/[\p{L}\p{N}\p{Ps}\p{Pi}"']/u.test(right) ? ' ' : ''}`
}

function paragraphOf(text: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  return paragraph
}

function addAfter(element: Y.XmlElement, lines: readonly string[]): void {
  const { parent } = element
  if (lines.length > 0 && parent instanceof Y.XmlFragment) parent.insert(parent.toArray().indexOf(element) + 1, lines.map(paragraphOf))
}

function insertAt(element: Y.XmlElement, offset: number, text: string): void {
  let at = 0
  for (const [index, child] of element.toArray().entries()) {
    const length = child instanceof Y.XmlText ? child.length : 1
    if (child instanceof Y.XmlText && offset <= at + length) {
      // Without the look of what stands beside them.
      child.insert(offset - at, text, {})
      return
    }
    if (!(child instanceof Y.XmlText) && offset <= at) {
      element.insert(index, [new Y.XmlText(text)])
      return
    }
    at += length
  }
  element.push([new Y.XmlText(text)])
}

function lettersSince(doc: Y.Doc, client: number, clock: number): WrittenWords {
  const texts = (doc.store.clients.get(client) ?? []).filter(
    (struct): struct is Y.Item => struct instanceof Y.Item && struct.id.clock >= clock && struct.content instanceof Y.ContentString,
  )
  const [first] = texts
  const last = texts.at(-1)
  if (first === undefined || last === undefined) throw new Error('no-words-written')
  return { start: { client, clock: first.id.clock }, end: { client, clock: last.id.clock + last.length - 1 } }
}
