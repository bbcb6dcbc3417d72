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
    element.properties['hidden'] === true ||
    element.properties['hidden'] === '' ||
    /(?:^|;)(?:display:none|visibility:hidden|mso-hide:all)/.test(style)
  )
}
