/**
 * Makes the browser ask before a tab with unsent words is closed.
 * @returns a function that takes the guard away
 */
export function guardLeaving(
  hasUnsent: () => boolean,
  page: Pick<Window, 'addEventListener' | 'removeEventListener'> = window,
): () => void {
  const ask = (event: Event): void => {
    if (hasUnsent()) event.preventDefault()
  }
  page.addEventListener('beforeunload', ask)
  return () => page.removeEventListener('beforeunload', ask)
}
