import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { contentHash, exportJson } from '../export-json.ts'
import type { FileNestedBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyJson } from '../sample-study.ts'
import { elementsOfPdf, type PdfElement, type ReadPdf, readPdf, textOfElement, textOfPdf, unpackedPdf } from '../testing-pdf.ts'
import { commentedTree, spokenWords, treeOfEveryNode, treeWith } from '../testing-trees.ts'
import { missingWords } from '../testing-unzip.ts'
import { buildExportTree, type ExportTree } from '../tree/build-export-tree.ts'
import { exportPdf } from './export-pdf.ts'
import { fontBytes } from './fonts.ts'
import { Labels } from './labels.ts'
import { setLine } from './set-line.ts'

const english = { language: 'en', voices: true } as const
const voice = { by: 'p-community-a', mode: 'typed_by_self' } as const
const sample = commentedTree()

type Read = ReadPdf & { readonly bytes: Uint8Array; readonly notice: string | null; readonly text: string }
async function written(tree: ExportTree, options: Parameters<typeof exportPdf>[1] = english): Promise<Read> {
  const { bytes, notice } = await exportPdf(tree, options)
  const read = await readPdf(bytes)
  return { ...read, bytes, notice, text: inLine(textOfPdf(read)) }
}
const inLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
const said = (elements: readonly PdfElement[]): string[] => elements.map((element) => inLine(textOfElement(element)).trim())

let pdf: Read
let every: Read
beforeAll(async () => {
  pdf = await written(sample)
  every = await written(treeOfEveryNode())
}, 180_000)

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0

