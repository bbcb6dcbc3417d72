import type { i18n } from 'i18next'
import type { Language } from '@samskriv/domain'
import type { ImportsCatalogue } from './messages.ts'
import { namespace } from './options.ts'

export function hasImportMessages(instance: i18n, language: Language): boolean {
  return instance.getResource(language, namespace, 'imports.file', { keySeparator: false }) !== undefined
}

/** Adds what is said about documents that are brought in, for an instance that shows a page already. Whoever shows messages shows them anew. */
export async function addImportMessages(instance: i18n, language: Language): Promise<void> {
  instance.addResourceBundle(language, namespace, await loadImportsCatalogue(language), true)
}

/** The bundler makes a file of each. */
async function loadImportsCatalogue(language: Language): Promise<ImportsCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en/imports.ts')).imports
    case 'nb':
      return (await import('./nb/imports.ts')).imports
    case 'sv':
      return (await import('./sv/imports.ts')).imports
  }
}
