import { ObservedValue } from '@samskriv/sync-client'

/** With what is suggested, as it is, or as it would be. */
export const suggestionViews = ['changes', 'now', 'then'] as const
export type View = (typeof suggestionViews)[number]

/** How suggestions are shown, in the text and on their cards alike. */
export const shownView = new ObservedValue<View>('changes')

/** The id of the card of a suggestion. */
export function cardId(suggestion: string): string {
  return `suggestion-${suggestion}`
}

/** @returns the first element around its words; null when none are in the text */
export function wordsOf(suggestion: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.study-text [data-suggestion="${CSS.escape(suggestion)}"]`)
}

/** Which suggestion the address of the page names: `?suggestion=…`; null when it names none. */
export function suggestionInAddress(search: string): string | null {
  const named = new URLSearchParams(search).get('suggestion')
  return named === '' ? null : named
}

/** Leads to the card of a suggestion. @returns whether it has one */
export function goToCard(suggestion: string): boolean {
  const card = document.getElementById(cardId(suggestion))
  card?.focus({ preventScroll: true })
  card?.scrollIntoView({ block: 'center' })
  return card !== null
}