describe('a case study as a PDF', () => {
  test('[X20] is PDF/UA-1: says so, is tagged on every page, and names its language and title', () => {
    expect(pdf.notice).toBeNull()
    expect(unpackedPdf(pdf.bytes)).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>|pdfuaid:part="1"/)
    expect([pdf.isTagged, pdf.language, pdf.title]).toEqual([true, 'en-GB', 'The Tuesday Door'])
    expect(pdf.pages.filter(({ structure }) => structure === null)).toEqual([])
    expect(pdf.pages.length).toBeGreaterThan(10)
    // Beside the structure there is only what pages repeat, and letters that stand beside the names of their sectors.
    const heads = new Set(said(elementsOfPdf(pdf, 'TH')).flatMap((head) => head.split(' ')))
    const rest = pdf.pages.flatMap(({ beside }) =>
      beside.replaceAll(/The Tuesday Door|This is a draft|\d+ \/ \d+|\b[CTPO?]\b/g, '').split(/\s+/),
    )
    expect(rest.filter((word) => word !== '' && !heads.has(word))).toEqual([])
  })

  test('[X15] holds every word of the text, each paragraph once', () => {
    expect(missingWords(spokenWords(sample), pdf.text.split(/\s+/))).toEqual([])
    const paragraphs = sample.file.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'paragraph'))
    const beginnings = paragraphs.flatMap(({ runs }) => runs.flatMap((run) => ('text' in run ? [run.text.trim().slice(0, 60)] : [])))
    expect(beginnings.filter((words) => pdf.text.split(words).length !== 2)).toEqual([])
    expect(beginnings.length).toBeGreaterThan(40)
  })

  test('has bookmarks, contents with page numbers, and headings that skip no level', () => {
    const titles = pdf.bookmarks.map(({ title, depth }) => `${depth} ${title}`)
    expect(titles).toEqual(expect.arrayContaining(['0 About this study', '1 Period', '0 1 Summary', '0 Voice balance', '0 Comments']))
    const contents = said(elementsOfPdf(pdf, 'TOCI'))
    expect(contents).toContain('1 Summary 3')
    expect(contents).toHaveLength(pdf.bookmarks.filter(({ depth }) => depth === 0).length)
    expect(said(elementsOfPdf(pdf, 'H1'))).toEqual(expect.arrayContaining(['Contents', '1 Summary', 'Voice balance']))
    expect(said(elementsOfPdf(every, 'H2'))).toContain('Why the hall')
    expect(said(elementsOfPdf(every, 'H3'))).toContain('On Tuesdays')
  })

  test('[X10] says who said what by letter, and by name below', () => {
    expect(pdf.text).toContain('Community member B, Community, typed by Development worker, Ellisk Anchor Trust, translated from Tigrinya')
    expect(pdf.text).toContain('Said by: Development worker, Ellisk Anchor Trust, Third sector · Community member A, Community')
    expect(pdf.text).toMatch(/T The Tuesday Door is a weekly drop-in.{100,300}C It started because/)
  })

  test('without voices says nothing of who said what in the text, and still who contributed', async () => {
    const { text } = await written(sample, { language: 'en', voices: false })
    expect(text).not.toContain('Said by')
    expect(text).toContain('Respiratory nurse, NHS Strathellisk')
  })

  test('holds the balance, what was left out, how to check it, and that it is a draft on every page', async () => {
    for (const words of ['41.6%', '1,768', '2 quotes are left out', contentHash(sample), sample.address])
      expect(pdf.text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''))
    expect(pdf.pages.filter(({ beside }) => !beside.includes('This is a draft'))).toEqual([])
    const last = pdf.pages.length
    expect(pdf.pages.at(-1)?.beside).toContain(`${last} / ${last}`)
    const finished = await written(treeWith((file) => Object.assign(file, { status: 'published' })))
    expect(finished.pages.filter(({ beside }) => beside.includes('draft'))).toEqual([])
  })

  test('has tables with header cells, and pictures and charts with what they show', () => {
    const tables = elementsOfPdf(pdf, 'Table')
    expect(tables.length).toBeGreaterThan(3)
    expect(said(elementsOfPdf(pdf, 'TH'))).toEqual(expect.arrayContaining(['Section', 'All words']))
    const figures = elementsOfPdf(every, 'Figure')
    expect(figures.filter(({ alt }) => alt === null || alt.trim() === '')).toEqual([])
    expect(figures.map(({ alt }) => alt)).toEqual(expect.arrayContaining(['Nine people at a table']))
    expect(figures.some(({ alt }) => alt?.startsWith('Chart: ') === true)).toBe(true)
  })

  test('tells nothing of a picture that is decoration, and tells one in words whose bytes are none', async () => {
    const tree = treeOfEveryNode()
    const [first] = tree.pictures.values()
    if (first === undefined) throw new Error('no picture')
    const broken = await written({ ...tree, pictures: new Map([[first.hash, { ...first, data: 'iVBORw0KGgo=' }]]) })
    expect(broken.notice).toBeNull()
    expect(broken.text).toContain('Picture: Nine people at a table')
    const sections = tree.file.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => (block.type === 'image' ? { ...block, decorative: true } : block)),
    }))
    const decorated = await written({ ...tree, file: { ...tree.file, sections } })
    expect(elementsOfPdf(decorated, 'Figure').filter(({ alt }) => alt === 'Nine people at a table')).toEqual([])
    expect(decorated.notice).toBeNull()
  })

  test('[X16] has the comments at its end, with their replies, and leads to them from their words', () => {
    const { shown } = sample.comments
    const references = pdf.text.match(/\[Comment \d+\]/g) ?? []
    expect(new Set(references).size).toBe(shown.length)
    const [, after = ''] = pdf.text.split(/ Comments (?=(?!.* Comments ))/)
    expect(after).toContain('Community member A (Community)')
    for (const { replies } of shown) for (const { text } of replies) expect(after).toContain(inLine(text.split('\n')[0] ?? ''))
  })

  test('has its notes as notes of the page', () => {
    const notes = said(elementsOfPdf(every, 'Note'))
    expect(notes.filter((note) => note.includes('Minutes, 3 May'))).toHaveLength(14)
  })

  test('[X29] has its notes in the language of what they are notes to, and who said them in that of the words around', async () => {
    const tree = treeOfEveryNode()
    for (const { blocks } of tree.file.sections)
      for (const block of blocks)
        if (block.type === 'paragraph')
          for (const each of block.runs) if ('type' in each && each.type === 'footnote') Object.assign(each, voice)
    const [note] = elementsOfPdf(await written(tree, { language: 'nb', voices: true }), 'Note')
    if (note === undefined) throw new Error('no note')
    expect(inLine(textOfElement(note))).toContain('Minutes, 3 May (Community member A')
    // Where it says nothing itself it is in the language of its paragraph.
    expect(note.lang ?? 'en-GB').toBe('en-GB')
    const reference = { kind: 'note' as const, note: { prefix: 'x', number: 1, text: 'See the minutes.', saying: 'Nora, Lokalsamfunn' } }
    const [set] = setLine([reference], 'en', { labels: new Labels([]), lang: 'nb' })
    expect(set).toMatchObject({
      kind: 'note',
      language: { lang: 'en' },
      line: ['See the minutes.', { kind: 'language', language: { lang: 'nb' } }],
    })
  })

  test('[X20] brings the lossless JSON along, and gives equal bytes for equal content', async () => {
    expect(pdf.attachments.get('case-study.json') === exportJson(sample)).toBe(true)
    const again = await exportPdf(commentedTree(), english)
    expect(Buffer.compare(again.bytes, pdf.bytes)).toBe(0)
  })

  test('[X12] is the same file whatever was set before it, and has no word of that', async () => {
    const first = await exportPdf(treeSaying('a word of the one'), english)
    const between = await written(treeSaying('a phrase of the other'))
    const again = await exportPdf(treeSaying('a word of the one'), english)
    expect(Buffer.compare(again.bytes, first.bytes)).toBe(0)
    expect(between.text).toContain('a phrase of the other')
    expect(between.text).not.toContain('a word of the one')
  })

  test('[X22] brings no data along where it holds a part, or a summary', async () => {
    for (const part of [{ sections: ['summary'] }, { document: 'sheet' }] as const) {
      const { bytes } = await exportPdf(commentedTree(), { ...english, ...part })
      expect((await readPdf(bytes)).attachments.size).toBe(0)
    }
  })

  test('[X11] has a form for every node and mark of the schema', () => {
    expect(every.notice).toBeNull()
    for (const role of ['P', 'H2', 'H3', 'L', 'LI', 'BlockQuote', 'Table', 'TH', 'TD', 'Link', 'Figure', 'Note'])
      expect(elementsOfPdf(every, role).length, role).toBeGreaterThan(0)
    const words = [
      'Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka',
      'The first Tuesday.',
      'A quote is left out here.',
      'Missed hospital',
      'Brings:',
      'Residents voted',
      '3. Three',
    ]
    expect(words.filter((each) => !every.text.includes(each))).toEqual([])
    expect(unpackedPdf(every.bytes)).toContain('(https://example.org/a?b=c)')
  })

  test.each([
    ['en', 'en-GB', 'Contents'],
    ['nb', 'nb-NO', 'Innhold'],
    ['sv', 'sv-SE', 'Innehåll'],
  ] as const)('frames the words in %s and says in which language the rest is', async (language, tag, contents) => {
    const framed = await written(sample, { language, voices: true })
    expect([framed.language, framed.notice]).toEqual([tag, null])
    expect(said(elementsOfPdf(framed, 'H1'))).toContain(contents)
    const languages = new Set(everyElement(framed).map(({ lang }) => lang))
    expect(languages.has('en-GB') || language === 'en').toBe(true)
  })

  test('lets words run in the direction of their script, has each letter by letter, and does not call them English', async () => {
    const arabic = 'طلبنا منحدرا عند الباب وانتظرنا جوابا'
    const urdu = 'ہم نے دروازے پر ڈھلوان مانگی اور جواب کا انتظار کیا'
    const mixed = 'We said العربية here'
    const { notice, ...read } = await written(
      treeWith((study) => {
        study.sections
          .at(0)
          ?.blocks.unshift(...[arabic, urdu, mixed].map((words, index) => paragraph(`x${index}`, [{ text: words, ...voice }])))
      }),
      { language: 'nb', voices: false },
    )
    expect(notice).toBeNull()
    expect(read.text).toContain(mixed)
    for (const line of [arabic, urdu]) {
      // As they stand on paper, from left to right: programs that copy or read aloud turn the line around.
      const words = line.split(' ').toReversed().join(' ')
      const spoken = everyElement(read).filter((element) => inLine(textOfElement(element)).trim() === words)
      expect(spoken.map(({ lang }) => lang)).toContain('und')
    }
  })

  test.skipIf(!hasPoppler)('is read aloud in the order of its script by a program that turns lines around', async () => {
    const urdu = 'ہم نے دروازے پر ڈھلوان مانگی اور جواب کا انتظار کیا'
    const hindi = 'नमस्ते'
    const { bytes } = await exportPdf(treeSaying(`${urdu} ${hindi}`), english)
    const text = execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' })
    expect(plain(text)).toContain(plain(urdu))
    expect(plain(text)).toContain(hindi)
  })

  test('in large print has no letters below 18 points, and the same words', async () => {
    const large = await written(sample, { ...english, largePrint: true })
    expect(large.notice).toBeNull()
    expect(missingWords(spokenWords(sample), large.text.split(/\s+/))).toEqual([])
    expect(large.pages.length).toBeGreaterThan(pdf.pages.length * 2)
  })
})

