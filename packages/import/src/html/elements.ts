import type { Element, ElementContent, Root, RootContent } from 'hast'

import { importLimits } from '../limits.ts'
import { Refusal } from '../refusal.ts'

export type Children = readonly (ElementContent | RootContent)[]

/** What is written there, a new line behind each paragraph, without anything of a program. */
export function textIn(nodes: Children): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value
      if (node.type !== 'element' || runs.has(node.tagName)) return ''
      if (node.tagName === 'br') return '\n'
      return /^(?:p|div|li)$/.test(node.tagName) ? `${textIn(node.children)}\n` : textIn(node.children)
    })
    .join('')
}

/** Elements that run something, or show what somebody else has. */
export const runs: ReadonlySet<string> = new Set(['script', 'iframe', 'object', 'embed', 'applet', 'frame', 'frameset', 'portal'])

export function property(element: Element, name: string): string {
  const value = element.properties[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : Array.isArray(value) ? value.join(' ') : ''
}

export function elementsIn(nodes: Children): readonly Element[] {
  return nodes.filter((node): node is Element => node.type === 'element')
}

/** Calls for each element, those around before those within. */
export function visit(nodes: Children, see: (element: Element, around: readonly Element[]) => void, around: readonly Element[] = []): void {
  for (const element of elementsIn(nodes)) {
    see(element, around)
    visit(element.children, see, [...around, element])
  }
}

/** Everything after this goes into elements by calling itself. @throws Refusal `too-deep` */
export function requireShallow(root: Root): void {
  let level: Children = root.children
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > importLimits.maxDepth) throw new Refusal('too-deep')
    level = level.flatMap((node) => (node.type === 'element' ? node.children : []))
  }
}

/** What is there and not shown. */
export function isHidden(element: Element): boolean {
  const style = property(element, 'style').toLowerCase().replaceAll(/\s/g, '')
  return (
    // Also the one that a search brings out.
    (element.properties['hidden'] ?? false) !== false ||
    (element.tagName === 'dialog' && element.properties['open'] !== true) ||
    neverShown.has(element.tagName) ||
    /(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|opacity:0(?:;|$))/.test(style) ||
    (sizeless.test(style) && !hasSizes(element))
  )
}

const sizeless = /(?:^|;)font-size:0(?!\.?\d*[1-9])/

/** Mails set the size of what is around to nothing, and give the words in it their own. */
function hasSizes(element: Element): boolean {
  let found = false
  visit(element.children, (inner) => {
    found ||= /font/i.test(property(inner, 'style'))
  })
  return found
}

/** Elements that browsers show nothing of, though words may stand in them. */
const neverShown: ReadonlySet<string> = new Set([
  'template', 'noscript', 'noembed', 'noframes', 'datalist', 'progress', 'meter',
]) // prettier-ignore

/** What is written there and shown, as {@link textIn} has it. @param hides - is called for each element that is not */
export function shownIn(nodes: Children, hides: (element: Element) => void): string {
  return textIn(withoutHidden(nodes, hides))
}

function withoutHidden(nodes: Children, hides: (element: Element) => void): Children {
  return nodes.flatMap((node): Children => {
    if (node.type !== 'element') return [node]
    if (!isHidden(node)) return [{ ...node, children: withoutHidden(node.children, hides) as ElementContent[] }]
    hides(node)
    return []
  })
}

/** All words in an element, those of a template too, which stand beside its children. */
export function holdsWords(element: Element): boolean {
  return (
    textIn(element.children).trim() !== '' ||
    ('content' in element && element.content !== undefined && textIn(element.content.children).trim() !== '')
  )
}
