import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'

/** What stands where a name would, for those who have not said one. */
export function unnamedIn(language: Language): string {
  return translator(language)('export.said.unknownName')
}
