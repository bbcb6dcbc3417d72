import type { ExportDocument } from '@samskriv/domain'

import type { RecordName } from './told-by-records.ts'

export type FrameworkDocument = Exclude<ExportDocument, 'full' | 'sheet'>

/** Where a study holds what an item of a framework asks for. */
export interface ItemSources {
  readonly code: string
  /** What sections are for, the same across templates. A study that tags sections with the item says itself which they are. */
  readonly roles: readonly string[]
  readonly records: readonly RecordName[]
}

/** The ids of the frameworks in `@samskriv/domain`. */
export const frameworkOf: Readonly<Record<FrameworkDocument, string>> = { gripp2: 'gripp2-sf', standards: 'scot-nsce-2016' }

/**
 * Our reading of two frameworks, item by item: neither says which sections a case study has. The items themselves, their words and where those
 * come from are data of `@samskriv/domain`.
 */
export const sourcesOf: Readonly<Record<FrameworkDocument, readonly ItemSources[]>> = {
  gripp2: [
    { code: '1', roles: ['context'], records: ['communities'] },
    { code: '2', roles: ['voice'], records: ['contributors'] },
    { code: '3', roles: ['results', 'benefits', 'evidence', 'measurement'], records: ['indicators'] },
    { code: '4', roles: ['learning', 'decisions'], records: ['decisions', 'balance'] },
    { code: '5', roles: ['barriers', 'credits'], records: ['disagreements'] },
  ],
  standards: [
    { code: 'INCLUSION', roles: ['context', 'voice'], records: ['communities', 'balance'] },
    { code: 'SUPPORT', roles: ['voice', 'barriers', 'credits'], records: ['formats'] },
    { code: 'PLANNING', roles: ['context', 'recommendations'], records: [] },
    { code: 'WORKING-TOGETHER', roles: ['partners', 'collaboration', 'governance'], records: ['partners'] },
    { code: 'METHODS', roles: ['voice', 'activity'], records: ['contributors'] },
    { code: 'COMMUNICATION', roles: ['decisions', 'dissemination'], records: ['decisions', 'questions'] },
    { code: 'IMPACT', roles: ['results', 'benefits', 'learning', 'evidence', 'measurement'], records: ['indicators', 'disagreements'] },
  ],
}
