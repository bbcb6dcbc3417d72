import { isLanguage } from '@samskriv/domain'
import { localeOf } from '@samskriv/i18n'

/** As office programs know a language, with its country. */
export function tagOf(lang: string): string {
  return isLanguage(lang) ? localeOf(lang) : lang
}
