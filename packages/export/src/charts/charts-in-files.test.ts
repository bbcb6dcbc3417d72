import { unified } from 'unified'
import remarkParse from 'remark-parse'
import { describe, expect, test } from 'vitest'

import { exportFile } from '../export-file.ts'
import { layOut } from '../layout/lay-out.ts'
import type { Block, Chart } from '../layout/kinds.ts'
import { sampleTree } from '../sample-study.ts'
import { treeWith } from '../testing-trees.ts'
import { textOfXml, unzipped } from '../testing-unzip.ts'
import { elementsOf, parsedXml } from '../testing-xml.ts'

const english = { language: 'en', voices: true } as const
const sample = sampleTree()
const charts = layOut(sample, english).parts.flatMap(({ blocks }) => chartsIn(blocks))
const balance = charts.at(-1)

function chartsIn(blocks: readonly Block[]): Chart[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'chart') return [block]
    return block.kind === 'figure' ? chartsIn(block.blocks) : []
  })
}

describe('charts in a file', () => {
  test('[X21] are those of the balance and of every indicator with two numbers or more', () => {
    expect(charts.map(({ shape }) => shape)).toEqual(['line', 'line', 'line', 'bars', 'line', 'line', 'shares', 'shares'])
    const without = treeWith(({ indicators }) => indicators.forEach((each) => (each.series = each.series?.slice(0, 1))))
    expect(layOut(without, english).parts.flatMap(({ blocks }) => chartsIn(blocks))).toHaveLength(2)
  })

  test('[X21] say in words what they show, from the numbers that are drawn', () => {
    expect(balance?.alt).toContain('The whole case study: Community 41.6%, Third sector 25.1%, Public sector 29.9%, Other 3.4%.')
    expect(charts[0]?.alt).toContain('2023: 21 %. 2024: 20 %. 2025: 16 %. July 2025 – June 2026: 13 %. Target: 11 %.')
  })

  test('[X21] are drawings in HTML, EPUB and ODT, with their description', async () => {
    const html = new TextDecoder().decode((await exportFile(sample, 'html', english)).bytes)
    expect([...html.matchAll(/<svg [^>]*role="img" aria-label="Chart: /g)]).toHaveLength(charts.length)
    const odt = unzipped((await exportFile(sample, 'odt', english)).bytes)
    const shown = elementsOf(parsedXml(odt.get('content.xml')), 'draw:frame')
    expect(shown).toHaveLength(charts.length)
    for (const [index, frame] of shown.entries()) {
      const [image] = elementsOf(frame, 'draw:image')
      const drawing = elementsOf(parsedXml(odt.get(String(image?.attributes['xlink:href']))), 'svg')
      expect(drawing[0]?.attributes['aria-label']).toBe(charts[index]?.alt)
      expect(elementsOf(frame, 'svg:desc')).toHaveLength(1)
    }
    const epub = unzipped((await exportFile(sample, 'epub', english)).bytes)
    const pages = [...epub.entries()].filter(([name]) => name.endsWith('.xhtml'))
    expect(pages.flatMap(([, page]) => elementsOf(parsedXml(page), 'svg'))).toHaveLength(charts.length)
    // A reading system asks for a page with a drawing to be listed as one.
    const listed = elementsOf(parsedXml(epub.get('EPUB/package.opf')), 'item').filter(
      ({ attributes }) => attributes['properties'] === 'svg',
    )
    expect(listed).toHaveLength(pages.filter(([, page]) => page.includes('<svg')).length)
  })

  test('[X21] are charts of Word’s own, with their numbers', async () => {
    const parts = unzipped((await exportFile(sample, 'docx', english)).bytes)
    const names = [...parts.keys()].filter((name) => /^word\/charts\/chart\d+\.xml$/.test(name))
    expect(names).toHaveLength(charts.length)
    expect([...parts.keys()].filter((name) => name.endsWith('.xlsx'))).toHaveLength(charts.length)
    const all = names.map((name) => parts.get(name) ?? '')
    const bars = all.filter((xml) => xml.includes('percentStacked'))
    for (const chart of bars) expect([...chart.matchAll(/<c:ser>/g)]).toHaveLength(4)
    expect(textOfXml(bars[0] ?? '')).toContain('C Community')
    expect(textOfXml(bars[1] ?? '')).toContain('P 74.5%')
    expect(parts.get('word/document.xml')).toContain('descr="Chart: Who said how much of each section (1 of 2).')
  })

  test('[X21] are words in Markdown', async () => {
    const text = new TextDecoder().decode((await exportFile(sample, 'md', english)).bytes)
    const { children } = unified().use(remarkParse).parse(text)
    expect(children.length).toBeGreaterThan(50)
    expect(text).toContain('The whole case study: Community 41.6%')
  })

  test('[X26] [X21] take as many pages as large letters need', () => {
    const large = layOut(sample, { ...english, largePrint: true }).parts.flatMap(({ blocks }) => chartsIn(blocks))
    const shares = large.filter(({ shape }) => shape === 'shares')
    expect(shares.map(({ title }) => title)).toEqual([1, 2, 3].map((part) => `Who said how much of each section (${part} of 3)`))
  })
})
