import { templateById } from '@samskriv/document'
import type { Language, Sector } from '@samskriv/domain'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import { importedStudy } from '../imported-study.ts'
import { buildExportTree } from '../tree/build-export-tree.ts'
import { importStudy } from './import-study.ts'
import type { ImportError, ImportPlan } from './plan.ts'
import { readFile } from './read-file.ts'

/** What a file says it holds, told before anything of it is stored. */
export interface ToldStudy {
  readonly id: string
  readonly title: string
  readonly place: string
  readonly language: Language
  readonly fictional: boolean
  readonly format: number
  readonly version: { readonly label: string; readonly at: string } | null
  /** In their order, titles in the language of the study. */
  readonly sections: readonly { readonly title: string; readonly words: number }[]
  /** Counted as the study will count them. */
  readonly words: Readonly<Record<Sector, number>>
  readonly unconfirmedWords: number
  readonly people: readonly { readonly name: string; readonly sector: Sector | null }[]
  readonly comments: number
  readonly questions: number
  readonly pictures: number
  /** Places whose words may not be shown. */
  readonly leftOut: number
}

/** More is not taken: it is written in one go, and others type meanwhile. */
export interface MostOfStudy {
  /** UTF-16 units of text. */
  readonly letters: number
  /** Blocks, runs and what else stands in sections. */
  readonly pieces: number
  /** People, and entries of every list. */
  readonly rows: number
}

/** `newer`: it holds what only a later version writes. */
export type StudyRefusal = 'not-ours' | 'newer' | 'damaged' | 'too-long'

export type UnderstoodStudy =
  | { readonly ok: true; readonly told: ToldStudy; readonly file: CaseStudyFile }
  | { readonly ok: false; readonly why: StudyRefusal; readonly errors: readonly ImportError[] }

/** Reads a file for a person: what is in it, or one reason why nothing is made of it, with the places that are wrong. */
export function understandStudy(json: string, most: MostOfStudy): UnderstoodStudy {
  const read = readFile(json)
  if (!read.ok) return { ok: false, why: whyNot(json, read.errors), errors: read.errors }
  const { file } = read
  const { letters, pieces } = sizeOf(file.sections)
  if (letters > most.letters || pieces > most.pieces || rowsOf(file) > most.rows) return { ok: false, why: 'too-long', errors: [] }
  const planned = importStudy(file)
  if (!planned.ok) return { ok: false, why: whyNot(json, planned.errors), errors: planned.errors }
  return { ok: true, told: toldOf(file, planned.plan), file }
}

/** Of what later versions write: a field, a kind or a template that is not known here. */
const newerCodes: ReadonlySet<string> = new Set(['unknown-field', 'unknown-template', 'template-too-new'])

function whyNot(json: string, errors: readonly ImportError[]): StudyRefusal {
  const isOurs = ['"templateId"', '"participants"', '"sections"'].every((key) => json.includes(key))
  if (!isOurs || errors.some(({ path, code }) => path === '' && (code === 'not-json' || code === 'wrong-type'))) return 'not-ours'
  const isNewer = errors.some(({ path, code }) => newerCodes.has(code) || (path === 'schemaVersion' && code === 'unknown-value'))
  return isNewer ? 'newer' : 'damaged'
}

function toldOf(file: CaseStudyFile, plan: ImportPlan): ToldStudy {
  // Written apart and taken out again: what is counted is what will be there.
  const imported = importedStudy(plan, { generatedAt: new Date(0).toISOString() })
  const { balance } = buildExportTree(imported).file
  imported.doc.destroy()
  const counted = new Map(balance?.sections.map((section) => [section.sectionId, section.totalWords]))
  const { title, place, language } = plan.study
  const titles = new Map(templateById(file.templateId)?.sections.map(({ id, title: of }) => [id, of[language]]))
  const latest = file.versions.at(-1)
  const { quotes = 0, evidence = 0, passages = 0, questions = 0 } = file.leftOut ?? {}
  return {
    id: file.id,
    title,
    place,
    language,
    fictional: file.fictional,
    format: file.schemaVersion,
    version: latest === undefined ? null : { label: latest.label, at: latest.at },
    sections: plan.sections.map(({ key, own }) => ({ title: own?.title ?? titles.get(key) ?? '', words: counted.get(key) ?? 0 })),
    words: balance?.document.words ?? { community: 0, third: 0, public: 0, other: 0 },
    unconfirmedWords: balance?.document.unconfirmedWords ?? 0,
    people: plan.participants.map(({ publicName, sector }) => ({ name: publicName, sector })),
    comments: file.comments.length,
    questions: file.questions?.length ?? 0,
    pictures: plan.pictures.length,
    leftOut: quotes + evidence + passages + questions,
  }
}

function sizeOf(sections: CaseStudyFile['sections']): Pick<MostOfStudy, 'letters' | 'pieces'> {
  let letters = 0
  let pieces = 0
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    pieces += 1
    for (const [key, part] of Object.entries(value)) {
      if (key === 'text' && typeof part === 'string') letters += part.length
      else visit(part)
    }
  }
  visit(sections)
  return { letters, pieces }
}

function rowsOf(file: CaseStudyFile): number {
  const lists = Object.values(file).filter((value) => Array.isArray(value))
  return lists.reduce((sum, { length }) => sum + length, 0)
}
