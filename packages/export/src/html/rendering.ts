import { type Language, type Sector, sectorLabel } from '@samskriv/domain'
import { formatDate, type Translate, translator } from '@samskriv/i18n'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { ExportPicture } from '../tree/export-input.ts'

export interface HtmlOptions {
  /** The language of the fixed words; the study keeps its own. */
  readonly language: Language
  /** Whether every run of text says whose it is. */
  readonly voices: boolean
  /** Where a page gets a picture from, and a smaller one for phones; in a file that stands alone they are part of it. */
  readonly pictureAddress?: (hash: string) => { readonly full: string; readonly small: string }
}

/** What every part of a page needs while it is put into HTML. */
export interface Rendering extends HtmlOptions {
  readonly file: CaseStudyFile
  readonly pictures: ReadonlyMap<string, ExportPicture>
  readonly t: Translate
  /** A participant's public name; a neutral word for one the file does not list. */
  readonly nameOf: (reference: string) => string
  readonly sectorName: (sector: Sector | null) => string
  readonly date: (day: string) => string
}

export function rendering(
  { file, pictures }: { readonly file: CaseStudyFile; readonly pictures: ReadonlyMap<string, ExportPicture> },
  options: HtmlOptions,
): Rendering {
  const words = wordsOf(options.language)
  const names = new Map(file.participants.map(({ id, publicName }) => [id, publicName]))
  return { ...options, ...words, file, pictures, nameOf: (reference) => names.get(reference) ?? words.t('export.said.unknownName') }
}

/** The fixed words of a language. */
export function wordsOf(language: Language): Pick<Rendering, 't' | 'sectorName' | 'date'> {
  const t = translator(language)
  return {
    t,
    sectorName: (sector) => (sector === null ? t('export.said.unknownSector') : sectorLabel(sector, language)),
    date: (day) => formatDate(language, day),
  }
}

/** For the end of a switch over every kind: the compiler reports a forgotten kind, and a file from elsewhere cannot slip one past. */
export function unknownKind(value: never): never {
  throw new Error(`export-kind-unknown: ${JSON.stringify(value)}`)
}
