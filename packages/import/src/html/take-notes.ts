import type { Element, ElementContent, Root } from 'hast'

import { property, shownIn, textIn, visit } from './elements.ts'

/** What stands in a note, by the link in the text that leads to it. */
export type Notes = ReadonlyMap<Element, string>

/**
 * Finds notes in a page, and takes them out of it. A note is what every program writes as one: a link leads to it, and it leads back to the
 * link, or to what stands around it.
 *
 * @param hides - is called for what is hidden in one
 */
export function takeNotes(root: Root, hides: (element: Element) => void): Notes {
  const links: { readonly link: Element; readonly at: number; readonly to: string; readonly from: readonly string[] }[] = []
  const places = new Map<string, { readonly at: number; readonly inner: readonly Element[] }>()
  let at = 0
  visit(root.children, (element, around) => {
    at += 1
    const id = property(element, 'id')
    if (id !== '' && !places.has(id)) places.set(id, { at, inner: [element, ...around.toReversed()] })
    const href = element.tagName === 'a' ? property(element, 'href') : ''
    if (!href.startsWith('#') || href.length === 1) return
    const names = [element, ...around.slice(-1)].flatMap((each) => [property(each, 'id'), property(each, 'name')])
    links.push({ link: element, at, to: href.slice(1), from: names.filter((name) => name !== '') })
  })
  const notes = new Map<Element, string>()
  const taken = new Set<Element>()
  for (const { link, to, from, ...standing } of links) {
    const place = places.get(to)
    // Seen from the note, the text is one: it stands before it.
    if (place === undefined || place.at < standing.at || from.length === 0) continue
    const note = place.inner.find(({ tagName }) => !/^(?:a|sup|span)$/.test(tagName))
    if (note === undefined || notes.size >= mostNotes || !mayBeNote(note) || isWithin(link, note)) continue
    const back = backLinks(note, from)
    if (back.length === 0) continue
    const words = shownIn(without(note, new Set(back)).children, hides)
      .replaceAll(/\s+/g, ' ')
      .trim()
    if (words === '') continue
    notes.set(link, words)
    taken.add(note)
  }
  if (taken.size > 0) {
    drop(root, taken)
    visit(root.children, (element) => drop(element, taken))
  }
  return notes
}

const mostNotes = 2_000
const longestNote = 20_000

/** A heading that leads back to the contents is none, nor is a part of the text. */
function mayBeNote(element: Element): boolean {
  if (!/^(?:li|p|div|aside|dd)$/.test(element.tagName) || textIn(element.children).length > longestNote) return false
  let isNote = true
  visit(element.children, ({ tagName }) => {
    if (/^(?:h[1-6]|table|section|img)$/.test(tagName)) isNote = false
  })
  return isNote
}

function backLinks(note: Element, names: readonly string[]): readonly Element[] {
  const found: Element[] = []
  visit([note], (element) => {
    const href = property(element, 'href')
    if (element.tagName === 'a' && href.startsWith('#') && names.includes(href.slice(1))) found.push(element)
  })
  return found
}

function isWithin(link: Element, note: Element): boolean {
  let found = false
  visit([note], (element) => {
    found ||= element === link
  })
  return found
}

function without(element: Element, taken: ReadonlySet<Element>): Element {
  const children = element.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child]
    return taken.has(child) ? [] : [without(child, taken)]
  })
  return { ...element, children }
}

/** Takes the notes out, and the list and the part that held nothing else. */
function drop(parent: Element | Root, taken: ReadonlySet<Element>): void {
  const children = parent.children.filter((child) => child.type !== 'element' || !(taken.has(child) || holdsOnly(child, taken)))
  if (children.length < parent.children.length) parent.children = children as typeof parent.children
}

function holdsOnly(element: Element, taken: ReadonlySet<Element>): boolean {
  if (!/^(?:ol|ul|section|aside|div|dl)$/.test(element.tagName)) return false
  // It has a heading of its own, and a line above.
  const isPart =
    property(element, 'role') === 'doc-endnotes' ||
    /\bfootnotes\b/.test(property(element, 'className')) ||
    'dataFootnotes' in element.properties
  let [notes, others] = [0, 0]
  for (const child of element.children) {
    if (child.type === 'text' && child.value.trim() !== '') others += 1
    if (child.type !== 'element' || child.tagName === 'hr' || (isPart && /^h[1-6]$/.test(child.tagName))) continue
    if (taken.has(child) || holdsOnly(child, taken)) notes += 1
    else others += 1
  }
  return notes > 0 && others === 0
}
