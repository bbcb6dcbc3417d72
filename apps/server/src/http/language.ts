import { isLanguage, type Language } from '@samskriv/domain'

/** The language of a page: asked for in the address, else the person's own, else what the browser prefers, else English. */
export function chooseLanguage(asked: string | undefined, own: Language | undefined, acceptLanguage: string | undefined): Language {
  if (isLanguage(asked)) return asked
  return own ?? preferred(acceptLanguage ?? '') ?? 'en'
}

function preferred(header: string): Language | undefined {
  return header
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
      const q = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find((found) => found !== undefined)
      return { language: languageOf(tag), quality: q === undefined ? 1 : Number(q) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .find(({ language }) => language !== undefined)?.language
}

// Who asks for Nynorsk, plain Norwegian or Danish reads bokmål more easily than English.
const nearest: Readonly<Record<string, Language>> = { no: 'nb', nn: 'nb', da: 'nb' }

function languageOf(tag: string): Language | undefined {
  const [primary = ''] = tag.split('-')
  return isLanguage(primary) ? primary : nearest[primary]
}
