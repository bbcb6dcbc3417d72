import { lightColours } from '@samskriv/theme'
import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import type { Element } from 'hast'
import { s } from 'hastscript'

import type { FiguresChart } from '../layout/kinds.ts'
import { type ChartSize, heightOfLines, softInk, textLines, widthOf, wrapped } from './chart-text.ts'
import { short } from './sector-pattern.ts'

interface Drawn {
  readonly marks: readonly Element[]
  readonly height: number
}

const { accent } = lightColours

/** The numbers one after the other: points on a line, each with its number. A gap is a number that is not shown. */
export function drawLine(chart: FiguresChart, size: ChartSize): Drawn {
  const { text } = size
  const { points, target } = chart
  const labelWidth = size.width / points.length
  const labels = points.map(({ label }) => wrapped(label, labelWidth * 0.94, 4, size))
  const top = text * (target === null ? 1.8 : 3.2)
  const plotHeight = Math.max(120, text * 9)
  const x = scalePoint(points.keys(), [0, size.width]).padding(0.5)
  const y = valueScale(chart).range([top + plotHeight, top])
  const at = (index: number): number => x(index) ?? 0
  const path = line<FiguresChart['points'][number]>()
    .defined(({ value }) => value !== null)
    .x((_point, index) => at(index))
    .y(({ value }) => y(value ?? 0))
    .digits(1)([...points])
  const base = y(Math.max(0, y.domain()[0] ?? 0))
  const marks: Element[] = [
    s('path', { d: `M0 ${short(base)}H${size.width}`, stroke: softInk, strokeWidth: 1 }),
    ...targetMarks(target, (value) => ({ d: `M0 ${short(y(value))}H${size.width}`, x: 0, y: 0 }), size),
    s('path', { d: path ?? '', fill: 'none', stroke: accent, strokeWidth: 3, strokeLinejoin: 'round' }),
  ]
  for (const [index, point] of points.entries()) {
    if (point.value !== null) {
      marks.push(s('circle', { cx: short(at(index)), cy: short(y(point.value)), r: 5, fill: accent }))
      marks.push(...textLines([point.text], at(index), y(point.value) - text * 1.7, size, { anchor: 'middle', strong: true }))
    } else
      marks.push(
        ...textLines(wrapped(point.text, labelWidth, 2, size), at(index), base - text * 2.6, size, { anchor: 'middle', colour: softInk }),
      )
    marks.push(...textLines(labels[index] ?? [], at(index), top + plotHeight + text * 0.5, size, { anchor: 'middle' }))
  }
  const lines = Math.max(...labels.map(({ length }) => length))
  return { marks, height: top + plotHeight + text * 0.5 + heightOfLines(lines, size) + text * 0.5 }
}

/** The numbers below each other: a bar for each, with its number at its end. */
export function drawBars(chart: FiguresChart, size: ChartSize): Drawn {
  const { text } = size
  const { points, target } = chart
  const isLarge = text > 16
  const labelWidth = isLarge ? size.width : size.width * 0.36
  const left = isLarge ? 0 : labelWidth + text
  const room = Math.max(...points.map((point) => widthOf(point.text, size))) + text
  const x = valueScale(chart).range([left, Math.max(left + text * 4, size.width - room)])
  const zero = x(Math.max(0, x.domain()[0] ?? 0))
  const barHeight = text * 1.15
  const marks: Element[] = []
  const top = target === null ? text * 0.4 : text * 2
  let y = top
  for (const { label, value, text: words } of points) {
    const lines = wrapped(label, labelWidth, 2, size)
    const labelHeight = heightOfLines(lines.length, size)
    const barTop = isLarge ? y + labelHeight : y
    marks.push(...textLines(lines, 0, y, size))
    if (value === null) marks.push(...textLines([words], zero + text * 0.4, barTop, size, { colour: softInk }))
    else {
      const [from, to] = [Math.min(zero, x(value)), Math.max(zero, x(value))]
      marks.push(
        s('rect', { x: short(from), y: short(barTop), width: short(Math.max(1, to - from)), height: short(barHeight), fill: accent }),
      )
      marks.push(...textLines([words], to + text * 0.5, barTop, size, { strong: true }))
    }
    y += (isLarge ? labelHeight + barHeight : Math.max(labelHeight, barHeight)) + text * 0.7
  }
  marks.push(s('path', { d: `M${short(zero)} ${short(top - text * 0.2)}V${short(y - text * 0.4)}`, stroke: softInk, strokeWidth: 1 }))
  marks.push(
    ...targetMarks(
      target,
      (value) => ({ d: `M${short(x(value))} ${short(top - text * 0.4)}V${short(y - text * 0.4)}`, x: left, y: 0 }),
      size,
    ),
  )
  return { marks, height: y }
}

/** From zero, or from what is below it, to what stands highest. */
function valueScale({ points, target }: FiguresChart) {
  const values = [...points.flatMap(({ value }) => (value === null ? [] : [value])), ...(target === null ? [] : [target.value])]
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)]
  return scaleLinear([lowest, lowest === highest ? lowest + 1 : highest], [0, 1])
}

/** A broken line where the number should get to, and which number that is. */
function targetMarks(
  target: FiguresChart['target'],
  place: (value: number) => { readonly d: string; readonly x: number; readonly y: number },
  size: ChartSize,
): Element[] {
  if (target === null) return []
  const { d, x, y } = place(target.value)
  const sample = size.text * 2.5
  return [
    s('path', {
      d: `${d}M${short(x)} ${short(y + size.text * 0.6)}h${short(sample)}`,
      fill: 'none',
      stroke: softInk,
      strokeWidth: 1.5,
      strokeDasharray: '6 4',
    }),
    ...textLines([target.text], x + sample + size.text * 0.5, y, size, { colour: softInk }),
  ]
}
