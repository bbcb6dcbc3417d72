import { describe, expect, test } from 'vitest'

import { exportHtml } from './html/export-html.ts'
import { layOut } from './layout/lay-out.ts'
import { sampleTree } from './sample-study.ts'
import { readableFormats, textOfFile } from './testing-formats.ts'
import { treeWith } from './testing-trees.ts'

const emptied = treeWith((file) => {
  for (const section of file.sections) if (section.sectionId === 'barriers') section.blocks = []
})
const noWords = { en: 'no words yet', nb: 'ingen ord ennå', sv: 'inga ord än' } as const
const listed = { en: 'They are listed in section', nb: 'De er nevnt i del', sv: 'De står i avsnitt' } as const

describe.each(readableFormats)('a case study as %s', (format) => {
  test.each(['en', 'nb', 'sv'] as const)(
    '[X6] says of a section without words that it has none yet, and lists contributors once, in %s',
    async (language) => {
      const text = await textOfFile(emptied, format, { language, voices: true })
      // In the table, and in the chart or what is told of it.
      expect(text.split(noWords[language]).length).toBeGreaterThan(2)
      expect(text).toContain(`${listed[language]} 14 Who wrote this, and how consent was given`)
      const without = treeWith((file) => {
        for (const section of file.sections) section.blocks = section.blocks.filter(({ type }) => type !== 'creditsTable')
      })
      expect(await textOfFile(without, format, { language, voices: true })).not.toContain(listed[language])
    },
  )
})

describe('names', () => {
  test('[X25] that hold commas are told apart on the sheet', () => {
    const sheet = JSON.stringify(layOut(sampleTree(), { language: 'en', voices: true, document: 'sheet' }))
    expect(sheet).toContain('Respiratory nurse, NHS Strathellisk; Repairs manager, Strathellisk Council; and 1 more')
  })

  test('[X10] stand apart from the letter of their sector for whoever copies a line', () => {
    expect(exportHtml(sampleTree(), { language: 'en', voices: true })).not.toMatch(/class="sector-mark"[^>]*>[A-Z?]<\/span>(?! )/)
  })
})
