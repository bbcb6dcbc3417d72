import { focusSection, sectionId } from '../section/SectionView.tsx'

/** The first element around the words of a thread; null when they are not drawn. */
export function wordsOnPage(thread: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.study-text [data-thread="${CSS.escape(thread)}"]`)
}

/**
 * How far down in the window the words of threads are, or the titles of what they are about: for many at once, as a page of a thousand
 * comments that is searched for each of them takes longer to search than to draw.
 */
export function topsInWindow(): (thread: string, section: string | null) => number {
  const words = new Map<string, Element>()
  for (const element of document.querySelectorAll<HTMLElement>('.study-text [data-thread]')) {
    const thread = element.dataset['thread'] ?? ''
    if (!words.has(thread)) words.set(thread, element)
  }
  const titles = new Map<string | null, number>()
  const topOf = (element: Element | null): number => element?.getBoundingClientRect().top ?? 0
  return (thread, section) => {
    const element = words.get(thread)
    if (element !== undefined) return topOf(element)
    const known = titles.get(section) ?? topOf(titleOf(section))
    titles.set(section, known)
    return known
  }
}

/** The first element around the words that something points at; null when they are not drawn. */
function wordsAtAnchor(anchor: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.study-text [data-anchor="${CSS.escape(anchor)}"]`)
}

/** Goes to a section, and to words in it where they are drawn. @param anchor - null for the section as a whole */
export function goToWords(section: string, anchor: string | null): void {
  focusSection(section)
  if (anchor !== null) requestAnimationFrame(() => wordsAtAnchor(anchor)?.scrollIntoView({ block: 'center' }))
}

/** How far down in the window the words of a thread are, or the title of what it is about. */
export function topInWindow(thread: string, section: string | null): number {
  return (wordsOnPage(thread) ?? titleOf(section))?.getBoundingClientRect().top ?? 0
}

function titleOf(section: string | null): Element | null {
  return document.querySelector(section === null ? '.study-text h1' : `#${CSS.escape(sectionId(section))} h2`)
}

/** How far down in the window somebody is in the text: at their caret, else below the bar. */
export function topOfReader(): number {
  const selection = document.getSelection()
  const element = selection?.anchorNode instanceof Element ? selection.anchorNode : selection?.anchorNode?.parentElement
  if (selection === null || selection.rangeCount === 0 || !element || element.closest('.section') === null) return barPx
  const range = selection.getRangeAt(0)
  // An empty line has no place of its own.
  const place = range.getClientRects().length > 0 ? range : element
  return place.getBoundingClientRect().top
}

/** Back into the thread that is open, from something in it that is gone. */
export function focusThread(): void {
  document.querySelector<HTMLElement>('.thread-body')?.focus({ preventScroll: true })
}

/** The bar and the tools that stay at the top. */
const barPx = 112
