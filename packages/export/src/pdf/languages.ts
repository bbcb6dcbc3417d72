import { tagOf } from '../layout/language-tag.ts'
import type { SetLanguage } from './typeset.ts'

const rightToLeftLanguages: ReadonlySet<string> = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi'])

/** A BCP 47 tag as Typst takes it; what is no language of two or three letters is *undetermined*, of which Typst knows too. */
export function setLanguage(tag: string, dir?: SetLanguage['dir']): SetLanguage {
  const [language = '', ...rest] = tagOf(tag).split('-')
  const lang = /^[a-z]{2,3}$/i.test(language) ? language.toLowerCase() : 'und'
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part))?.toUpperCase() ?? null
  return { lang, region, dir: dir ?? (rightToLeftLanguages.has(lang) ? 'rtl' : 'ltr') }
}
