/** So many letters in a row are no phrase that two people happen to use. */
const quoteLetters = 40
/** A sentence of fewer is one that anybody says. */
const sentenceLetters = 12

/**
 * A text without what it quotes.
 *
 * @param how - `as a whole`: also where all of it stands in what is quoted
 */
export type Unquoted = (text: string, how?: 'as a whole') => string

/**
 * Takes quotes of some texts out of other people's: stretches of many letters in a row, and whole sentences. What both have in common beyond
 * that, such as the name of a place, is nobody's.
 *
 * @param mark - stands in the place of each
 */
export function withoutQuotesOf(texts: readonly string[], mark: string): Unquoted {
  const stretches = new Set<string>()
  for (const text of texts) for (let at = 0; at + quoteLetters <= text.length; at += 1) stretches.add(text.slice(at, at + quoteLetters))
  const sentences = [...new Set(texts.flatMap(sentencesOf))]
  return (text, how) => {
    const asked = text.trim()
    if (asked.length < sentenceLetters) return text
    if (how === 'as a whole' && texts.some((one) => one.includes(asked))) return mark
    const gone = new Uint8Array(text.length)
    for (let at = 0; at + quoteLetters <= text.length; at += 1)
      if (stretches.has(text.slice(at, at + quoteLetters))) gone.fill(1, at, at + quoteLetters)
    for (const sentence of sentences)
      for (let at = text.indexOf(sentence); at >= 0; at = text.indexOf(sentence, at + sentence.length))
        gone.fill(1, at, at + sentence.length)
    return withMarks(text, gone, mark)
  }
}

function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?…\n]+[.!?…]+/g) ?? []).map((sentence) => sentence.trim()).filter(({ length }) => length >= sentenceLetters)
}

/** White space at the ends of a stretch holds what stays apart. */
function withMarks(text: string, gone: Uint8Array, mark: string): string {
  let left = ''
  for (let at = 0; at < text.length;) {
    const from = at
    const isGone = gone[at] === 1
    while (at < text.length && (gone[at] === 1) === isGone) at += 1
    const words = text.slice(from, at)
    left += isGone ? `${/^\s*/.exec(words)?.[0] ?? ''}${mark}${/\s*$/.exec(words)?.[0] ?? ''}` : words
  }
  return left
}
