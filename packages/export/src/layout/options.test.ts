import { exportFormats } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { exportFile } from '../export-file.ts'
import { exportJson } from '../export-json.ts'
import { sampleTree } from '../sample-study.ts'
import { commentedTree, spokenWords } from '../testing-trees.ts'
import { textOfXml, unzipped } from '../testing-unzip.ts'
import type { Piece } from './kinds.ts'
import { layOut } from './lay-out.ts'
import { textOfPieces } from './text-of-pieces.ts'
import type { LayoutOptions } from './wording.ts'

const english = { language: 'en', voices: true } as const
const sample = commentedTree()
const chosen = ['summary', 'place-and-people', 'decisions']
const some: LayoutOptions = { ...english, sections: chosen }
/** Those that can be read back here; a PDF has tests of its own. */
const formats = exportFormats.filter((format) => format !== 'json' && (format as string) !== 'pdf')

async function everythingIn(format: (typeof formats)[number], options: LayoutOptions): Promise<string> {
  const { bytes } = await exportFile(sample, format, options)
  const parts = bytes[0] === 0x50 && bytes[1] === 0x4b ? [...unzipped(bytes).values()] : [new TextDecoder().decode(bytes)]
  return parts.flatMap((part) => [part, textOfXml(part)]).join('\n')
}

function wordsOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('')
}

