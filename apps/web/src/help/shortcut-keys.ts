type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'>

/** Ctrl+/ on every keyboard: where the stroke needs Shift or has a key of its own, too. AltGr is no Ctrl. */
export function asksForShortcuts(event: Keys): boolean {
  return event.key === '/' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.getModifierState('AltGraph')
}

/** What the browser itself does with the words that are chosen. */
const ofTheBrowser = new Set(['a', 'c', 'v', 'x', 'z', 'y'])

/**
 * Whether keys pressed together are a shortcut of ours, and so do nothing for somebody who has turned shortcuts off. Those that lead into
 * the text and out of it, and those that every text field has, are none.
 */
export function isShortcut(event: Keys): boolean {
  const isTogether = event.ctrlKey || event.metaKey || event.altKey
  if (!isTogether || event.getModifierState('AltGraph')) return false
  // A key that writes something has a name of one character; on a Nordic keyboard AltGr writes @, € and {.
  if (event.key.length !== 1) return changesTables(event)
  return event.altKey || !ofTheBrowser.has(event.key.toLowerCase())
}

/** As in `tableKeys`; some of them also move paragraphs. */
function changesTables({ key, ctrlKey, metaKey, altKey, shiftKey }: Keys): boolean {
  const isWithMod = ctrlKey || metaKey
  if (key === 'Enter' || key === 'Backspace') return isWithMod && (altKey || shiftKey)
  return key.startsWith('Arrow') && altKey && shiftKey && !isWithMod
}

/** What browsers do to text by themselves where the page does not do it. */
const formattingOfTheBrowser = new Set(['b', 'i', 'u'])

/** Keeps a shortcut from those who would act on it. In the text nothing happens instead; elsewhere the browser has it. */
export function muteShortcut(event: KeyboardEvent): void {
  if (!isShortcut(event)) return
  event.stopImmediatePropagation()
  const isInText = event.target instanceof HTMLElement && event.target.isContentEditable
  if (isInText && formattingOfTheBrowser.has(event.key.toLowerCase())) event.preventDefault()
}
