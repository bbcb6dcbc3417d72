import { lightColours } from '@samskriv/theme'
import type { Element } from 'hast'
import { toXast } from 'hast-util-to-xast'
import { s } from 'hastscript'

import type { Chart } from '../layout/kinds.ts'
import { unknownKind } from '../layout/wording.ts'
import { xmlDocument } from '../xml-document.ts'
import type { ChartSize } from './chart-text.ts'
import { drawBars, drawLine } from './draw-figures.ts'
import { drawShares } from './draw-shares.ts'

/** Wide enough for a page and narrow enough for paper; in pixels. */
const width = 640
const margin = 12
const usual: ChartSize = { width: width - 2 * margin, text: 13 }
/** On paper, where the width of a page is that of the chart, 18 points. */
const large: ChartSize = { width: width - 2 * margin, text: 24 }

export interface ChartOptions {
  readonly largePrint: boolean
}

/**
 * A chart as a drawing that needs no style sheet, font, pattern or program: it looks the same in a page, a book, a text and on paper. It is drawn
 * on paper of its own, so that its colours hold in dark surroundings. Whoever does not see it is told `alt`.
 */
export function drawChart(chart: Chart, { largePrint }: ChartOptions): Element {
  const { marks, height } = drawn(chart, largePrint ? large : usual)
  const whole = Math.ceil(height + 2 * margin)
  return s(
    'svg',
    {
      viewBox: `0 0 ${width} ${whole}`,
      width,
      height: whole,
      role: 'img',
      ariaLabel: chart.alt,
      fontFamily: "'Source Sans 3', 'Source Sans 3 Variable', 'Noto Sans', 'Liberation Sans', Arial, sans-serif",
    },
    [s('rect', { width, height: whole, fill: lightColours.surface }), s('g', { transform: `translate(${margin} ${margin})` }, [...marks])],
  )
}

/** The same as a file. */
export function chartFile(chart: Chart, options: ChartOptions): { readonly svg: string; readonly width: number; readonly height: number } {
  const element = drawChart(chart, options)
  const xml = toXast(element, { space: 'svg' })
  if (xml.type !== 'element') throw new Error('export-chart-unknown')
  return { svg: xmlDocument(xml), width, height: Number(element.properties['height']) }
}

function drawn(chart: Chart, size: ChartSize) {
  switch (chart.shape) {
    case 'shares':
      return drawShares(chart, size)
    case 'line':
      return drawLine(chart, size)
    case 'bars':
      return drawBars(chart, size)
  }
  return unknownKind(chart)
}
