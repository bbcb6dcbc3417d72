import type { RelativePosition } from 'yjs'

const asked = new EventTarget()

/** A picture that somebody brought: pasted, dropped, or in what was pasted. */
export interface BroughtPicture {
  readonly file: File
  /** What it is said to show where it comes from. */
  readonly alt: string
  /** Behind which block of the section it stood; null for where the caret is. */
  readonly place: RelativePosition | null
}

/** Opens the dialog for the section that has the caret: for each that was brought, or with nothing chosen. A picture that is selected is changed. */
export function askForPicture(detail: readonly BroughtPicture[]): void {
  asked.dispatchEvent(new CustomEvent('ask', { detail }))
}

/** @returns a function that ends it */
export function onPictureAsked(listener: (brought: readonly BroughtPicture[]) => void): () => void {
  const hear = (event: Event): void => {
    if (event instanceof CustomEvent) listener(event.detail as readonly BroughtPicture[])
  }
  asked.addEventListener('ask', hear)
  return () => asked.removeEventListener('ask', hear)
}
