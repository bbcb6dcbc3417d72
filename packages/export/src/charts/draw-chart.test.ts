import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { FiguresChart, SharesChart } from '../layout/kinds.ts'
import { elementsOf, parsedXml } from '../testing-xml.ts'
import { chartFile } from './draw-chart.ts'

const usual = { largePrint: false }
const shares: SharesChart = {
  kind: 'chart',
  shape: 'shares',
  title: 'Who said how much',
  alt: 'Chart: Who said how much. 1 Summary: Community 62.5%, Public sector 37.5%.',
  parts: [
    { sector: 'community', letter: 'C', name: 'Community' },
    { sector: 'third', letter: 'T', name: 'Third sector' },
    { sector: 'public', letter: 'P', name: 'Public sector' },
    { sector: 'other', letter: 'O', name: 'Other' },
    { sector: null, letter: '?', name: 'Not confirmed' },
  ],
  rows: [
    { label: '1 Summary', shares: [62.5, 0, 37.5, 0, 0].map((percent) => ({ percent, text: `${percent}%` })) },
    {
      label:
        '2 A title that is so long that it stands in two lines above its bar, however wide that is, and ends before it ends, because nobody can say all of it in one breath and the table says it anyway',
      shares: [20, 20, 20, 20, 20].map((percent) => ({ percent, text: `${percent}%` })),
    },
    { label: '3 Empty', shares: [0, 0, 0, 0, 0].map((percent) => ({ percent, text: `${percent}%` })) },
  ],
}
const figures: FiguresChart = {
  kind: 'chart',
  shape: 'line',
  title: 'Missed appointments',
  alt: 'Chart: Missed appointments. 2023: 21 %.',
  points: [
    { label: '2023', value: 21, text: '21 %' },
    { label: '2024', value: null, text: 'Hidden because the number is small' },
    { label: '2025', value: 13, text: '13 %' },
  ],
  target: { value: 11, text: 'Target: 11 %' },
}

function textsOf(svg: string): string[] {
  return elementsOf(parsedXml(svg), 'text').flatMap(({ children }) =>
    children.flatMap((child) => (child.type === 'text' ? [child.value] : [])),
  )
}

describe('a drawn chart', () => {
  test('[X21] says what it shows to whoever does not see it, and needs nothing from elsewhere', () => {
    for (const chart of [shares, figures, { ...figures, shape: 'bars' as const }]) {
      const { svg } = chartFile(chart, usual)
      const [root] = elementsOf(parsedXml(svg), 'svg')
      expect(root?.attributes).toMatchObject({ role: 'img', 'aria-label': chart.alt, xmlns: 'http://www.w3.org/2000/svg' })
      expect(svg.match(/style|url\(|href|<script|\bid=|&#/g) ?? []).toEqual([])
    }
  })

  test('[X21] tells sectors by letter, pattern and colour, and prints every number but that of none', () => {
    const { svg } = chartFile(shares, usual)
    const texts = textsOf(svg)
    expect(texts.filter((text) => text.endsWith('%'))).toEqual(['62.5%', '37.5%', '20%', '20%', '20%', '20%', '20%'])
    expect(texts.filter((text) => text.length === 1)).toEqual(['C', 'P', 'C', 'T', 'P', 'O', '?'])
    expect(texts).toEqual(expect.arrayContaining(['C Community', '? Not confirmed', '1 Summary', '3 Empty']))
    const marks = elementsOf(parsedXml(svg), 'path').map(({ attributes }) => [attributes['stroke'], attributes['stroke-dasharray'] ?? null])
    expect(new Set(marks.map((mark) => JSON.stringify(mark))).size).toBe(3)
  })

  test('[X21] leaves a gap where there is no number, and says why', () => {
    const { svg } = chartFile(figures, usual)
    expect(elementsOf(parsedXml(svg), 'circle')).toHaveLength(2)
    const line = elementsOf(parsedXml(svg), 'path').map(({ attributes }) => attributes['d'] ?? '')
    // Two points that are not beside each other are joined by nothing.
    expect(line.filter((d) => d.includes('L'))).toEqual([])
    expect(textsOf(svg).join(' ')).toContain('Hidden because')
    expect(textsOf(svg)).toContain('Target: 11 %')
  })

  test('[X26] has no letter below 18 points in large print', () => {
    for (const chart of [shares, figures, { ...figures, shape: 'bars' as const }]) {
      const { svg, width } = chartFile(chart, { largePrint: true })
      const sizes = elementsOf(parsedXml(svg), 'text').map(({ attributes }) => Number(attributes['font-size']))
      // Across 16 cm of paper, in points.
      expect((Math.min(...sizes) * ((16 / 2.54) * 72)) / width).toBeGreaterThanOrEqual(17)
    }
  })

  test('[X21] keeps all marks on its paper, whatever the numbers', () => {
    const value = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }))
    const words = fc.string({ maxLength: 60, unit: 'grapheme' })
    const points = fc.array(fc.record({ label: words, value, text: words }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(
        points,
        fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
        fc.boolean(),
        fc.boolean(),
        (all, goal, isLine, largePrint) => {
          const target = goal === null ? null : { value: goal, text: 'Target' }
          const { svg, width, height } = chartFile({ ...figures, shape: isLine ? 'line' : 'bars', points: all, target }, { largePrint })
          expect(svg).not.toMatch(/NaN|Infinity|undefined/)
          for (const { attributes } of elementsOf(parsedXml(svg), 'circle')) {
            expect(Number(attributes['cx'])).toBeLessThanOrEqual(width)
            expect(Number(attributes['cy'])).toBeLessThanOrEqual(height)
          }
          for (const { attributes } of elementsOf(parsedXml(svg), 'rect')) expect(Number(attributes['width'])).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 60 },
    )
  })
})
