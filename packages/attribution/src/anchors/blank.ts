/** White space, what has no width, and what stands for something without words. */
const blank = /[\s\u200b-\u200f\ufffc]/
const blanks = new RegExp(`${blank.source}+`, 'g')

export function isBlank(code: number): boolean {
  // Nearly every letter is known by its number.
  if (code > 0x20 && code < 0x1680) return code === 0xa0
  return blank.test(String.fromCharCode(code))
}

/** A text without its blanks. */
export function lettersOf(text: string): string {
  return text.replaceAll(blanks, '')
}

/** Fewer letters than these say nothing, unless they are a word. */
const fewestLetters = 3

/**
 * Whether what is left of quoted words is worth pointing at: some letters of them, or one of the words. Of what never had any letters, such
 * as a row of dots, whatever is left is enough.
 */
export function isWorthPointingAt(left: string, quote: string): boolean {
  const readable = left.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  if (readable >= fewestLetters) return true
  if (!/[\p{L}\p{N}]/u.test(quote)) return lettersOf(left) !== ''
  return readable > 0 && quote.split(/[^\p{L}\p{N}]+/u).includes(left.replaceAll(/[^\p{L}\p{N}]/gu, ''))
}