describe('a PDF of texts that do harm elsewhere', () => {
  const hostile: readonly { readonly what: string; readonly text: string; readonly shown?: string }[] = (
    [
      ['Typst that reads', '#read("/etc/passwd") #import "@preview/x:0.1.0" $x$ *b* _i_ `c` \\u{41} <label> @ref // c /* d'],
      ['HTML', '<script>alert(1)</script> &lt;b&gt;'],
      ['a formula', '=HYPERLINK("x")'],
      ['a line that turns around', 'a\u202Eb\u202C \u2066c\u2069 d'],
      ['invisible signs', 'a\u200Bb\uFEFFc\u00ADd\u2060e', 'abc\u00ADde'],
      ['signs of a font of one’s own', 'one\uF0B7two\uE000three', 'one•two\uFFFDthree'],
      ['bold letters that are signs', '𝐇𝐞𝐥𝐥𝐨', 'Hello'],
      ['accents upon accents', `e${'\u0301'.repeat(60)}`],
      ['emoji', '👩🏽‍🌾 🇳🇴 ❤️ ☑ ★ ➔'],
      // Of Indic scripts and Thai, this reader shows letters that are drawn as one more than once.
      ['Tigrinya, Punjabi, Bengali, Tamil, Thai, Hebrew, Hindi', 'ሰላም வணக்கம் שלום สวัสดี ਸਤਿ নমস্কার नमस्ते', 'ሰላም வணக்கம் שלום ส'],
      ['Ukrainian, Polish, Sámi, Vietnamese', 'Ґанок łódź Čáhci ŋ Tiếng Việt'],
      ['Chinese without a space', '中文测试'.repeat(60)],
      ['lines', 'a\tb\u2028c\u2029d'],
    ] as const
  ).map(([what, text, shown]) => (shown === undefined ? { what, text } : { what, text, shown }))

  test.each(hostile)('[X20] shows $what as text, and stays PDF/UA-1', async ({ text, shown = text }) => {
    const { notice, ...read } = await written(treeSaying(text))
    expect(notice).toBeNull()
    expect(plain(read.text)).toContain(plain(shown))
    expect(read.text).not.toContain('root:')
  })

  test.each([
    ['control characters', 'a\u0000b\u0007c\u001Bd', 'a b c d'],
    ['half of a sign', 'x\uD800y', 'x\uFFFDy'],
  ])('[X19] is written although somebody’s program put %s into it', async (_what, text, shown) => {
    const { notice, ...read } = await written(treeTyped(text))
    expect(notice).toBeNull()
    expect(read.text).toContain(shown)
  })

  test('[X20] says on its first page that letters are missing, where no font of ours has them, and is tagged all the same', async () => {
    const { notice, isTagged, pages, ...read } = await written(treeSaying('བོད་ཡིག'), { language: 'nb', voices: true })
    expect(notice).toMatch(/^Noen bokstaver i denne filen vises som tomme ruter/)
    expect(inLine(pages[0]?.text ?? '')).toContain(notice)
    expect(isTagged).toBe(true)
    expect(unpackedPdf(read.bytes)).not.toContain('pdfuaid')
    expect(read.attachments.get('case-study.json')).toContain('བོད་ཡིག')
  })

  test('keeps a word of 5,000 letters on its page', async () => {
    const { pages, notice } = await written(treeSaying('w'.repeat(5000)))
    expect(notice).toBeNull()
    const letters = pages.map(({ text }) => text.match(/w/g)?.length ?? 0).reduce((sum, count) => sum + count, 0)
    expect(letters).toBeGreaterThanOrEqual(10_000)
    const longest = Math.max(...pages.flatMap(({ text }) => text.split('\n').map((line) => /w+/.exec(line)?.[0].length ?? 0)))
    expect(longest).toBeLessThan(120)
  })

  test('sets headings that skip a level or say nothing, and lists in lists in lists', async () => {
    const deep = (levels: number): FileNestedBlock => ({
      type: 'list',
      ordered: false,
      items: [levels === 0 ? [{ text: 'the innermost', ...voice }] : { blocks: [deep(levels - 1)] }],
    })
    const blocks: Block[] = [
      { id: 'h1', type: 'heading', level: 4, runs: [{ text: 'Without one above', ...voice }] },
      { id: 'h2', type: 'heading', level: 3, runs: [{ text: ' ', ...voice }] },
      { id: 'l', ...deep(60) },
    ]
    const sections = sample.file.sections.map((section) => ({ ...section, blocks }))
    const tree = { ...sample, file: { ...sample.file, sections } }
    const { notice, text, ...read } = await written(tree)
    expect(notice).toBeNull()
    expect(said(elementsOfPdf(read, 'H2'))).toContain('Without one above')
    expect(text).toContain('the innermost')
  })

  test('takes no letter from the fonts of the machine, whatever they are called', () => {
    const home = mkdtempSync(join(tmpdir(), 'samskriv-fonts-'))
    homes.push(home)
    const fonts = join(home, '.local/share/fonts')
    mkdirSync(fonts, { recursive: true })
    writeFileSync(join(fonts, 'counterfeit.ttf'), counterfeit())
    const program = `
      const { exportPdf } = await import(${JSON.stringify(new URL('export-pdf.ts', import.meta.url).href)})
      const { commentedTree } = await import(${JSON.stringify(new URL('../testing-trees.ts', import.meta.url).href)})
      process.stdout.write((await exportPdf(commentedTree(), { language: 'en', voices: true })).bytes)`
    const bytes = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { HOME: home, XDG_DATA_HOME: join(home, '.local/share') },
      maxBuffer: 2 ** 26,
    })
    expect(Buffer.compare(bytes, pdf.bytes)).toBe(0)
  })
})

