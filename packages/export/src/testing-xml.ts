import type { Element, Nodes } from 'xast'
import { fromXml } from 'xast-util-from-xml'

/** For tests: XML as a strict parser reads it. */
export function parsedXml(xml: string | undefined): Nodes {
  if (xml === undefined) throw new Error('there is no such part')
  return fromXml(xml)
}

export function elementsOf(node: Nodes, name: string): Element[] {
  const own = node.type === 'element' && node.name === name ? [node] : []
  return 'children' in node ? [...own, ...node.children.flatMap((child) => elementsOf(child, name))] : own
}

/** What a reader sees, a line for each of some elements. */
export function textIn(node: Nodes, lines: readonly string[], without: readonly string[] = []): string {
  if (node.type === 'text') return node.value
  if (!('children' in node) || (node.type === 'element' && without.includes(node.name))) return ''
  if (node.type === 'element' && node.name === 'text:s') return ' '.repeat(Number(node.attributes['text:c']))
  const text = node.children.map((child) => textIn(child, lines, without)).join('')
  return node.type === 'element' && lines.includes(node.name) ? `${text}\n` : text
}
