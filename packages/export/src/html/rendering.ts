import { type Language, type Sector, sectorLabel } from '@samskriv/domain'
import { formatDate, type Translate, translator } from '@samskriv/i18n'

import type { CaseStudyFile } from '../file/case-study-file.ts'

export interface HtmlOptions {
  /** The language of the fixed words; the study keeps its own. */
  readonly language: Language
  /** Whether every run of text says whose it is. */
  readonly voices: boolean
}

/** What every part of a page needs while it is put into HTML. */
export interface Rendering extends HtmlOptions {
  readonly file: CaseStudyFile
  readonly t: Translate
  /** A participant's public name; a neutral word for one the file does not list. */
  readonly nameOf: (reference: string) => string
  readonly sectorName: (sector: Sector | null) => string
  readonly date: (day: string) => string
}

export function rendering(file: CaseStudyFile, options: HtmlOptions): Rendering {
  const t = translator(options.language)
  const names = new Map(file.participants.map(({ id, publicName }) => [id, publicName]))
  return {
    ...options,
    file,
    t,
    nameOf: (reference) => names.get(reference) ?? t('export.said.unknownName'),
    sectorName: (sector) => (sector === null ? t('export.said.unknownSector') : sectorLabel(sector, options.language)),
    date: (day) => formatDate(options.language, day),
  }
}

/** For the end of a switch over every kind: the compiler reports a forgotten kind, and a file from elsewhere cannot slip one past. */
export function unknownKind(value: never): never {
  throw new Error(`export-kind-unknown: ${JSON.stringify(value)}`)
}
