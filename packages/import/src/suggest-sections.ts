import type { ImportedPart } from './parts.ts'

/** A section that a part could go to, with all that it is called: its title in every language. */
export interface SuggestedSection {
  readonly key: string
  readonly titles: readonly string[]
}

/** Where a part would go: to a section, with the part above it, or nowhere. */
export type Suggestion = { readonly to: 'section'; readonly section: string } | { readonly to: 'above' } | { readonly to: 'nowhere' }

/** Titles that share less than this, as a part of their words, are not alike. */
const alikeEnough = 0.5

/**
 * Where each part would go by what its heading says, in the order of the parts. A heading that is like no title goes with the one above; what
 * stands before the first goes to the first section, unless it says nothing but the title.
 *
 * @param title - of the document
 */
export function suggestSections(
  parts: readonly ImportedPart[],
  sections: readonly SuggestedSection[],
  title: string,
): readonly Suggestion[] {
  let isPlaced = false
  return parts.map((part, index): Suggestion => {
    const isTitle = index < 2 && part.words === 0 && part.pictures === 0 && (part.heading === title || part.level === 1) && parts.length > 1
    if (isTitle && bestOf(part, sections) === null) return { to: 'nowhere' }
    const best = bestOf(part, sections)
    if (best !== null) {
      isPlaced = true
      return { to: 'section', section: best }
    }
    if (isPlaced) return { to: 'above' }
    isPlaced = true
    const [first] = sections
    return first === undefined ? { to: 'nowhere' } : { to: 'section', section: first.key }
  })
}

function bestOf({ heading }: ImportedPart, sections: readonly SuggestedSection[]): string | null {
  const words = wordsOf(heading)
  if (words.size === 0) return null
  let best: { readonly key: string; readonly alike: number } | null = null
  for (const { key, titles } of sections)
    for (const title of titles) {
      const alike = likeness(words, wordsOf(title))
      if (alike >= alikeEnough && alike > (best?.alike ?? 0)) best = { key, alike }
    }
  return best?.key ?? null
}

/** Whether a heading says what a title says, but for numbers, capitals and signs: written below it, it would say the same twice. */
export function saysTheSame(heading: string, titles: readonly string[]): boolean {
  const plain = (text: string): string =>
    (
      text
        .normalize('NFC')
        .toLowerCase()
        .match(/\p{L}+/gu) ?? []
    ).join(' ')
  return titles.some((title) => plain(title) === plain(heading))
}

/** Words that stand in both, as a part of the shorter and the longer of them: 1 when they are the same. */
function likeness(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let both = 0
  for (const word of some) if ([...others].some((other) => isSameWord(word, other))) both += 1
  return (2 * both) / (some.size + others.size)
}

/** Also with another ending: change and changed, endring and endringer. */
function isSameWord(word: string, other: string): boolean {
  if (word === other) return true
  const [short, long] = word.length < other.length ? [word, other] : [other, word]
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3
}

/** Without numbers before it and words that stand in every title. */
function wordsOf(title: string): ReadonlySet<string> {
  const words =
    title
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const said = words.filter((word) => !everywhere.has(word))
  return new Set(said.length === 0 ? words : said)
}

const everywhere: ReadonlySet<string> = new Set(
  'a an and are by for from how in is it of on or our that the this to was we what which who with og i på av til som hva hvem hvordan vi det den en et er for fra med om å och vad vem hur vi det den en ett är för från med om att på av till som'.split(
    ' ',
  ),
)
