import { describe, expect, test } from 'vitest'

import { type PdfElement, readPdf, textOfElement } from '../testing-pdf.ts'
import { commentedTree, treeWith } from '../testing-trees.ts'
import { SectionTitles } from '../layout/section-titles.ts'
import type { Block } from '../layout/kinds.ts'
import { exportPdf } from './export-pdf.ts'
import { HeadingLevels } from './heading-levels.ts'
import { Labels } from './labels.ts'
import { PictureFiles } from './picture-files.ts'
import { setBlocks } from './set-blocks.ts'

const sample = commentedTree()
const english = { language: 'en', voices: true } as const
const said = (element: PdfElement): string => textOfElement(element).replaceAll(/\s+/g, ' ').trim()

describe('pages of a PDF', () => {
  test.each([
    ['the whole of it', {}],
    ['with what the template asks', { questions: true }],
    ['in a summary for a framework', { document: 'gripp2' as const }],
    ['in large print', { questions: true, largePrint: true }],
  ])('[X32] end with words, and neither with a heading nor with what leads to them: %s', async (_what, options) => {
    const { pages } = await readPdf((await exportPdf(sample, { ...english, ...options })).bytes)
    const titles = new SectionTitles(sample.file, 'en')
    const asked = sample.file.sections.flatMap(({ sectionId }) => titles.questionsOf(sectionId))
    const stranded = pages.flatMap(({ structure }, index) => {
      const last = structure?.children.at(-1)?.children.at(-1)
      if (last === undefined) return []
      const words = said(last)
      const isLeading = /^H\d$/.test(last.role) || /^(?:\[Comment \d+\]$|It asks:)/.test(words) || asked.some((one) => words.endsWith(one))
      return isLeading ? [`${index + 1}: ${words}`] : []
    })
    expect(stranded).toEqual([])
    expect(pages.length).toBeGreaterThan(2)
  })

  test('[X32] hold a long title in one line, cut where a letter ends', async () => {
    const title = 'Łódź and Guovdageaidnu '.repeat(8).trim()
    const { pages } = await readPdf(
      (
        await exportPdf(
          treeWith((file) => (file.title = title)),
          english,
        )
      ).bytes,
    )
    const heads = pages.slice(1).map(({ beside }) => beside.replaceAll(/\s+/g, ' '))
    expect(heads.filter((head) => !/Łódź and Guovdageaidnu .*…/.test(head))).toEqual([])
    expect(heads.filter((head) => head.includes(title))).toEqual([])
  })

  test('[X32] part a word that finds no room in its column, and keep a list on its side whoever is named first in it', () => {
    const writing = {
      lang: 'en',
      largePrint: false,
      labels: new Labels([]),
      levels: new HeadingLevels(),
      pictures: new PictureFiles(new Map()),
    }
    const set = (block: Block) => setBlocks([block], { lang: 'en', depth: 0 }, writing)
    const cell = { pieces: ['maŋŋebárggaidnu'] }
    const row = Array.from({ length: 12 }, () => cell)
    const [table] = set({ kind: 'written-table', label: 'Flats', columns: 12, head: null, rows: [row] })
    const parts = JSON.stringify(table).match(/"parts":\[[^\]]*\]/)?.[0]
    expect(parts).toBe('"parts":["maŋ","ŋeb","árg","gai","dnu"]')
    const people = [[{ kind: 'paragraph' as const, pieces: ['دكتورة فاطمة'] }], [{ kind: 'paragraph' as const, pieces: ['Per'] }]]
    const listed = set({ kind: 'people', groups: [{ sector: 'community', letter: 'C', name: 'Community', people }] })
    expect(JSON.stringify(listed)).not.toContain('"dir":"rtl"')
    const own = set({ kind: 'list', ordered: false, items: [{ pieces: ['دكتورة فاطمة'] }] })
    expect(JSON.stringify(own)).toContain('"dir":"rtl"')
  })
})
