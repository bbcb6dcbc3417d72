import type { Element, ElementContent } from 'hast'

/** A page of the book. */
export interface BookPage {
  readonly path: string
  readonly body: readonly ElementContent[]
}

/** Leads each link to what has its id, on whatever page of the book that stands. */
export function linkPages(pages: readonly BookPage[]): BookPage[] {
  const pathOf = new Map(pages.flatMap(({ path, body }) => body.flatMap(idsIn).map((id) => [id, path])))
  return pages.map(({ path, body }) => ({ path, body: body.map((node) => linked(node, path, pathOf)) }))
}

function idsIn(node: ElementContent): string[] {
  if (node.type !== 'element') return []
  const { id } = node.properties
  return [...(typeof id === 'string' ? [id] : []), ...node.children.flatMap(idsIn)]
}

function linked(node: ElementContent, path: string, pathOf: ReadonlyMap<string, string>): ElementContent {
  if (node.type !== 'element') return node
  const children = node.children.map((child) => linked(child, path, pathOf))
  return { ...node, children, properties: { ...node.properties, ...targetOf(node, path, pathOf) } }
}

function targetOf({ properties: { href } }: Element, path: string, pathOf: ReadonlyMap<string, string>): { href?: string } {
  if (typeof href !== 'string' || !href.startsWith('#')) return {}
  const page = pathOf.get(href.slice(1))
  return page === undefined || page === path ? {} : { href: `${page}${href}` }
}
