const asked = new EventTarget()

/** Opens the composer for what is selected, or for the section one is in. */
export function askToComment(): void {
  asked.dispatchEvent(new Event('comment'))
}

/** Opens the list of all. */
export function askForThreads(): void {
  asked.dispatchEvent(new Event('threads'))
}

/** @returns a function that ends it */
export function onThreadsAsked(what: 'comment' | 'threads', listener: () => void): () => void {
  asked.addEventListener(what, listener)
  return () => asked.removeEventListener(what, listener)
}
