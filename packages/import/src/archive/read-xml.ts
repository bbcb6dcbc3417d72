import type { Element, ElementContent, Root } from 'xast'
import { fromXml } from 'xast-util-from-xml'

import { importLimits } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { Archive } from './open-archive.ts'

/**
 * A part of a zipped file as a tree. Types of documents and entities of their own are refused: no program that writes texts needs them.
 *
 * @throws Refusal
 */
export function readXml(archive: Archive, name: string): Root | undefined {
  const bytes = archive.bytes(name, importLimits.maxXml)
  return bytes === undefined ? undefined : parseXml(bytes)
}

function parseXml(bytes: Uint8Array): Root {
  const text = decoded(bytes)
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text)) throw new Refusal('unsafe')
  requireShallow(text)
  try {
    return fromXml(text)
  } catch (cause) {
    throw new Refusal('damaged', { cause })
  }
}

function decoded(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (!text.includes('\u0000')) return text
  } catch (cause) {
    throw new Refusal('damaged', { cause })
  }
  throw new Refusal('damaged')
}

const tags = /<\/?[^\s<>!?](?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g

/** The parser goes into each element by calling itself. */
function requireShallow(text: string): void {
  let depth = 0
  for (const [tag] of text.matchAll(tags)) {
    if (tag.startsWith('</')) depth -= 1
    else if (!tag.endsWith('/>')) depth += 1
    if (depth > importLimits.maxDepth) throw new Refusal('too-deep')
  }
}

export function rootOf(tree: Root | undefined): Element | undefined {
  return tree?.children.find((child) => child.type === 'element')
}

/** Elements within an element, in document order. */
export function childrenOf(element: Element | undefined, name?: string): readonly Element[] {
  const children: readonly ElementContent[] = element?.children ?? []
  return children.filter((child): child is Element => child.type === 'element' && (name === undefined || child.name === name))
}

/** Every element of a name below an element, in document order. */
export function allOf(element: Element | undefined, name: string): readonly Element[] {
  return childrenOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)])
}

export function textOf(element: Element): string {
  return element.children
    .map((child) => (child.type === 'element' ? textOf(child) : child.type === 'text' || child.type === 'cdata' ? child.value : ''))
    .join('')
}

/** The value of an attribute; names have their usual prefix, which all programs write. */
export function valueOf(element: Element | undefined, name: string): string | undefined {
  return element?.attributes[name] ?? undefined
}
