import { createInstance } from 'i18next'
import type { Language } from '@samskriv/domain'
import { catalogue as en } from './en/catalogue.ts'
import { catalogue as nb } from './nb/catalogue.ts'
import { catalogue as sv } from './sv/catalogue.ts'
import type { Catalogue, Translate } from './messages.ts'
import { namespace, options } from './options.ts'

/** Every message in every language. The browser loads one language at a time instead: see `@samskriv/i18n/web`. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en, nb, sv }

const translators = new Map<Language, Translate>()

/**
 * Messages in one language, for the server and exports. The texts are plain: escape them where they become HTML.
 *
 * @example translator('nb')('presence.more', { count: 3 }) // 'og 3 til'
 */
export function translator(language: Language): Translate {
  const known = translators.get(language)
  if (known) return known
  const made = makeTranslator(language)
  translators.set(language, made)
  return made
}

function makeTranslator(language: Language): Translate {
  const instance = createInstance()
  void instance.init({ ...options, lng: language, resources: { [language]: { [namespace]: catalogues[language] } } })
  const lookUp = (key: string, values: Record<string, unknown>): string => instance.t(key, values)
  return (key, ...[values]) => lookUp(key, { ...values })
}
