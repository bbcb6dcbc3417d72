import type { i18n } from 'i18next'
import type { Language } from '@samskriv/domain'
import type { CommentCatalogue } from './messages.ts'
import { namespace } from './options.ts'

/** Adds what is said beside the text of a study, for an instance that shows a page already. */
export async function addCommentMessages(instance: i18n, language: Language): Promise<void> {
  instance.addResourceBundle(language, namespace, await loadCommentCatalogue(language), true)
}

/** The bundler makes a file of each. */
async function loadCommentCatalogue(language: Language): Promise<CommentCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en/comment-catalogue.ts')).catalogue
    case 'nb':
      return (await import('./nb/comment-catalogue.ts')).catalogue
    case 'sv':
      return (await import('./sv/comment-catalogue.ts')).catalogue
  }
}
