import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import type { Element } from 'hast'

import type { SharesChart } from '../layout/kinds.ts'
import { lookOf } from '../layout/sector-look.ts'
import { type ChartSize, heightOfLines, softInk, textLines, widthOf, wrapped } from './chart-text.ts'
import { sectorPattern } from './sector-pattern.ts'

interface Drawn {
  readonly marks: readonly Element[]
  readonly height: number
}

/** A bar for each row with its numbers below it, and what letters and patterns stand for above all of them. */
export function drawShares(chart: SharesChart, size: ChartSize): Drawn {
  const legend = drawLegend(chart, size)
  const marks = [...legend.marks]
  let y = legend.height + size.text
  for (const row of chart.rows) {
    const drawn = drawRow(row, chart, y, size)
    marks.push(...drawn.marks)
    y += drawn.height
  }
  return { marks, height: y }
}

function drawLegend({ parts }: SharesChart, size: ChartSize): Drawn {
  const swatch = size.text * 2
  const marks: Element[] = []
  let x = 0
  let y = 0
  for (const { sector, letter, name } of parts) {
    const words = `${letter} ${name}`
    const width = swatch + size.text * 0.4 + widthOf(words, size)
    if (x > 0 && x + width > size.width) {
      x = 0
      y += size.text * 1.6
    }
    marks.push(...sectorPattern(sector, { x, y, width: swatch, height: size.text }))
    marks.push(...textLines([words], x + swatch + size.text * 0.4, y, size))
    x += width + size.text * 1.5
  }
  return { marks, height: y + size.text * 1.4 }
}

function drawRow({ label, lang, shares, empty }: SharesChart['rows'][number], { parts }: SharesChart, top: number, size: ChartSize): Drawn {
  // Below its name, and its numbers at its beginning: on a phone they are in sight while the rest of the bar is scrolled to.
  const lines = wrapped(label, size.width, 2, size)
  const barTop = top + heightOfLines(lines.length, size)
  const barHeight = size.text * 0.9
  if (empty !== undefined) {
    const marks = [...textLines(lines, 0, top, size, { lang }), ...textLines([empty], 0, barTop, size, { colour: softInk })]
    return { marks, height: barTop + heightOfLines(1, size) + size.text * 0.5 - top }
  }
  const scale = scaleLinear().domain([0, 100]).range([0, size.width])
  const bars = stack<readonly number[], number>()
    .keys(shares.keys())
    .value((row, index) => row[index] ?? 0)([shares.map(({ percent }) => percent)])
  const marks = textLines(lines, 0, top, size, { lang })
  for (const [index, [bar]] of bars.entries()) {
    const [from = 0, to = 0] = bar ?? []
    // A hair of paper between two pieces.
    const width = scale(Math.min(to, 100)) - scale(Math.min(from, 100)) - 1
    if (to <= from || width <= 0) continue
    marks.push(...sectorPattern(parts[index]?.sector ?? null, { x: scale(from), y: barTop, width, height: barHeight }))
  }
  let x = 0
  for (const [index, { percent, text }] of shares.entries()) {
    if (percent <= 0) continue
    const { letter = '', sector = null } = parts[index] ?? {}
    marks.push(...textLines([letter], x, barTop + barHeight + 2, size, { colour: `#${lookOf(sector).colour}`, strong: true }))
    marks.push(...textLines([text], x + size.text, barTop + barHeight + 2, size))
    x += size.text * 1.9 + widthOf(text, size)
  }
  return { marks, height: barTop + barHeight + 2 + heightOfLines(1, size) + size.text * 0.5 - top }
}
