const asked = new EventTarget()

/** Opens find and replace, or goes to it when it is open. */
export function askToFind(): void {
  asked.dispatchEvent(new Event('ask'))
}

/** @returns a function that ends it */
export function onFindAsked(listener: () => void): () => void {
  asked.addEventListener('ask', listener)
  return () => asked.removeEventListener('ask', listener)
}
