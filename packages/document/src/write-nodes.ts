import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

import type { JsonValue, MarkJson } from './section-json.ts'
import { sectionRoot } from './section-root.ts'

export type VoicedNodeJson<V> = VoicedTextJson<V> | VoicedElementJson<V>

export interface VoicedTextJson<V> {
  readonly type: 'text'
  readonly text: string
  readonly marks?: readonly MarkJson[]
  readonly voice: V
}

export interface VoicedElementJson<V> {
  readonly type: string
  readonly attrs?: { readonly [name: string]: JsonValue }
  readonly content?: readonly VoicedNodeJson<V>[]
}

/**
 * Writes nodes into a section exactly as `sectionJson` gave them, atoms and attributes included; `asVoice` is called before each run.
 * Do the whole call in one transaction. Nothing already in the section is touched.
 *
 * @param at - before which of the section's blocks, counted from 0; at the end without it
 */
export function writeNodes<V>(
  doc: Y.Doc,
  key: SectionKey,
  nodes: readonly VoicedElementJson<V>[],
  asVoice: (voice: V) => void,
  at?: number,
): void {
  const root = doc.getXmlFragment(sectionRoot(key))
  const from = at ?? root.length
  for (const [index, node] of nodes.entries()) insertElement(root, from + index, node, asVoice)
}

function insertElement<V>(parent: Y.XmlFragment, at: number, node: VoicedElementJson<V>, asVoice: (voice: V) => void): void {
  const first = firstVoice(node)
  if (first !== undefined) asVoice(first)
  const element = new Y.XmlElement(node.type)
  parent.insert(at, [element])
  // Yjs stores any JSON value; its types know only strings here.
  for (const [name, value] of Object.entries(node.attrs ?? {})) element.setAttribute(name, value as string)
  writeContent(element, node.content ?? [], asVoice)
}

/** Writes texts and nodes at the end of an element. @param asVoice - as for {@link writeNodes} */
export function writeContent<V>(element: Y.XmlElement, content: readonly VoicedNodeJson<V>[], asVoice: (voice: V) => void): void {
  // One XmlText for each unbroken stretch of text, as y-tiptap writes it.
  const last = element.length === 0 ? null : element.get(element.length - 1)
  let text: Y.XmlText | null = last instanceof Y.XmlText ? last : null
  for (const child of content) {
    if (!isText(child)) {
      insertElement(element, element.length, child, asVoice)
      text = null
      continue
    }
    asVoice(child.voice)
    if (text === null) {
      text = new Y.XmlText()
      element.push([text])
    }
    // The mark's attributes as the value; an absent mark ends the one before.
    text.insert(text.length, child.text, Object.fromEntries((child.marks ?? []).map(({ type, attrs }) => [type, attrs ?? {}])))
  }
}

function firstVoice<V>(node: VoicedNodeJson<V>): V | undefined {
  if (isText(node)) return node.voice
  for (const child of node.content ?? []) {
    const voice = firstVoice(child)
    if (voice !== undefined) return voice
  }
  return undefined
}

function isText<V>(node: VoicedNodeJson<V>): node is VoicedTextJson<V> {
  return 'voice' in node
}
