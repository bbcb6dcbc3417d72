/** The id of the one toolbar of a study page. */
export const toolbarId = 'text-tools'

const linkAsked = new EventTarget()
const noteAsked = new EventTarget()

/** Leads from the text to its tools (Alt+F10). */
export function focusToolbar(): void {
  document.getElementById(toolbarId)?.querySelector<HTMLElement>('button:not(:disabled)')?.focus()
}

/** Opens the link dialog for the text that is selected (Ctrl+K). */
export function askForLink(): void {
  linkAsked.dispatchEvent(new Event('ask'))
}

/** @returns a function that ends it */
export function onLinkAsked(listener: () => void): () => void {
  linkAsked.addEventListener('ask', listener)
  return () => linkAsked.removeEventListener('ask', listener)
}

/** Opens the note that is selected, or a new one (Ctrl+Alt+F). */
export function askForNote(): void {
  noteAsked.dispatchEvent(new Event('ask'))
}

/** @returns a function that ends it */
export function onNoteAsked(listener: () => void): () => void {
  noteAsked.addEventListener('ask', listener)
  return () => noteAsked.removeEventListener('ask', listener)
}
