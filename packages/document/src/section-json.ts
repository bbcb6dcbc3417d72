import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

import { contentRules } from './content-rules.ts'
import { schema } from './schema.ts'
import { sectionRoot } from './section-root.ts'

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

export interface MarkJson {
  readonly type: string
  readonly attrs?: { readonly [name: string]: JsonValue }
}

/** A node as ProseMirror writes it, with defaults left out where Yjs holds none. */
export interface ProseMirrorJson {
  readonly type: string
  readonly attrs?: { readonly [name: string]: JsonValue }
  readonly content?: readonly ProseMirrorJson[]
  readonly text?: string
  readonly marks?: readonly MarkJson[]
}

type SeenText = (item: Y.Item) => void

/**
 * A section's body as a ProseMirror document. Pure: it never writes to the Y.Doc, as y-tiptap's node builders do when
 * they meet something the schema cannot hold. Neighbouring texts with equal marks are joined, marks stand in schema order.
 *
 * @param seen - is told every item of text that becomes part of it, in document order: walking a long-lived study twice costs twice
 */
export function sectionJson(doc: Y.Doc, key: SectionKey, seen: SeenText = () => {}): ProseMirrorJson {
  const fragment = existingFragment(doc, key)
  return { type: 'doc', content: fragment === null ? [] : childrenJson(fragment, seen) }
}

/** The words of a section, blocks joined by line breaks; atoms have no words here. */
export function plainText(doc: Y.Doc, key: SectionKey): string {
  return textBlocksOf(sectionJson(doc, key)).join('\n')
}

// Asking a Y.Doc for a root creates it, and a section nobody has written in has none.
function existingFragment(doc: Y.Doc, key: SectionKey): Y.XmlFragment | null {
  const root = sectionRoot(key)
  return doc.share.has(root) ? doc.getXmlFragment(root) : null
}

function childrenJson(parent: Y.XmlFragment, seen: SeenText): ProseMirrorJson[] {
  const children: ProseMirrorJson[] = []
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) for (const text of textsOf(child, seen)) appendJoined(children, text)
    else if (child instanceof Y.XmlElement) children.push(blockJson(child, seen))
    else throw new Error('section-holds-foreign-type')
  }
  return children
}

/** One block of a section, as {@link sectionJson} gives it. */
export function blockJson(element: Y.XmlElement, seen: SeenText = () => {}): ProseMirrorJson {
  const attrs: Record<string, JsonValue> = Object.fromEntries(
    Object.entries(element.getAttributes()).map(([name, value]) => [name, jsonOf(value)]),
  )
  const content = childrenJson(element, seen)
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  }
}

/** Its runs between two changes of formatting, as `toDelta` gives them. */
function textsOf(text: Y.XmlText, seen: SeenText): ProseMirrorJson[] {
  const texts: ProseMirrorJson[] = []
  const formatting: Record<string, unknown> = {}
  let run = ''
  const endRun = (): void => {
    if (run === '') return
    const marks = marksOf(formatting)
    texts.push({ type: 'text', text: run, ...(marks.length > 0 ? { marks } : {}) })
    run = ''
  }
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentString) {
      run += content.str
      seen(item)
    } else if (content instanceof Y.ContentFormat) {
      endRun()
      if (content.value === null) delete formatting[content.key]
      else formatting[content.key] = content.value
    } else throw new Error('section-text-holds-embed')
  }
  endRun()
  return texts
}

function marksOf(formatting: Record<string, unknown>): MarkJson[] {
  return Object.entries(formatting)
    .map(([key, value]) => {
      const attrs =
        typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, of]) => [name, jsonOf(of)])) : {}
      return { type: contentRules.markOfKey(key) ?? key, ...(Object.keys(attrs).length > 0 ? { attrs } : {}) }
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b))
}

const ranks = new Map(Object.keys(schema.marks).map((name, rank) => [name, rank]))
const rankOf = (mark: MarkJson): number => ranks.get(mark.type) ?? ranks.size

function appendJoined(children: ProseMirrorJson[], text: ProseMirrorJson): void {
  const previous = children.at(-1)
  if (previous?.type === 'text' && JSON.stringify(previous.marks) === JSON.stringify(text.marks))
    children[children.length - 1] = { ...previous, text: `${previous.text ?? ''}${text.text ?? ''}` }
  else children.push(text)
}

function jsonOf(value: unknown): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(jsonOf)
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, jsonOf(of)]))
  throw new Error('section-attribute-not-json')
}

function textBlocksOf(node: ProseMirrorJson): string[] {
  if (!contentRules.inlineText.has(node.type)) return (node.content ?? []).flatMap(textBlocksOf)
  return [(node.content ?? []).map((inline) => (inline.type === 'hardBreak' ? '\n' : (inline.text ?? ''))).join('')]
}
