import { type Sector, sectors } from '@samskriv/domain'

import type { StudyBalance } from '../file/derived.ts'
import type { Block, Piece, SharesChart } from './kinds.ts'
import { letterOf, type Wording } from './wording.ts'

type Counted = StudyBalance['document']

export interface BalanceRow {
  readonly label: string
  /** Of the label, where it is not that of the fixed words. */
  readonly lang?: string
  readonly of: Counted
}

/** So many bars fit on one page below their heading; large ones need three times the room. */
const mostBars = 12
const mostLargeBars = 5

/** Whose words: bars for the eye, in as many charts as pages need. */
export function balanceCharts(title: string, rows: readonly BalanceRow[], wording: Wording): SharesChart[] {
  const { t, sectorName, percent } = wording
  const all: readonly (Sector | null)[] = [...sectors, null]
  const shown = all.filter((sector) => rows.some(({ of }) => wordsOf(of, sector) > 0))
  if (shown.length === 0) return []
  const parts = shown.map((sector) => ({
    sector,
    letter: letterOf(sector),
    name: sector === null ? t('export.balance.notConfirmed') : sectorName(sector),
  }))
  const bars = rows.map(({ label, lang, of }) => ({
    label,
    ...(lang === undefined ? {} : { lang }),
    ...(of.totalWords === 0 ? { empty: t('export.chart.noWords') } : {}),
    shares: shown.map((sector) => {
      const share = of.totalWords === 0 ? 0 : Math.round((wordsOf(of, sector) * 1000) / of.totalWords) / 10
      return { percent: share, text: percent(share) }
    }),
  }))
  const most = wording.largePrint === true ? mostLargeBars : mostBars
  const count = Math.ceil(bars.length / most)
  const each = Math.ceil(bars.length / count)
  return Array.from({ length: count }, (_none, index) => {
    const some = bars.slice(index * each, (index + 1) * each)
    const name = count === 1 ? title : t('export.chart.part', { title, part: index + 1, parts: count })
    const said = some.map(({ label, shares }) => {
      const numbers = shares.flatMap((share, at) => (share.percent === 0 ? [] : [`${parts[at]?.name ?? ''} ${share.text}`]))
      return `${label}: ${numbers.length === 0 ? t('export.chart.noWords') : numbers.join(', ')}.`
    })
    return {
      kind: 'chart',
      shape: 'shares',
      title: name,
      alt: t('export.chart.alt', { title: name, numbers: said.join(' ') }),
      parts,
      rows: some,
    }
  })
}

/** The same in numbers of words. Large letters leave no room for so many columns: there they stand in tables below each other. */
export function balanceTables(rows: readonly BalanceRow[], { t, sectorName, number, percent, largePrint }: Wording): Block[] {
  const ofSector = (sector: Sector): Column => ({
    label: { kind: 'sector', sector, letter: letterOf(sector), name: sectorName(sector) },
    cell: ({ words }) => number(words[sector]),
  })
  const share: Column = {
    label: t('export.balance.share'),
    cell: (of) => (of.totalWords === 0 ? t('export.chart.noWords') : percent(of.communitySharePercent)),
  }
  const unconfirmed: Column = { label: t('export.balance.notConfirmed'), cell: (of) => number(of.unconfirmedWords) }
  const all: Column = { label: t('export.balance.total'), cell: (of) => number(of.totalWords) }
  const spoken = sectors.map(ofSector)
  const tables =
    largePrint === true ? [[share, all], spoken.slice(0, 2), spoken.slice(2), [unconfirmed]] : [[share, ...spoken, unconfirmed, all]]
  return tables.map((columns) => ({
    kind: 'table',
    caption: t('export.balance.title'),
    columns: [{ label: [t('export.balance.section')] }, ...columns.map(({ label }) => ({ label: [label], number: true }))],
    rows: rows.map(({ label, lang, of }) => [
      { pieces: [lang === undefined ? label : { kind: 'words', text: label, lang }] },
      ...columns.map(({ cell }) => ({ pieces: [cell(of)] })),
    ]),
  }))
}

interface Column {
  readonly label: Piece
  readonly cell: (of: Counted) => string
}

function wordsOf({ words, unconfirmedWords }: Counted, sector: Sector | null): number {
  return sector === null ? unconfirmedWords : words[sector]
}
