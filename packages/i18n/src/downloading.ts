import type { i18n } from 'i18next'
import type { Language } from '@samskriv/domain'
import type { DownloadingCatalogue } from './messages.ts'
import { namespace } from './options.ts'

/** Adds what is said of the rarer choices for a file, for an instance that shows a page already. */
export async function addDownloadingMessages(instance: i18n, language: Language): Promise<void> {
  instance.addResourceBundle(language, namespace, await loadDownloadingCatalogue(language), true)
}

/** The bundler makes a file of each. */
async function loadDownloadingCatalogue(language: Language): Promise<DownloadingCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en/downloading.ts')).downloading
    case 'nb':
      return (await import('./nb/downloading.ts')).downloading
    case 'sv':
      return (await import('./sv/downloading.ts')).downloading
  }
}
