/** Every element that matches, in document order, as it is now: those that are taken out meanwhile stay in the list. */
export function all(root: ParentNode, selector: string): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)]
}

/** Puts what is in an element in its place. */
export function unwrap(element: Element): void {
  const { parentNode } = element
  if (parentNode === null) return
  while (element.firstChild !== null) parentNode.insertBefore(element.firstChild, element)
  element.remove()
}

/** The same content in an element of another name, without attributes. */
export function renamed(element: Element, name: string): HTMLElement {
  const made = element.ownerDocument.createElement(name)
  while (element.firstChild !== null) made.append(element.firstChild)
  element.replaceWith(made)
  return made
}

/** The value of one declaration in an element's style, lower-case; programs write names of their own there, which no browser parses. */
export function styleOf(element: Element, property: string): string {
  for (const declaration of (element.getAttribute('style') ?? '').split(';')) {
    const colon = declaration.indexOf(':')
    if (colon > 0 && declaration.slice(0, colon).trim().toLowerCase() === property)
      return declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase()
  }
  return ''
}

/** Nothing that can be seen: white space and no-break spaces. */
export function isBlank(node: Node): boolean {
  return (node.textContent ?? '').replaceAll('\u00a0', ' ').trim() === '' && !(node instanceof Element && node.querySelector(kept) !== null)
}

const kept = '[data-node], table'