describe('a file of some sections', () => {
  const layout = layOut(sample, some)

  test('[X22] says so before the first word, and names the others', () => {
    const notice = layout.notices.at(-1)
    expect(notice?.title).toBe('3 of 14 sections')
    expect(textOfPieces(notice?.pieces ?? [])).toContain('3 The inequality we set out to change · 4 Who works together')
    expect(layOut(sample, english).notices.map(({ title }) => title)).not.toContain('3 of 14 sections')
    expect(layOut(sample, { ...english, sections: sample.file.sections.map(({ sectionId }) => sectionId) })).toEqual(
      layOut(sample, english),
    )
  })

  test('[X22] keeps the numbers that the sections have in the whole', () => {
    expect(layout.parts.flatMap(({ section }) => (section === undefined ? [] : [section.number]))).toEqual([1, 2, 11])
  })

  test('[X6] [X22] has the balance of what it shows, and that of the whole beside it', () => {
    const table = layout.parts.find(({ id }) => id === 'balance')?.blocks.find((block) => block.kind === 'table')
    const rows = table?.kind === 'table' ? table.rows.map((cells) => cells.map(({ pieces }) => wordsOf(pieces))) : []
    expect(rows.map(([label]) => label)).toEqual([
      '1 Summary',
      '2 The place and the people',
      '11 You said, we did: decisions and who answers for them',
      'The sections in this file',
      'The whole case study',
    ])
    const words = rows.map((cells) => Number(cells.at(-1)?.replace(',', '')))
    expect(words[3]).toBe((words[0] ?? 0) + (words[1] ?? 0) + (words[2] ?? 0))
    expect(rows.at(-1)?.slice(1, 3)).toEqual(['41.6%', '735'])
  })

  test.each(formats)('[X3] [X22] as %s has no word of the others, nor the name of anybody who speaks only there', async (format) => {
    const text = await everythingIn(format, some)
    const shown = spokenWords({
      ...sample,
      file: { ...sample.file, sections: sample.file.sections.filter(({ sectionId }) => chosen.includes(sectionId)) },
    })
    expect(shown.length).toBeGreaterThan(200)
    const others = sample.file.sections.filter(({ sectionId }) => !chosen.includes(sectionId))
    const said = others
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'paragraph' ? block.runs : [])))
      .flatMap((run) => ('text' in run ? [run.text.trim()] : []))
    expect(said.filter((words) => words.length > 40 && text.includes(words))).toEqual([])
    const here = JSON.stringify(sample.file.sections.filter(({ sectionId }) => chosen.includes(sectionId)))
    const signed = sample.file.signOffs.map(({ participant }) => participant)
    const absent = sample.file.participants
      .filter(({ id }) => !here.includes(`"${id}"`) && !signed.includes(id))
      .map(({ publicName }) => publicName)
    expect(absent).toEqual(expect.arrayContaining(['Independent evaluator']))
    expect(absent.filter((name) => text.includes(name))).toEqual([])
    expect(text).toContain('3 of 14 sections')
  })

  test('[X16] [X22] has the comments about them, and no others', () => {
    const about = layOut(sample, { ...english, sections: ['what-changed'] }).comments
    expect(about.length).toBeGreaterThan(0)
    expect(about.length).toBeLessThan(layOut(sample, english).comments.length)
    expect(layOut(sample, { ...english, sections: ['credits'] }).comments).toEqual([])
  })

  test('[X22] is data for other programs in whole, whatever is chosen', async () => {
    const { bytes } = await exportFile(sample, 'json', some)
    expect(new TextDecoder().decode(bytes) === exportJson(sample)).toBe(true)
    expect([layOut(sample, english).isWhole, layout.isWhole, layout.contentHash === layOut(sample, english).contentHash]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('guiding questions', () => {
  test('[X23] stand before each section in the language of the study, where they are asked for', async () => {
    const asked = 'What is the most important thing that others should learn from this?'
    const [first] = layOut(sample, { ...english, language: 'nb', questions: true }).parts.filter(({ section }) => section !== undefined)
    const questions = JSON.stringify(first?.blocks[0])
    expect(questions).toContain('Hjelpespørsmål')
    expect(questions).toMatch(/"lang":"en","pieces":\["[A-Z][^"]+\?"\]/)
    expect(asked.length).toBeGreaterThan(0)
    for (const format of formats) {
      expect(await everythingIn(format, { ...english, questions: true })).toContain('Guiding questions')
      expect(await everythingIn(format, english)).not.toContain('Guiding questions')
    }
  })
})

describe('large print', () => {
  const large = { ...english, largePrint: true } as const

  test('[X26] has no letter smaller than 18 points in Word and ODT, in its styles or in its text', async () => {
    const docx = unzipped((await exportFile(sample, 'docx', large)).bytes)
    // Only those that something is written in: Word brings more along.
    const written = ['document', 'footer1', 'header1', 'footnotes'].map((name) => docx.get(`word/${name}.xml`) ?? '').join('')
    const used = new Set([...written.matchAll(/<w:(?:pStyle|rStyle) w:val="(\w+)"/g)].map(([, id]) => id))
    const styles = [...(docx.get('word/styles.xml') ?? '').matchAll(/<w:style [^>]*w:styleId="(\w+)".*?<\/w:style>/g)].filter(([, id]) =>
      used.has(id),
    )
    expect(styles.length).toBeGreaterThan(12)
    const halfPoints = [written, ...styles.map(([style]) => style)].flatMap((xml) =>
      [...xml.matchAll(/<w:sz w:val="(\d+)"/g)].map(([, size]) => Number(size)),
    )
    expect(halfPoints.length).toBeGreaterThan(8)
    expect(Math.min(...halfPoints)).toBe(36)
    expect(docx.get('word/styles.xml')).toMatch(/<w:docDefaults>.*?<w:sz w:val="36"\/>/)
    expect(docx.get('word/document.xml')).not.toContain('superscript')
    const odt = unzipped((await exportFile(sample, 'odt', large)).bytes)
    const points = [...(odt.get('styles.xml') ?? '').matchAll(/fo:font-size="([\d.]+)pt"/g)].map(([, size]) => Number(size))
    expect(points.length).toBeGreaterThan(12)
    expect(Math.min(...points)).toBe(18)
    expect(odt.get('content.xml')).not.toContain('super')
  })

  test('[X26] is larger in HTML and in books, and in them alone when it is asked for', async () => {
    for (const format of ['html', 'epub'] as const) {
      const [plain, grown] = [await everythingIn(format, english), await everythingIn(format, large)]
      const marks = format === 'html' ? '--text-small: 1.5rem' : 'font-size: 1.5em'
      expect([plain.includes(marks), grown.includes(marks)]).toEqual([false, true])
    }
  })

  test('[X26] has tables that its pages are wide enough for, with the same numbers', () => {
    const tables = (options: LayoutOptions) =>
      layOut(sampleTree(), options)
        .parts.find(({ id }) => id === 'balance')
        ?.blocks.filter((block) => block.kind === 'table') ?? []
    const numbersOf = (options: LayoutOptions) =>
      tables(options).flatMap((table) => table.rows.flatMap((cells) => cells.slice(1).map(({ pieces }) => wordsOf(pieces))))
    expect(tables(large).map(({ columns }) => columns.length)).toEqual([3, 3, 3, 2])
    expect(numbersOf(large).toSorted()).toEqual(numbersOf(english).toSorted())
  })
})
