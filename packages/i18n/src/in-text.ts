import type { i18n } from 'i18next'
import type { Language } from '@samskriv/domain'
import type { InTextCatalogue } from './messages.ts'
import { namespace } from './options.ts'

/** Adds what is said about words of a comment in the text, for an instance that shows a page already. */
export async function addInTextMessages(instance: i18n, language: Language): Promise<void> {
  instance.addResourceBundle(language, namespace, await loadInTextCatalogue(language), true)
}

/** The bundler makes a file of each. */
async function loadInTextCatalogue(language: Language): Promise<InTextCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en/in-text.ts')).inText
    case 'nb':
      return (await import('./nb/in-text.ts')).inText
    case 'sv':
      return (await import('./sv/in-text.ts')).inText
  }
}