describe('a machine without Typst', () => {
  test('[X20] says that there is no PDF, by its code', async () => {
    const nowhere = () => Promise.reject(new Error('Cannot find module'))
    await expect(exportPdf(sample, english, nowhere)).rejects.toMatchObject({ code: 'pdf-unavailable', message: 'pdf-unavailable' })
  })
})

const homes: string[] = []
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true })
})

/** The black letters of the same family, which say that they are its regular ones. */
function counterfeit(): Buffer {
  const font = Buffer.from(fontBytes('@expo-google-fonts/source-sans-3/900Black/SourceSans3_900Black.ttf'))
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_none, index) => 12 + index * 16)
  const weights = tables.find((at) => font.toString('latin1', at, at + 4) === 'OS/2')
  if (weights === undefined) throw new Error('no table of weights')
  font.writeUInt16BE(400, font.readUInt32BE(weights + 8) + 4)
  return font
}

type Block = CaseStudyFile['sections'][number]['blocks'][number]

function paragraph(id: string, runs: Extract<Block, { type: 'paragraph' }>['runs']): Block {
  return { id, type: 'paragraph', runs }
}

/** A text wherever people can write one. */
function treeSaying(text: string): ExportTree {
  return treeWith((study) => {
    const short = text.slice(0, 100)
    Object.assign(study, { title: short, subtitle: short })
    for (const person of study.participants) person.publicName = short.slice(0, 60)
    study.sections = study.sections.slice(0, 1).map((section) => ({
      ...section,
      blocks: [
        { id: 'h', type: 'heading', level: 4, runs: [{ text, ...voice }] },
        paragraph('x', [
          { text, ...voice, marks: [{ type: 'bold' }, { type: 'italic' }] },
          { type: 'footnote', text: short },
        ]),
        { id: 'q', type: 'blockquote', blocks: [{ type: 'paragraph', runs: [{ text, ...voice }] }] },
      ],
    }))
  })
}

/** A text that no file may hold, but a section that people write in can. */
function treeTyped(text: string): ExportTree {
  const input = importedStudy(planOf(sampleStudyJson), { generatedAt: sample.generatedAt })
  const typed = input.voices.at(0)?.id
  if (typed === undefined) throw new Error('no voice')
  const blocks = [{ type: 'paragraph', content: [{ type: 'text', text, voice: typed }] }]
  return buildExportTree({ ...input, sections: input.sections.map(({ key }) => ({ key, blocks })) })
}

function everyElement({ pages }: Pick<ReadPdf, 'pages'>): PdfElement[] {
  const all = (element: PdfElement): PdfElement[] => [element, ...element.children.flatMap(all)]
  return pages.flatMap(({ structure }) => (structure === null ? [] : all(structure)))
}

/** Without what lines and fonts do to spaces and to signs that show nothing. */
function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\p{Cf}\u00AD]+/gu, '')
}
