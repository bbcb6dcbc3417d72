import { codeLabel } from '@samskriv/domain/code-lists'
import { sectors } from '@samskriv/domain'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import { signedIn } from '../manifest/standing.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { shownConditions } from '../tree/shown-conditions.ts'
import { balanceCharts, balanceTables } from './balance.ts'
import { contributors } from './contributors.ts'
import type { Block, Part } from './kinds.ts'
import { questionRows, type QuestionsPage } from './questions.ts'
import { around, letterOf, mark, strong, theirs, type Wording } from './wording.ts'

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
    ...youSaidPart(tree, wording),
    { id: 'contributors', title: t('export.contributors.title'), blocks: [contributorsOnce(wording)] },
    {
      id: 'balance',
      title: t('export.balance.title'),
      blocks: [line(t('export.balance.note')), legend(wording), ...balance(whole.file, wording)],
    },
    {
      id: 'consent',
      title: t('export.consent.title'),
      blocks: consent(
        tree,
        tree.file.sections.flatMap(({ blocks }) => blocks),
        wording,
      ),
    },
    { id: 'sign-off', title: t('export.signOff.title'), blocks: signOff(wording) },
    { id: 'check', title: t('export.check.title'), blocks: check(whole, contentHash, wording) },
  ]
}

/** Where a section that is shown lists them, a link to it. */
function contributorsOnce(wording: Wording): Block {
  const { file, t, titles } = wording
  const key = file.sections.find(({ blocks }) => blocks.some(({ type }) => type === 'creditsTable'))?.sectionId
  if (key === undefined) return contributors(wording)
  return {
    kind: 'paragraph',
    pieces: [
      `${t('export.contributors.above')} `,
      { kind: 'inside', to: `section-${key}`, text: titles.numbered(key), lang: file.language },
    ],
  }
}

/** What the letters and patterns stand for. */
export function legend({ sectorName }: Wording): Block {
  return { kind: 'legend', sectors: sectors.map((sector) => ({ sector, letter: letterOf(sector), name: sectorName(sector) })) }
}

/** Nothing where nobody has asked anything. */
function youSaidPart({ generatedAt, youSaid }: ExportTree, wording: Wording): Part[] {
  if (youSaid.length === 0) return []
  return [{ id: 'you-said', title: wording.t('youSaid.title'), blocks: questionRows(youSaid, questionsPage(generatedAt, wording)) }]
}

export function questionsPage(generatedAt: string, wording: Wording): QuestionsPage {
  const { titles, file } = wording
  return { ...wording, titleOf: (key) => titles.titleOf(key), today: generatedAt.slice(0, 10), studyLanguage: file.language }
}

/** Of the sections that are shown; where some are left out, of the whole beside them, so that nobody can choose a balance. */
function balance(whole: CaseStudyFile, wording: Wording): Block[] {
  const { file, t, titles, language } = wording
  if (file.balance === undefined || whole.balance === undefined) return []
  const isWhole = file.sections.length === whole.sections.length
  const lang = file.language === language ? {} : { lang: file.language }
  const rows = [
    ...file.balance.sections.map((section) => ({ label: titles.numbered(section.sectionId), ...lang, of: section })),
    ...(isWhole ? [] : [{ label: t('export.balance.shown'), of: file.balance.document }]),
    { label: t('export.balance.study'), of: whole.balance.document },
  ]
  return [...balanceCharts(t('export.chart.balance'), rows, wording), ...balanceTables(rows, wording)]
}

/** @param blocks - those that are shown */
export function consent({ generatedAt, comments, suggestions }: ExportTree, blocks: readonly FileBlock[], wording: Wording): Block[] {
  const { file, t, date, tracksChanges = false } = wording
  const quotes = file.leftOut?.quotes ?? 0
  const evidence = file.leftOut?.evidence ?? 0
  const passages = file.leftOut?.passages ?? 0
  const questions = file.leftOut?.questions ?? 0
  const untracked = tracksChanges ? 0 : new Set(suggestions.shown.map(({ id }) => id)).size
  const suggested = suggestions.leftOut + untracked
  return [
    line(t('export.consent.statement')),
    line(t('export.consentDate', { date: date(generatedAt) })),
    ...conditions(blocks, wording),
    ...(quotes > 0 ? [line(t('export.consent.left', { count: quotes }))] : []),
    ...(evidence > 0 ? [line(t('export.consent.evidence', { count: evidence }))] : []),
    ...(passages > 0 ? [line(t('export.consent.passages', { count: passages }))] : []),
    ...(questions > 0 ? [line(t('youSaid.withheld', { count: questions }))] : []),
    ...(comments.leftOut > 0 ? [line(t('export.comments.left', { count: comments.leftOut }))] : []),
    ...(comments.repliesLeftOut > 0 ? [line(t('export.comments.replies.left', { count: comments.repliesLeftOut }))] : []),
    ...(suggested > 0 ? [line(t('export.suggestions.left', { count: suggested }))] : []),
    ...(quotes + evidence + passages + questions + comments.leftOut + comments.repliesLeftOut + suggested === 0
      ? [line(t('export.consent.nothingLeft'))]
      : []),
  ]
}

/** Nothing where nobody has made any. */
function conditions(blocks: readonly FileBlock[], wording: Wording): Block[] {
  const { file, t, nameOf } = wording
  const made = shownConditions(blocks, file)
  if (made.length === 0) return []
  const items = made.map(({ on, condition }) => {
    const name = 'label' in on ? on.label : nameOf(on.participant)
    return { blocks: [{ kind: 'paragraph' as const, pieces: [theirs(name, wording, 'strong'), ': ', theirs(condition, wording)] }] }
  })
  return [line(t('export.consent.conditions')), { kind: 'list', ordered: false, items }]
}

function signOff(wording: Wording): Block[] {
  const { file, t, nameOf, sectorName, date, language } = wording
  const signed = signedIn(file)
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
      ...(entry.publishNote === true && typeof entry.note === 'string'
        ? [{ kind: 'paragraph' as const, pieces: [theirs(entry.note, wording)] }]
        : []),
    ]
    return { blocks }
  })
  // Nobody can sign off here yet.
  return [line(t('export.signOff.toldByFile')), { kind: 'entries', ordered: false, items }]
}

export function check(tree: ExportTree, contentHash: string, wording: Wording): Block[] {
  const { file, t, date } = wording
  return [
    line(t('export.check.text', { address: tree.address, date: date(tree.generatedAt) })),
    line(t('export.check.verify', { address: new URL('/verify', tree.address).href })),
    line(t('export.check.json')),
    { kind: 'paragraph', look: 'checksum', pieces: [{ kind: 'words', text: contentHash, look: 'code' }] },
    ...(file.accessibility === undefined ? [] : [otherFormats(file.accessibility.requestContact, wording)]),
  ]
}

/** Whom to ask for it in another form. */
export function otherFormats(whom: string, wording: Wording): Block {
  return { kind: 'paragraph', pieces: around((contact) => wording.t('export.alternativeFormats', { contact }), theirs(whom, wording)) }
}

function line(text: string): Block {
  return { kind: 'paragraph', pieces: [text] }
}
