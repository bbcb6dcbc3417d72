import { type ExportDocument, type Language, type Sector, sectorLabel, sectorLetter } from '@samskriv/domain'
import { formatsOf, type Formats, type Translate, translator } from '@samskriv/i18n'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { Look, Piece } from './kinds.ts'
import { SectionTitles } from './section-titles.ts'

export interface LayoutOptions {
  /** The language of the fixed words; the study keeps its own. */
  readonly language: Language
  /** Whether every run of text says whose it is. */
  readonly voices: boolean
  /** Letters of 18 points and more, and no fine print; not unless said. */
  readonly largePrint?: boolean
  /** All of it unless said; the others are of the whole study and always tell who said what. */
  readonly document?: ExportDocument
  /** Which sections; all unless said. */
  readonly sections?: readonly string[]
  /** Whether the format shows suggestions as tracked changes; not unless said. */
  readonly tracksChanges?: boolean
  /** Whether each section begins with what its template asks in it; not unless said. */
  readonly questions?: boolean
}

/** What every part of a file needs while it is put into words. */
export interface Wording extends LayoutOptions {
  readonly file: CaseStudyFile
  /** Of the whole study, also where the file holds a part of it. */
  readonly titles: SectionTitles
  /** What was put into words already of who said something: much of a text is said by few. */
  readonly sayings: Map<string, string>
  readonly t: Translate
  /** A participant's public name; a neutral word for one the file does not list. */
  readonly nameOf: (reference: string) => string
  readonly sectorName: (sector: Sector | null) => string
  readonly date: (day: string) => string
  readonly number: Formats['number']
  readonly percent: Formats['percent']
}

/** @param whole - the study that the file is a part of */
export function wording(file: CaseStudyFile, options: LayoutOptions, whole: CaseStudyFile = file): Wording {
  const words = wordsOf(options.language)
  const names = new Map(file.participants.map(({ id, publicName }) => [id, publicName]))
  const titles = new SectionTitles(whole, options.language)
  return {
    ...options,
    ...words,
    file,
    titles,
    sayings: new Map(),
    nameOf: (reference) => names.get(reference) ?? words.t('export.said.unknownName'),
  }
}

/** The fixed words of a language. */
export function wordsOf(language: Language): Pick<Wording, 't' | 'sectorName' | 'date' | 'number' | 'percent'> {
  const t = translator(language)
  const { day, number, percent } = formatsOf(language)
  return {
    t,
    sectorName: (sector) => (sector === null ? t('export.said.unknownSector') : sectorLabel(sector, language)),
    date: day,
    number,
    percent,
  }
}

const unknownSectorLetter = '?'

export function letterOf(sector: Sector | null): string {
  return sector === null ? unknownSectorLetter : sectorLetter[sector]
}

/** Letter and pattern in the sector's colour; what stands beside it names the sector. */
export function mark(sector: Sector | null): Piece {
  return { kind: 'sector', sector, letter: letterOf(sector) }
}

export function strong(text: string): Piece {
  return { kind: 'words', text, look: 'strong' }
}

export function soft(text: string): Piece {
  return { kind: 'words', text, look: 'soft' }
}

/** What people wrote, in the language of the study; it says which that is where it is not that of the fixed words. */
export function theirs(text: string, study: Pick<Wording, 'file' | 'language'>, look?: Look): Piece {
  const language = languageOfStudy(study)
  if (look === undefined && language.lang === undefined) return text
  return { kind: 'words', text, ...language, ...(look === undefined ? {} : { look }) }
}

/** Nothing where the study is in the language of the fixed words. */
export function languageOfStudy({ file, language }: Pick<Wording, 'file' | 'language'>): { lang?: string } {
  return file.language === language ? {} : { lang: file.language }
}

const place = '\uFFFC'

/** A sentence of ours around words of others: each keeps its own language. */
export function around(sentence: (words: string) => string, words: Piece): Piece[] {
  const [before = '', after = ''] = sentence(place).split(place)
  return [before, words, after].filter((piece) => piece !== '')
}

/** What people wrote, after a word of ours for what it is. @param lang - of what they wrote */
export function labelled(label: string, text: string, lang: string): Piece[] {
  return [strong(`${label}: `), { kind: 'words', text, lang }]
}

/** For the end of a switch over every kind: the compiler reports a forgotten kind, and a file from elsewhere cannot slip one past. */
export function unknownKind(value: never): never {
  throw new Error(`export-kind-unknown: ${JSON.stringify(value)}`)
}
