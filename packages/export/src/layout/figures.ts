import { codeLabel } from '@samskriv/domain/code-lists'

import type { FileIndicator } from '../file/knowledge.ts'
import type { Block, FiguresChart } from './kinds.ts'
import type { Wording } from './wording.ts'

type Figure = FileIndicator['baseline']

/** Two points are told better by two bars, and more than these no page is wide enough for. */
const fewestOnLine = 3
const mostOnLine = 8
/** The names of so many in large letters. */
const mostOnLargeLine = 4

/** How an indicator has changed: drawn, and as a table. Nothing where its file has fewer than two numbers for it. */
export function figures(item: FileIndicator, wording: Wording): Block[] {
  const { series = [], name, unit } = item
  if (series.filter(({ value }) => value !== null).length < 2) return []
  const { t, number } = wording
  const points = series.map((figure, index) => ({
    label: whenOf(figure, wording) ?? String(index + 1),
    value: figure.value,
    text: textOf(figure, unit, wording),
  }))
  const target = item.target ?? null
  const most = wording.largePrint === true ? mostOnLargeLine : mostOnLine
  const title = t('export.chart.figures', { name })
  const goal = target === null ? null : { value: target, text: `${t('export.indicator.target')}: ${number(target)} ${unit}` }
  const numbers = [...points.map(({ label, text }) => `${label}: ${text}.`), ...(goal === null ? [] : [`${goal.text}.`])]
  const chart: FiguresChart = {
    kind: 'chart',
    shape: points.length < fewestOnLine || points.length > most ? 'bars' : 'line',
    title,
    alt: t('export.chart.alt', { title, numbers: numbers.join(' ') }),
    points,
    target: goal,
  }
  return [
    chart,
    {
      kind: 'table',
      caption: title,
      columns: [{ label: [t('export.indicator.when')] }, { label: [t('export.indicator.value')], number: true }],
      rows: points.map(({ label, text }) => [{ pieces: [label] }, { pieces: [text] }]),
    },
  ]
}

/** Why there is no number, where there is none. */
export function textOf({ value, suppressed }: Figure, unit: string, { t, language, number }: Wording): string {
  if (value !== null) return `${number(value)} ${unit}`
  return typeof suppressed === 'string' ? codeLabel('suppressionReason', suppressed, language) : t('export.indicator.none')
}

export function whenOf({ period, date }: Figure, wording: Wording): string | null {
  return period ?? (typeof date === 'string' ? wording.date(date) : null)
}
