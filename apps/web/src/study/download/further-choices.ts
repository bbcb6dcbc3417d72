import type { ExportDocument, Language } from '@samskriv/domain'

/** What is rarely chosen of a file. */
export interface FurtherChoices {
  readonly document: ExportDocument
  /** Keys; null for all. */
  readonly sections: readonly string[] | null
  readonly questions: boolean
  readonly largePrint: boolean
  /** Of the words around the text. */
  readonly language: Language
}

/** A file of no section is none. */
export function holdsNothing({ document, sections }: FurtherChoices): boolean {
  return document === 'full' && sections?.length === 0
}
