/** Longer words are kept by their head and their tail. In UTF-16 units. */
export const longestQuote = 300

const gap = '…'
const headLength = Math.floor((longestQuote - gap.length) / 2)

/** Words as they are kept and shown: whole, or their head and their tail with `…` between, {@link longestQuote} units at most. */
export function quoteOf(text: string): string {
  if (text.length <= longestQuote) return text
  const tailLength = longestQuote - gap.length - headLength
  const head = splitsPair(text, headLength) ? `${text.slice(0, headLength - 1)} ` : text.slice(0, headLength)
  const tailFrom = text.length - tailLength
  const tail = splitsPair(text, tailFrom) ? ` ${text.slice(tailFrom + 1)}` : text.slice(tailFrom)
  return `${head}${gap}${tail}`
}

/** The head and the tail of words that were too long to be kept; null for words that are whole. */
export function endsOfQuote(quote: string): readonly [head: string, tail: string] | null {
  if (quote.length !== longestQuote || quote[headLength] !== gap) return null
  return [quote.slice(0, headLength), quote.slice(headLength + gap.length)]
}

/** Whether cutting before `at` would split a surrogate pair. */
export function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00
}
