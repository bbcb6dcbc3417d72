import { codeLabel } from '@samskriv/domain/code-lists'
import { sectors } from '@samskriv/domain'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { balanceCharts, balanceTables } from './balance.ts'
import { contributors } from './contributors.ts'
import type { Block, Part } from './kinds.ts'
import { questionRows, type QuestionsPage } from './questions.ts'
import { letterOf, mark, strong, type Wording } from './wording.ts'

/**
 * What every format holds after the sections.
 *
 * @param whole - the study that the tree is a part of, or the same, and its hash
 */
export function backMatter(
  tree: ExportTree,
  { whole, contentHash }: { readonly whole: ExportTree; readonly contentHash: string },
  wording: Wording,
): readonly Part[] {
  const { t } = wording
  return [
    ...youSaid(tree, wording),
    { id: 'contributors', title: t('export.contributors.title'), blocks: [contributors(wording)] },
    {
      id: 'balance',
      title: t('export.balance.title'),
      blocks: [line(t('export.balance.note')), legend(wording), ...balance(whole.file, wording)],
    },
    { id: 'consent', title: t('export.consent.title'), blocks: consent(tree, wording) },
    { id: 'sign-off', title: t('export.signOff.title'), blocks: signOff(wording) },
    { id: 'check', title: t('export.check.title'), blocks: check(whole, contentHash, wording) },
  ]
}

/** What the letters and patterns stand for. */
export function legend({ sectorName }: Wording): Block {
  return { kind: 'legend', sectors: sectors.map((sector) => ({ sector, letter: letterOf(sector), name: sectorName(sector) })) }
}

/** Nothing where nobody has asked anything. */
function youSaid({ generatedAt }: ExportTree, wording: Wording): Part[] {
  const { questions = [] } = wording.file
  if (questions.length === 0) return []
  return [{ id: 'you-said', title: wording.t('youSaid.title'), blocks: questionRows(questions, questionsPage(generatedAt, wording)) }]
}

export function questionsPage(generatedAt: string, wording: Wording): QuestionsPage {
  const { titles, file } = wording
  return { ...wording, titleOf: (key) => titles.titleOf(key), today: generatedAt.slice(0, 10), studyLanguage: file.language }
}

/** Of the sections that are shown; where some are left out, of the whole beside them, so that nobody can choose a balance. */
function balance(whole: CaseStudyFile, wording: Wording): Block[] {
  const { file, t, titles } = wording
  if (file.balance === undefined || whole.balance === undefined) return []
  const isWhole = file.sections.length === whole.sections.length
  const rows = [
    ...file.balance.sections.map((section) => ({ label: titles.numbered(section.sectionId), of: section })),
    ...(isWhole ? [] : [{ label: t('export.balance.shown'), of: file.balance.document }]),
    { label: t('export.balance.study'), of: whole.balance.document },
  ]
  return [...balanceCharts(t('export.chart.balance'), rows, wording), ...balanceTables(rows, wording)]
}

export function consent({ generatedAt, comments }: ExportTree, { file, t, date }: Wording): Block[] {
  const quotes = file.leftOut?.quotes ?? 0
  const evidence = file.leftOut?.evidence ?? 0
  const passages = file.leftOut?.passages ?? 0
  const questions = file.leftOut?.questions ?? 0
  return [
    line(t('export.consent.statement')),
    line(t('export.consentDate', { date: date(generatedAt) })),
    ...(quotes > 0 ? [line(t('export.consent.left', { count: quotes }))] : []),
    ...(evidence > 0 ? [line(t('export.consent.evidence', { count: evidence }))] : []),
    ...(passages > 0 ? [line(t('export.consent.passages', { count: passages }))] : []),
    ...(questions > 0 ? [line(t('youSaid.withheld', { count: questions }))] : []),
    ...(comments.leftOut > 0 ? [line(t('export.comments.left', { count: comments.leftOut }))] : []),
    ...(quotes + evidence + passages + questions + comments.leftOut === 0 ? [line(t('export.consent.nothingLeft'))] : []),
  ]
}

function signOff({ file, t, nameOf, sectorName, date, language }: Wording): Block[] {
  const signed = file.signOffs.filter(({ status }) => status === 'signed' || status === 'signed_reservation')
  if (signed.length === 0) return [line(t('export.signOff.none'))]
  const items = signed.map((entry) => {
    const facts = [
      codeLabel('signOffStatus', entry.status, language),
      t('export.signOff.version', { label: entry.versionLabel }),
      ...(typeof entry.at === 'string' ? [date(entry.at)] : []),
    ]
    const blocks: Block[] = [
      { kind: 'paragraph', pieces: [mark(entry.sector), strong(nameOf(entry.participant)), `, ${sectorName(entry.sector)}`] },
      { kind: 'paragraph', look: 'soft', pieces: [facts.join(' · ')] },
      ...(entry.publishNote === true && typeof entry.note === 'string' ? [line(entry.note)] : []),
    ]
    return { blocks }
  })
  return [{ kind: 'entries', ordered: false, items }]
}

export function check(tree: ExportTree, contentHash: string, { file, t, date }: Wording): Block[] {
  return [
    line(t('export.check.text', { address: tree.address, date: date(tree.generatedAt) })),
    line(t('export.check.verify', { address: new URL('/verify', tree.address).href })),
    line(t('export.check.json')),
    { kind: 'paragraph', look: 'checksum', pieces: [{ kind: 'words', text: contentHash, look: 'code' }] },
    ...(file.accessibility === undefined
      ? []
      : [
          {
            kind: 'paragraph' as const,
            theirs: true as const,
            pieces: [t('export.alternativeFormats', { contact: file.accessibility.requestContact })],
          },
        ]),
  ]
}

function line(text: string): Block {
  return { kind: 'paragraph', pieces: [text] }
}
