import { codeLabel } from '@samskriv/domain/code-lists'
import { type Language, sectors } from '@samskriv/domain'
import { formatNumber, localeOf } from '@samskriv/i18n'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

import { contentHash } from '../export-json.ts'
import type { SectionBalance } from '../file/derived.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { contributors } from './contributors.ts'
import { questionRows } from './questions.ts'
import type { Rendering } from './rendering.ts'
import { legend, sectorMark } from './sector-mark.ts'
import { table } from './table.ts'
import { twentieths } from './voiced-block.ts'

export interface BackMatter {
  readonly id: string
  readonly title: string
  readonly body: readonly Element[]
}

/** What every format holds after the sections. */
export function backMatter(tree: ExportTree, titleOf: (key: string) => string, rendering: Rendering): readonly BackMatter[] {
  const { t } = rendering
  return [
    ...youSaid(tree, titleOf, rendering),
    { id: 'contributors', title: t('export.contributors.title'), body: [contributors(rendering)] },
    {
      id: 'balance',
      title: t('export.balance.title'),
      body: [h('p', t('export.balance.note')), legend(rendering), ...balanceTable(titleOf, rendering)],
    },
    { id: 'consent', title: t('export.consent.title'), body: consent(tree, rendering) },
    { id: 'sign-off', title: t('export.signOff.title'), body: signOff(rendering) },
    { id: 'check', title: t('export.check.title'), body: check(tree, rendering) },
  ]
}

/** Nothing where nobody has asked anything. */
function youSaid({ generatedAt }: ExportTree, titleOf: (key: string) => string, rendering: Rendering): BackMatter[] {
  const { questions = [], language } = rendering.file
  if (questions.length === 0) return []
  const page = { ...rendering, titleOf, today: generatedAt.slice(0, 10), studyLanguage: language }
  return [{ id: 'you-said', title: rendering.t('youSaid.title'), body: questionRows(questions, page) }]
}

function balanceTable(titleOf: (key: string) => string, rendering: Rendering): Element[] {
  const { file, t, sectorName, language } = rendering
  const { balance } = file
  if (balance === undefined) return []
  const number = (value: number): string => formatNumber(language, value)
  const row = (head: ElementContent[] | string, of: Omit<SectionBalance, 'sectionId' | keyof Contributors>) => [
    head,
    percentText(of.communitySharePercent, language),
    ...sectors.map((sector) => number(of.words[sector])),
    number(of.unconfirmedWords),
    number(of.totalWords),
  ]
  return [
    table({
      caption: t('export.balance.title'),
      columns: [
        { label: t('export.balance.section') },
        { label: t('export.balance.share'), number: true },
        ...sectors.map((sector) => ({ label: [sectorMark(sector), h('span.visually-hidden', sectorName(sector))], number: true })),
        { label: t('export.balance.notConfirmed'), number: true },
        { label: t('export.balance.total'), number: true },
      ],
      rows: [
        ...balance.sections.map((section) => row([h('span', titleOf(section.sectionId)), ...balanceBar(section)], section)),
        row(t('export.balance.study'), balance.document),
      ],
    }),
  ]
}

interface Contributors {
  communityContributors: unknown
  communityReviewers: unknown
  publishableCommunityQuotes: unknown
  hiddenQuotes: unknown
}

function percentText(percent: number, language: Language): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return new Intl.NumberFormat(localeOf(language), { style: 'percent', ...digits }).format(percent / 100)
}

/** The row's numbers as a bar of letters and patterns, for the eye only. */
function balanceBar({ words, totalWords }: SectionBalance): Element[] {
  if (totalWords === 0) return []
  const parts = sectors.filter((sector) => words[sector] > 0)
  return [
    h(
      'span.voice-balance',
      { ariaHidden: 'true' },
      parts.map((sector) => h('span', { dataSector: sector, dataShare: String(twentieths(words[sector], totalWords)) })),
    ),
  ]
}

function consent({ generatedAt }: ExportTree, { file, t, date }: Rendering): Element[] {
  const quotes = file.leftOut?.quotes ?? 0
  const evidence = file.leftOut?.evidence ?? 0
  const passages = file.leftOut?.passages ?? 0
  const questions = file.leftOut?.questions ?? 0
  return [
    h('p', t('export.consent.statement')),
    h('p', t('export.consentDate', { date: date(generatedAt) })),
    ...(quotes > 0 ? [h('p', t('export.consent.left', { count: quotes }))] : []),
    ...(evidence > 0 ? [h('p', t('export.consent.evidence', { count: evidence }))] : []),
    ...(passages > 0 ? [h('p', t('export.consent.passages', { count: passages }))] : []),
    ...(questions > 0 ? [h('p', t('youSaid.withheld', { count: questions }))] : []),
    ...(quotes + evidence + passages + questions === 0 ? [h('p', t('export.consent.nothingLeft'))] : []),
  ]
}

function signOff({ file, t, nameOf, sectorName, date, language }: Rendering): Element[] {
  const signed = file.signOffs.filter(({ status }) => status === 'signed' || status === 'signed_reservation')
  if (signed.length === 0) return [h('p', t('export.signOff.none'))]
  const items = signed.map((entry) =>
    h('li.entry', { dir: 'auto' }, [
      h('p', [sectorMark(entry.sector), h('strong', nameOf(entry.participant)), `, ${sectorName(entry.sector)}`]),
      h(
        'p.soft',
        [
          codeLabel('signOffStatus', entry.status, language),
          t('export.signOff.version', { label: entry.versionLabel }),
          ...(typeof entry.at === 'string' ? [date(entry.at)] : []),
        ].join(' · '),
      ),
      ...(entry.publishNote === true && typeof entry.note === 'string' ? [h('p', entry.note)] : []),
    ]),
  )
  return [h('ul.entries', items)]
}

function check(tree: ExportTree, { file, t, date }: Rendering): Element[] {
  return [
    h('p', t('export.check.text', { address: tree.address, date: date(tree.generatedAt) })),
    h('p', t('export.check.json')),
    h('p.checksum', [h('code', { translate: 'no' }, contentHash(tree))]),
    ...(file.accessibility === undefined
      ? []
      : [h('p', { dir: 'auto' }, t('export.alternativeFormats', { contact: file.accessibility.requestContact }))]),
  ]
}
