import { tagOf } from '../layout/language-tag.ts'
import type { SetLanguage } from './typeset.ts'

/** ISO 639: a language that is not known. */
const undetermined = 'und'

/** A BCP 47 tag as Typst takes it: what is no language of two or three letters is undetermined. */
export function setLanguage(tag: string, dir?: SetLanguage['dir']): SetLanguage {
  const [language = '', ...rest] = tagOf(tag).split('-')
  const lang = /^[a-z]{2,3}$/i.test(language) ? language.toLowerCase() : undetermined
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part))?.toUpperCase() ?? null
  return { lang, region, dir: dir ?? (rightToLeftScripts.has(scriptOf(lang)) ? 'rtl' : 'ltr') }
}

/** The same for words that may be in another language: those in a script that it is not written in are, and nobody said in which. */
export function languageOfWords(text: string, tag: string, dir: SetLanguage['dir']): SetLanguage {
  const language = setLanguage(tag, dir)
  const first = /\p{L}/u.exec(text)?.[0]
  if (first === undefined || letterOf(scriptOf(language.lang)).test(first)) return language
  return { lang: undetermined, region: null, dir }
}

const rightToLeftScripts: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo'])
/** Of which Unicode knows the parts. */
const mixedScripts: Readonly<Record<string, string>> = { Hans: 'Hani', Hant: 'Hani', Jpan: 'Hani', Kore: 'Hang' }

function scriptOf(lang: string): string {
  const known = scripts.get(lang)
  if (known !== undefined) return known
  const { script = 'Latn' } = new Intl.Locale(lang).maximize()
  const found = mixedScripts[script] ?? script
  scripts.set(lang, found)
  return found
}

/** Of languages, at most as many as there are words of two and three letters: each line asks for one. */
const scripts = new Map<string, string>()
const letters = new Map<string, RegExp>()

function letterOf(script: string): RegExp {
  const known = letters.get(script) ?? new RegExp(`\\p{Script=${script}}`, 'u')
  letters.set(script, known)
  return known
}
