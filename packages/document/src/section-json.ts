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

/**
 * A section's body as a ProseMirror document. Pure: it never writes to the Y.Doc, as y-tiptap's node builders do when
 * they meet something the schema cannot hold. Neighbouring texts with equal marks are joined, marks stand in schema order.
 */
export function sectionJson(doc: Y.Doc, key: SectionKey): ProseMirrorJson {
  const fragment = existingFragment(doc, key)
  return { type: 'doc', content: fragment === null ? [] : childrenJson(fragment) }
}

/** True when there is neither a visible character nor an atom. */
export function isEmptySection(doc: Y.Doc, key: SectionKey): boolean {
  return sectionJson(doc, key).content?.every(isEmptyNode) ?? true
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

function childrenJson(parent: Y.XmlFragment): ProseMirrorJson[] {
  const children: ProseMirrorJson[] = []
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) for (const text of textsOf(child)) appendJoined(children, text)
    else if (child instanceof Y.XmlElement) children.push(elementJson(child))
    else throw new Error('section-holds-foreign-type')
  }
  return children
}

function elementJson(element: Y.XmlElement): ProseMirrorJson {
  const attrs: Record<string, JsonValue> = Object.fromEntries(
    Object.entries(element.getAttributes()).map(([name, value]) => [name, jsonOf(value)]),
  )
  const content = childrenJson(element)
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  }
}

function textsOf(text: Y.XmlText): ProseMirrorJson[] {
  const delta: readonly { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  return delta.map(({ insert, attributes }) => {
    if (typeof insert !== 'string') throw new Error('section-text-holds-embed')
    const marks = marksOf(attributes ?? {})
    return { type: 'text', text: insert, ...(marks.length > 0 ? { marks } : {}) }
  })
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

function isEmptyNode(node: ProseMirrorJson): boolean {
  if (node.type === 'text') return (node.text ?? '').trim() === ''
  if (node.type === 'hardBreak') return true
  return schema.nodes[node.type]?.isAtom !== true && (node.content ?? []).every(isEmptyNode)
}

function textBlocksOf(node: ProseMirrorJson): string[] {
  if (!contentRules.inlineText.has(node.type)) return (node.content ?? []).flatMap(textBlocksOf)
  return [(node.content ?? []).map((inline) => (inline.type === 'hardBreak' ? '\n' : (inline.text ?? ''))).join('')]
}
