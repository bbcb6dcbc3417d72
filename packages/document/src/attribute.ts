import type { Attribute } from '@tiptap/core'

/**
 * An attribute with its default, the check that both ProseMirror and the server's gate run, and how it travels in
 * pasted HTML: as `data-<name>`, never as a bare attribute a browser might act on.
 */
export function checkedAttribute(
  name: string,
  fallback: string | number | boolean,
  isValid: (value: unknown) => boolean,
): Partial<Attribute> {
  const htmlName = `data-${name.toLowerCase()}`
  return {
    default: fallback,
    validate: checkedBy(name, isValid),
    parseHTML: (element: HTMLElement) => {
      const value = fromHtml(element.getAttribute(htmlName), fallback)
      return isValid(value) ? value : fallback
    },
    renderHTML: (attributes: Record<string, unknown>) => ({ [htmlName]: String(attributes[name]) }),
  }
}

/** ProseMirror wants a check that throws. */
export function checkedBy(name: string, isValid: (value: unknown) => boolean): (value: unknown) => void {
  return (value) => {
    if (!isValid(value)) throw new RangeError(`attribute-invalid: ${name}`)
  }
}

function fromHtml(text: string | null, fallback: string | number | boolean): unknown {
  if (text === null) return fallback
  if (typeof fallback === 'boolean') return text === 'true'
  return typeof fallback === 'number' ? Number(text) : text
}
