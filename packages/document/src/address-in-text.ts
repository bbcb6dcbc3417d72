import { isAllowedLink } from './allowed-link.ts'

/** An address that stands in a text. */
export interface AddressInText {
  readonly address: string
  /** Where it begins, in UTF-16 units. */
  readonly index: number
}

const beginnings = /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:|tel:)[^\s<>"“”«»]+/giu
const ends = /[.,:;!?'’…]$/
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Whole addresses in a text, without the full stop or the bracket that ends what is said about them. */
export function addressesIn(text: string): AddressInText[] {
  return Array.from(text.matchAll(beginnings), ({ 0: found, index }) => ({ address: withoutWhatFollows(found), index })).filter(
    ({ address }) => isAllowedLink(address),
  )
}

/** The address that a whole text is, as the link it means; null for other words, and for a name that may be one of a file. */
export function wholeAddress(text: string): string | null {
  if (/^www\.[^\s.]+\.[^\s.]/i.test(text)) return allowed(`https://${text}`)
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:.]+$/.test(text)) return allowed(`mailto:${text}`)
  return allowed(text)
}

function allowed(address: string): string | null {
  return isAllowedLink(address) ? address : null
}

function withoutWhatFollows(found: string): string {
  const last = found.at(-1) ?? ''
  const opening = brackets[last]
  const isLoose = opening !== undefined && found.split(last).length > found.split(opening).length
  return isLoose || ends.test(found) ? withoutWhatFollows(found.slice(0, -1)) : found
}
