import { codeLabel } from '@samskriv/domain/code-lists'
import { type Sector, sectors } from '@samskriv/domain'

import { contentHash } from '../export-json.ts'
import type { StudyBalance } from '../file/derived.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { contributors } from './contributors.ts'
import type { Block, Cell, Part, Piece } from './kinds.ts'
import { questionRows } from './questions.ts'
import { letterOf, mark, strong, type Wording } from './wording.ts'

/** What every format holds after the sections. */
export function backMatter(tree: ExportTree, titleOf: (key: string) => string, wording: Wording): readonly Part[] {
  const { t } = wording
  return [
    ...youSaid(tree, titleOf, wording),
    { id: 'contributors', title: t('export.contributors.title'), blocks: [contributors(wording)] },
    {
      id: 'balance',
      title: t('export.balance.title'),
      blocks: [line(t('export.balance.note')), legend(wording), ...balanceTable(titleOf, wording)],
    },
    { id: 'consent', title: t('export.consent.title'), blocks: consent(tree, wording) },
    { id: 'sign-off', title: t('export.signOff.title'), blocks: signOff(wording) },
    { id: 'check', title: t('export.check.title'), blocks: check(tree, wording) },
  ]
}

/** What the letters and patterns stand for. */
export function legend({ sectorName }: Wording): Block {
  return { kind: 'legend', sectors: sectors.map((sector) => ({ sector, letter: letterOf(sector), name: sectorName(sector) })) }
}

/** Nothing where nobody has asked anything. */
function youSaid({ generatedAt }: ExportTree, titleOf: (key: string) => string, wording: Wording): Part[] {
  const { questions = [], language } = wording.file
  if (questions.length === 0) return []
  const page = { ...wording, titleOf, today: generatedAt.slice(0, 10), studyLanguage: language }
  return [{ id: 'you-said', title: wording.t('youSaid.title'), blocks: questionRows(questions, page) }]
}

function balanceTable(titleOf: (key: string) => string, { file, t, sectorName, number, percent }: Wording): Block[] {
  const { balance } = file
  if (balance === undefined) return []
  const cell = (value: number): Cell => ({ pieces: [number(value)] })
  const row = (head: Cell, of: StudyBalance['document']): Cell[] => [
    head,
    { pieces: [percent(of.communitySharePercent)] },
    ...sectors.map((sector) => cell(of.words[sector])),
    cell(of.unconfirmedWords),
    cell(of.totalWords),
  ]
  const ofSector = (sector: Sector): Piece => ({ kind: 'sector', sector, letter: letterOf(sector), name: sectorName(sector) })
  return [
    {
      kind: 'table',
      caption: t('export.balance.title'),
      columns: [
        { label: [t('export.balance.section')] },
        { label: [t('export.balance.share')], number: true },
        ...sectors.map((sector) => ({ label: [ofSector(sector)], number: true })),
        { label: [t('export.balance.notConfirmed')], number: true },
        { label: [t('export.balance.total')], number: true },
      ],
      rows: [
        ...balance.sections.map((section) => row({ pieces: [titleOf(section.sectionId)], shares: section }, section)),
        row({ pieces: [t('export.balance.study')] }, balance.document),
      ],
    },
  ]
}

function consent({ generatedAt, comments }: ExportTree, { file, t, date }: Wording): Block[] {
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

function check(tree: ExportTree, { file, t, date }: Wording): Block[] {
  return [
    line(t('export.check.text', { address: tree.address, date: date(tree.generatedAt) })),
    line(t('export.check.json')),
    { kind: 'paragraph', look: 'checksum', pieces: [{ kind: 'words', text: contentHash(tree), look: 'code' }] },
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
