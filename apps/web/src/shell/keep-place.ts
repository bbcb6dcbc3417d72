/** Puts the reader where they were; called once the app stands where the server's page stood. */
export type PutBack = () => void

/**
 * Where the reader is in the page from the server: the titles of its sections have the addresses that the sections of the app
 * have, so the same words stay at the same height, and a title that was gone to keeps the focus.
 */
export function placeIn(page: readonly Node[]): PutBack {
  const titles = page.flatMap((node) => (node instanceof Element ? [...node.querySelectorAll<HTMLElement>('.section > h2[id]')] : []))
  const read = titles.findLast((title) => title.getBoundingClientRect().top < window.innerHeight / 2)
  if (read === undefined || window.scrollY === 0) return () => {}
  const { id } = read
  const { top } = read.getBoundingClientRect()
  const hasFocus = read === document.activeElement
  return () => {
    const title = document.getElementById(id)?.querySelector<HTMLElement>('h2')
    if (!title) return
    if (hasFocus) title.focus({ preventScroll: true })
    window.scrollBy({ top: title.getBoundingClientRect().top - top, behavior: 'instant' })
  }
}
