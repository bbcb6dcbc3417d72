import { templateById } from '@samskriv/document'
import type { StudyStatus } from '@samskriv/domain'

import type { ExportTree } from '../tree/build-export-tree.ts'
import { legend } from './back-matter.ts'
import type { Fact, Layout, Notice, Piece } from './kinds.ts'
import { around, mark, theirs, type Wording } from './wording.ts'

const finished: readonly StudyStatus[] = ['signed_off', 'published', 'archived']

/** A text that may still change is marked as a draft wherever it is shown. */
export function isDraft(status: StudyStatus): boolean {
  return !finished.includes(status)
}

/** What a reader must know before the first word: that it is a draft, or invented. */
export function notices(wording: Wording): Notice[] {
  const { file, t } = wording
  const invented = typeof file.fictionNotice === 'string' ? theirs(file.fictionNotice, wording) : t('export.fictional')
  return [
    ...(isDraft(file.status) ? [{ tone: 'warning' as const, title: t('export.draft.title'), pieces: [t('export.draft.text')] }] : []),
    ...(file.fictional ? [{ tone: 'plain' as const, title: null, pieces: [invented] }] : []),
  ]
}

/** Place, partners with their sectors, period, status, version and the day of the download. */
export function facts({ generatedAt, cameWithFile }: ExportTree, wording: Wording): Fact[] {
  const { file, t, date, language } = wording
  const status = t(`status.${file.status}`)
  return [
    fact(t('export.place'), file.place.name),
    ...(file.partners.length > 0 ? [{ term: t('export.partners.title'), list: true as const, values: partnerNames(wording) }] : []),
    ...periodFact(wording),
    fact(t('export.status'), cameWithFile && file.status !== 'draft' ? t('export.status.toldByFile', { status }) : status),
    fact(t('export.template'), templateById(file.templateId)?.name[language] ?? file.templateId),
    ...versionFact(wording),
    fact(t('export.exportedAt'), date(generatedAt)),
  ]
}

/** How to read the marks. */
export function readingGuide(wording: Wording): Layout['guide'] {
  const { t } = wording
  return { marks: t('export.said.intro'), notes: t('export.said.notes'), legend: legend(wording) }
}

function fact(term: string, value: string): Fact {
  return { term, values: [[value]] }
}

function partnerNames({ file, sectorName }: Wording): Piece[][] {
  return file.partners.map(({ name, sector }) => [mark(sector), `${name}, ${sectorName(sector)}`])
}

function periodFact({ file, t, date }: Wording): Fact[] {
  if (file.period === undefined) return []
  const { start, end } = file.period
  const text =
    typeof end === 'string'
      ? t('export.period.closed', { start: date(start), end: date(end) })
      : t('export.period.ongoing', { start: date(start) })
  return [fact(t('export.period'), text)]
}

function versionFact(wording: Wording): Fact[] {
  const { file, t, date } = wording
  const latest = file.versions.at(-1)
  if (latest === undefined) return []
  const { label, at } = latest
  const value = around((reason) => t('export.version.row', { label, date: date(at), reason }), theirs(latest.reason, wording))
  return [{ term: t('export.version'), values: [value] }]
}
