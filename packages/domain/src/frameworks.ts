import data from '../data/frameworks.json' with { type: 'json' }
import type { Language, LocalizedText } from './language.ts'

/** One item of a standard or checklist that a case study can be tagged with. */
export interface FrameworkItem {
  readonly code: string
  readonly label: LocalizedText
  /** Labels in other languages are working translations and must be shown as such. */
  readonly officialLanguages: readonly string[]
  readonly statement?: string
  readonly kind?: string
}

export interface Framework {
  readonly id: string
  readonly name: LocalizedText
  readonly publisher: string
  /** What may carry a tag: the study, a section, a decision, an indicator. */
  readonly tagOn: readonly string[]
  readonly items: readonly FrameworkItem[]
  /** How far the labels were checked against the source. */
  readonly verified: string
  readonly licenceNote?: string
}

export const frameworks: readonly Framework[] = data.frameworks

/** Whether a label may be shown without the remark that it is our translation. */
export function isOfficialLabel(item: FrameworkItem, language: Language): boolean {
  return item.officialLanguages.includes(language)
}
