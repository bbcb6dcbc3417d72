import { lightColours } from '@samskriv/theme'
import { Paragraph } from 'docx'
import { ChartRun, type ChartRunOptions, type ChartSeries } from 'docx/charts'

import type { Chart, FiguresChart, SharesChart } from '../layout/kinds.ts'
import { lookOf, softColour } from '../layout/sector-look.ts'
import { unknownKind } from '../layout/wording.ts'
import type { Writing } from './writing.ts'

const width = 600
/** Of a piece of a bar, in per cent: in a smaller one its letter and number would run into the next. */
const narrowest = 16
const colour = lightColours.accent.slice(1).toUpperCase()

/** A chart of Word's own, with its numbers in a sheet that can be opened and changed. */
export function chartContent(chart: Chart, writing: Writing): Paragraph {
  return new Paragraph({ children: [new ChartRun(optionsOf(chart, writing.layout.largePrint ? 18 : 9))] })
}

function optionsOf(chart: Chart, points: number): ChartRunOptions {
  switch (chart.shape) {
    case 'shares':
      return sharesOf(chart, points)
    case 'line':
      return {
        ...figuresOf(chart, points),
        type: 'line',
        series: [...figuresOf(chart, points).series, ...targetOf(chart)],
        markers: { size: 8 },
        dataLabels: { value: true, position: 'above', font: { size: points, bold: true } },
        transformation: { width, height: 150 + points * 14 },
      }
    case 'bars':
      return {
        ...figuresOf(chart, points),
        type: 'bar',
        legend: false,
        gapWidth: 60,
        categoryAxis: { reverseOrder: true, font: { size: points } },
        dataLabels: { value: true, font: { size: points, bold: true } },
        transformation: { width, height: 60 + chart.points.length * points * 4 },
      }
  }
  return unknownKind(chart)
}

function sharesOf({ title, alt, parts, rows }: SharesChart, points: number): ChartRunOptions {
  return {
    type: 'bar',
    stacking: 'percent',
    gapWidth: 40,
    title: { text: title, font: { size: points + 2, bold: true } },
    altText: { name: title, title: '', description: alt },
    // The first is at the bottom otherwise.
    categoryAxis: { reverseOrder: true, font: { size: points } },
    valueAxis: { visible: false, gridlines: false },
    legend: { position: 'bottom', font: { size: points } },
    categories: rows.map(({ label, empty }) => (empty === undefined ? label : `${label} (${empty})`)),
    series: parts.map(({ sector, letter, name }, index) => ({
      name: `${letter} ${name}`,
      color: lookOf(sector).colour,
      values: rows.map(({ shares }) => shares[index]?.percent ?? 0),
      pointLabels: rows.map(({ shares }) => {
        const share = shares[index]
        return share === undefined || share.percent < narrowest
          ? false
          : { text: `${letter} ${share.text}`, position: 'center' as const, font: { size: points, color: 'FFFFFF', bold: true } }
      }),
    })),
    transformation: { width, height: 90 + rows.length * points * 3 },
  }
}

function targetOf({ points, target }: FiguresChart): ChartSeries[] {
  if (target === null) return []
  const line = { color: softColour, dash: 'dash', width: 1.5 } as const
  return [{ name: target.text, values: points.map(() => target.value), markers: false, dataLabels: false, line }]
}

function figuresOf({ title, alt, points: figures, target }: FiguresChart, points: number) {
  return {
    title: { text: title, font: { size: points + 2, bold: true } },
    altText: { name: title, title: '', description: alt },
    // Its one bar or line has the name of the chart.
    legend: target === null ? (false as const) : { position: 'bottom' as const, hiddenEntries: [title], font: { size: points } },
    valueAxis: { visible: false, gridlines: false, ...(figures.every(({ value }) => (value ?? 0) >= 0) ? { minimum: 0 } : {}) },
    categoryAxis: { font: { size: points } },
    categories: figures.map(({ label }) => label),
    series: [
      {
        name: title,
        color: colour,
        values: figures.map(({ value }) => value),
        pointLabels: figures.map(({ value, text }) => (value === null ? (false as const) : { text })),
      },
    ],
  }
}
