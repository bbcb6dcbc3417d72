import { sectionId } from '../section/SectionView.tsx'
import type { Found } from './found.ts'

const allName = 'found'
const currentName = 'found-now'

/**
 * Marks what was found where it is drawn, without touching the page: an editor would take a change of its own elements for typing.
 * A browser that cannot mark so still scrolls there.
 */
export function markFound(all: readonly Found[], current: Found | null): void {
  if (typeof Highlight === 'undefined') return
  // Read once for all that is in a section.
  const drawn = new Map<string, readonly Element[]>()
  const ranges = all.slice(0, mostMarked).flatMap((found) => {
    const blocks = drawn.get(found.section) ?? blocksOf(found.section)
    drawn.set(found.section, blocks)
    return rangeOf(found, blocks) ?? []
  })
  CSS.highlights.set(allName, new Highlight(...ranges))
  const range = current === null ? null : rangeOf(current)
  const marked = new Highlight(...(range === null ? [] : [range]))
  marked.priority = 1
  CSS.highlights.set(currentName, marked)
}

export function unmarkFound(): void {
  if (typeof Highlight === 'undefined') return
  CSS.highlights.delete(allName)
  CSS.highlights.delete(currentName)
}

export function scrollToFound(found: Found): void {
  const range = rangeOf(found)
  const element = range?.startContainer.parentElement ?? document.getElementById(sectionId(found.section))
  element?.scrollIntoView({ block: 'center' })
}

/** More than that nobody looks at in one go, and each has to be looked for. */
const mostMarked = 500

/** Where it is drawn; null when it is not, or when a translator has changed the words there. */
export function rangeOf({ section, block, offset, length }: Found, blocks = blocksOf(section)): Range | null {
  const element = blocks[block]
  if (element === undefined) return null
  const from = placeIn(element, offset)
  const to = placeIn(element, offset + length)
  if (from === null || to === null) return null
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range
}

function blocksOf(section: string): readonly Element[] {
  const text = document.getElementById(sectionId(section))?.querySelector('.section-body .ProseMirror, .section-body .section-text')
  // What stands for a picture is none.
  return [...(text?.querySelectorAll('p:not(.picture-missing), h3, h4') ?? [])]
}

function placeIn(element: Element, offset: number): { readonly node: Text; readonly offset: number } | null {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  let rest = offset
  while (nodes.nextNode() !== null) {
    const node = nodes.currentNode
    if (node instanceof Text) {
      // The number of a note.
      if (node.parentElement?.closest('sup') !== null) continue
      if (rest <= node.length) return { node, offset: rest }
      rest -= node.length
    } else if (node instanceof Element && node.matches('br:not(.ProseMirror-trailingBreak), .note-mark, sup')) rest -= 1
  }
  return null
}
