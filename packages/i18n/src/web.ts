import { createInstance, type i18n } from 'i18next'
import type { Language } from '@samskriv/domain'
import type { LaterCatalogue, WebCatalogue } from './messages.ts'
import { namespace, options } from './options.ts'

export type { MessageValues, ValueArguments, WebCatalogue, WebMessageKey } from './messages.ts'
export { disclosureVersion } from './disclosure-version.ts'
export { formatDate, formatDateTime, formatNumber, formatTime, localeOf } from './format.ts'

/** Fetches the messages of one language; the bundler makes a file of each. */
export async function loadCatalogue(language: Language): Promise<WebCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en/web-catalogue.ts')).catalogue
    case 'nb':
      return (await import('./nb/web-catalogue.ts')).catalogue
    case 'sv':
      return (await import('./sv/web-catalogue.ts')).catalogue
  }
}

/** The same for what comes right after the page. */
async function loadLaterCatalogue(language: Language): Promise<LaterCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en/later-catalogue.ts')).catalogue
    case 'nb':
      return (await import('./nb/later-catalogue.ts')).catalogue
    case 'sv':
      return (await import('./sv/later-catalogue.ts')).catalogue
  }
}

/** Fetches the rest of a language, for an instance that shows a page already: what waits for a message is drawn again. */
export async function addLaterMessages(instance: i18n, language: Language): Promise<void> {
  instance.addResourceBundle(language, namespace, await loadLaterCatalogue(language), true)
}

/** An i18next instance with one language, ready to use, for react-i18next's provider. */
export function webMessages(language: Language, catalogue: WebCatalogue): i18n {
  const instance = createInstance()
  void instance.init({
    ...options,
    react: { bindI18nStore: 'added' },
    lng: language,
    resources: { [language]: { [namespace]: catalogue } },
  })
  return instance
}

/** Adds another language to the instance and switches to it. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  const [now, later] = await Promise.all([loadCatalogue(language), loadLaterCatalogue(language)])
  instance.addResourceBundle(language, namespace, { ...now, ...later })
  await instance.changeLanguage(language)
}
