import data from '../data/glossary.json' with { type: 'json' }
import type { LocalizedText } from './language.ts'

/** A word of the product in three languages. The interface uses exactly these words. */
export interface GlossaryTerm {
  readonly id: string
  readonly group: string
  readonly term: LocalizedText
  /** Plain language; may be shown to people as it is. */
  readonly definition?: LocalizedText
  /** For translators: false friends and the words to avoid. */
  readonly note?: string
}

export const glossary: readonly GlossaryTerm[] = data.terms

const byId = new Map(glossary.map((term) => [term.id, term]))

export function glossaryTerm(id: string): GlossaryTerm | undefined {
  return byId.get(id)
}
