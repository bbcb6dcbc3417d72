import { isLanguage, languages, type Language } from '@samskriv/domain'
import { francAll } from 'franc'

/** Fewer letters than this say nothing about a language. */
const fewestLetters = 20
/** With fewer letters than this a relative of a language, such as Scots or Low German, comes out before it about as often as not. */
const fewLetters = 60
/** Among few letters, names above all, some far language comes out first: it has to be so much likelier than the next. */
const clearly = 0.85
/** How much likelier another language must be than that of the study, where both are likely. */
const lead = 0.08

/**
 * Which language words are in, as a BCP 47 tag. Only a guess: whoever wrote them can say otherwise.
 * @param expected - taken unless the words clearly are of another one
 */
export function guessLanguage(words: string, expected: Language): string {
  const guesses = francAll(words, { minLength: fewestLetters }).map(([code, score]) => ({ tag: tagOf(code), score }))
  const [best, second] = guesses
  if (best === undefined || best.tag === 'und') return expected
  const scores = new Map(guesses.map(({ tag, score }) => [tag, score]))
  const scoreOf = (language: Language): number => scores.get(language) ?? 0
  if (words.length < fewLetters) {
    const [ours = expected] = languages.toSorted((a, b) => scoreOf(b) - scoreOf(a))
    if (scoreOf(ours) >= 0.85 && scoreOf(ours) - scoreOf(expected) > 0.2) return ours
    const isClear = second === undefined || second.score < clearly
    return scoreOf(expected) >= 0.5 || !isClear ? expected : best.tag
  }
  // Close relatives win by a hair: Danish over bokmål, Nynorsk over both.
  if (scoreOf(expected) >= best.score - lead) return expected
  const ours = guesses.find(({ tag, score }) => isLanguage(tag) && score >= best.score - lead)
  return (ours ?? best).tag
}

/** ISO 639-3 to the shortest tag, as `nob` to `nb`. */
function tagOf(code: string): string {
  return Intl.getCanonicalLocales(code)[0] ?? code
}
