import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { caseStudyFile, exportFile, type ExportTree } from '@samskriv/export'
import { readDocument, textOfBlock } from '@samskriv/import'
import { describe, expect, test } from 'vitest'

const { sections, ...file } = caseStudyFile.parse(
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')),
)
const sample: ExportTree = {
  file: { ...file, sections },
  pictures: new Map(),
  comments: { shown: [], leftOut: 0, repliesLeftOut: 0 },
  youSaid: [],
  saidHere: { comments: [], participants: [] },
  suggestions: { shown: [], leftOut: 0 },
  generatedAt: '2026-11-20T10:00:00Z',
  address: 'https://samskriv.example/studies/study-1',
  cameWithFile: false,
}

/** What each paragraph of the study begins with, where nobody's words are left out. */
const beginnings = sections.flatMap(({ blocks }) =>
  blocks.flatMap((block) => {
    if (block.type !== 'paragraph') return []
    const [first] = block.runs
    return first !== undefined && 'text' in first && !('type' in first) ? [first.text.trim().slice(0, 60)] : []
  }),
)

describe('a file that was written here and is read as anybody’s', () => {
  test.each(['docx', 'odt', 'html', 'md'] as const)('has every paragraph once, and the title: %s', async (format) => {
    const { bytes } = await exportFile(sample, format, { language: 'en', voices: false })
    const read = await readDocument(bytes, `study.${format}`)
    if (!read.ok) throw new Error(read.why)
    const { document } = read
    const text = document.blocks.map(textOfBlock).join('\n')
    expect(beginnings.length).toBeGreaterThan(40)
    expect(beginnings.filter((words) => text.split(words).length !== 2)).toEqual([])
    expect(document.title).toContain(file.title)
    const headings = document.blocks.filter(({ type }) => type === 'heading').map(textOfBlock)
    expect(headings.filter((heading) => /\d+ Summary|\d+ What changed/.test(heading))).toHaveLength(2)
  })
})
