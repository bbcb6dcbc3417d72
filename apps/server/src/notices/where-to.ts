import type { Notice } from '@samskriv/database'
import type { Language } from '@samskriv/domain'

/** What a notice is about, as far as there is a place for it. */
export type About = Pick<Notice, 'thread' | 'suggestion'> & {
  /** Whether somebody has decided about the suggestion. */
  readonly decided: boolean
}

export function aboutOf({ kind, thread, suggestion }: Pick<Notice, 'kind' | 'thread' | 'suggestion'>): About {
  return { thread, suggestion, decided: kind !== 'suggestion-asked' }
}

/**
 * Where it is read: a thread, or the card of a suggestion that waits, in the study; what became of one, on the page of whoever made it.
 *
 * @param study - its address
 * @returns undefined for what has no place of its own
 */
export function whereTo(study: string, language: Language, { thread, suggestion, decided }: About): string | undefined {
  if (thread !== null) return `${study}?lang=${language}&thread=${encodeURIComponent(thread)}`
  if (suggestion === null) return undefined
  return decided ? `${study}/said?lang=${language}#suggestion-${suggestion}` : `${study}?lang=${language}&suggestion=${suggestion}`
}
