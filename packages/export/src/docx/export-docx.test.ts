import mammoth from 'mammoth'
import { beforeAll, describe, expect, test } from 'vitest'

import { contentHash } from '../export-json.ts'
import { sampleTree } from '../sample-study.ts'
import { commentedTree, spokenWords, treeOfEveryNode, treeWith } from '../testing-trees.ts'
import { missingWords, textOfXml, unzipped } from '../testing-unzip.ts'
import { exportDocx } from './export-docx.ts'

const english = { language: 'en', voices: true } as const
const sample = commentedTree()
let file: Uint8Array
let parts: ReadonlyMap<string, string>
let text: string
beforeAll(async () => {
  file = await exportDocx(sample, english)
  parts = unzipped(file)
  text = await readBack(file)
})

const part = (name: string): string => parts.get(`word/${name}.xml`) ?? ''
const count = (pattern: RegExp, xml: string): number => [...xml.matchAll(pattern)].length

describe('a case study as a Word document', () => {
  test('[X15] is read by another program with every word of the text, each paragraph once', async () => {
    // A suggestion takes its words out for whoever reads the text as it would be.
    const plain = await readBack(await exportDocx(sampleTree(), english))
    expect(missingWords(spokenWords(sample), plain.split(/\s+/))).toEqual([])
    const paragraphs = sample.file.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'paragraph'))
    const shown = textOfXml(part('document'))
    const beginnings = paragraphs.flatMap(({ runs }) => runs.flatMap((run) => ('text' in run ? [run.text.trim().slice(0, 60)] : [])))
    expect(beginnings.filter((words) => shown.split(words).length !== 2)).toEqual([])
    expect(beginnings.length).toBeGreaterThan(40)
  })

  test('[X27] keeps a paragraph, and a quote, on the page of the line that says whose words they are', () => {
    const paragraphs = part('document').match(/<w:p>.*?<\/w:p>/gs) ?? []
    const beginsWith = (words: string) => paragraphs.find((paragraph) => textOfXml(paragraph).trim().startsWith(words))
    expect(beginsWith('My family came here two years ago.')).toContain('<w:keepNext/>')
    expect(beginsWith('Nobody fixed my chest')).toContain('<w:keepNext/>')
    expect(beginsWith('Said by: ')).not.toContain('<w:keepNext/>')
  })

  test('has headings that every program finds', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(file) })
    const headings = [...value.matchAll(/<h([1-6])>(.*?)<\/h\1>/g)].map(([, level, inner = '']) => `${level} ${textOfXml(inner)}`)
    expect(headings).toEqual(expect.arrayContaining(['1 Contents', '1 1 Summary', '2 Period', '1 Voice balance']))
    expect(part('document')).toMatch(/<w:pStyle w:val="Title"\/>.{0,300}The Tuesday Door/)
    expect(count(/<w:outlineLvl /g, part('styles'))).toBeGreaterThanOrEqual(3)
  })

  test('[X10] says who said what by letter, line and colour, and by name', () => {
    expect(text).toContain('Community member B, Community, typed by Development worker, Ellisk Anchor Trust, translated from Tigrinya')
    for (const line of ['dotted', 'dashed', 'single'])
      expect(part('document')).toMatch(new RegExp(`<w:left w:val="${line}" w:color="[0-9A-F]{6}"`))
    expect(part('document')).toMatch(/<w:u w:val="dash" w:color="7B3274"\/>/)
  })

  test('without voices says nothing of who said what in the text, and still who contributed', async () => {
    const quiet = await readBack(await exportDocx(sample, { language: 'en', voices: false }))
    expect(quiet).not.toContain('Said by')
    expect(quiet).toContain('Respiratory nurse, NHS Strathellisk')
  })

  test('holds the balance, what was left out, how to check it, and that it is a draft on every page', () => {
    const rest = ['41.6%', '1,768', '2 quotes are left out', contentHash(sample), sample.address, 'Not signed off']
    expect(rest.filter((words) => !text.includes(words))).toEqual(['Not signed off'])
    expect(textOfXml(part('header1'))).toBe('This is a draft')
  })

  test('[X16] has its comments as comments, with replies, what is resolved, and authors with their sector', () => {
    const { shown } = sample.comments
    const replies = shown.reduce((sum, comment) => sum + comment.replies.length, 0)
    expect([shown.length, replies]).toEqual([5, 4])
    expect(count(/<w:comment /g, part('comments'))).toBe(9)
    expect(count(/w15:paraIdParent=/g, part('commentsExtended'))).toBe(4)
    expect(count(/w15:done="1"/g, part('commentsExtended'))).toBe(shown.filter(({ resolved }) => resolved).length)
    for (const tag of ['commentRangeStart', 'commentRangeEnd', 'commentReference'])
      expect(count(new RegExp(`<w:${tag} `, 'g'), part('document'))).toBe(9)
    expect(part('comments')).toContain('w:author="Community member A (Community)"')
    expect(part('comments')).toContain('w:date="2026-09-14T18:12:00.000Z"')
  })

  test('[X18] has a suggestion as a tracked change, by whoever made it', () => {
    const change = 'w:author="Independent evaluator (Other)" w:date="2026-10-05T09:00:00Z"'
    const document = part('document')
    expect(document).toMatch(
      new RegExp(`<w:del [^>]*${change.replaceAll(/[()]/g, '\\$&')}[^>]*>.{0,300}It is not a sample of Harbour Rigs\\.</w:delText>`),
    )
    expect(document).toMatch(/<w:ins [^>]*>.{0,200}It should not be read as representative of Harbour Rigs\./)
    expect([count(/<w:del /g, document), count(/<w:ins /g, document)]).toEqual([1, 1])
  })

  test('gives its comments numbers that no footnote has', async () => {
    const ids = [...part('comments').matchAll(/<w:comment w:id="(\d+)"/g)].map(([, id]) => Number(id))
    expect(ids.every((id) => id >= 1000)).toBe(true)
    const every = unzipped(await exportDocx(treeOfEveryNode(), english))
    expect(count(/<w:footnoteReference /g, every.get('word/document.xml') ?? '')).toBe(14)
    expect(textOfXml(every.get('word/footnotes.xml') ?? '')).toContain('Minutes, 3 May')
  })

  test('[X11] has a form for every node and mark of the schema', async () => {
    const every = await exportDocx(treeOfEveryNode(), english)
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(every) })
    const forms = [
      '<h2>',
      '<h3>',
      '<ul>',
      '<ol>',
      '<li>',
      '<table>',
      '<thead>',
      '<br />',
      '<strong>',
      '<em>',
      '<a href="https://example.org/a?b=c">',
    ]
    expect(forms.filter((form) => !value.includes(form))).toEqual([])
    expect(value).toMatch(/<img alt="Nine people at a table" src="data:image\/png;base64,/)
    const said = textOfXml(value)
    const words = [
      'Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka',
      'The first Tuesday.',
      'A quote is left out here.',
      'Missed hospital',
      'Brings:',
      'Residents voted',
    ]
    expect(words.filter((each) => !said.includes(each))).toEqual([])
    const document = unzipped(every).get('word/document.xml') ?? ''
    expect(document).toMatch(/<w:rtl\/>.{0,60}<w:t xml:space="preserve">العربية/)
    expect(unzipped(every).get('word/numbering.xml')).toContain('<w:start w:val="3"/>')
  })

  test('lets a paragraph run in the direction of its own script, and says in which language the rest is', async () => {
    const tree = treeWith((study) =>
      study.sections
        .at(0)
        ?.blocks.unshift({ id: 'x', type: 'paragraph', runs: [{ text: 'طلبنا منحدرا', by: 'p-community-a', mode: 'typed_by_self' }] }),
    )
    const document = unzipped(await exportDocx(tree, { language: 'nb', voices: false })).get('word/document.xml') ?? ''
    expect(document).toMatch(/<w:bidi\/>.{0,200}طلبنا منحدرا/)
    expect(document).toContain('<w:lang w:val="en-GB"/>')
    expect(document).toContain('<w:lang w:val="nb-NO"/>')
  })

  test.each([
    '<script>alert(1)</script>',
    '"/><w:p>',
    '</w:t></w:r>',
    '&lt;b&gt; &amp;',
    'rIdabcdefghijklmnopqrstu',
    '=HYPERLINK("x")',
    '{ INCLUDETEXT x }',
  ])('[X9] shows %s as text wherever people can write it', async (hostile) => {
    const tree = treeWith((study) => {
      Object.assign(study, { title: hostile, subtitle: hostile })
      for (const person of study.participants) person.publicName = hostile
      const voice = { by: 'p-community-a', mode: 'typed_by_self' as const }
      study.sections.at(0)?.blocks.unshift({
        id: 'x',
        type: 'paragraph',
        runs: [
          { text: hostile, ...voice },
          { type: 'footnote', text: `${hostile}\u0000\uD800` },
        ],
      })
    })
    const hostileFile = await exportDocx(tree, english)
    expect(await readBack(hostileFile)).toContain(hostile)
    expect(textOfXml(unzipped(hostileFile).get('word/footnotes.xml') ?? '')).toContain(hostile)
    expect(unzipped(hostileFile).get('word/document.xml')).not.toMatch(/<w:instrText[^>]*>[^<]*(?:HYPERLINK|INCLUDETEXT)/)
  })

  test('[X12] gives equal bytes for equal content', async () => {
    expect(Buffer.from(await exportDocx(commentedTree(), english)).equals(Buffer.from(file))).toBe(true)
  })

  test('[X4] has words whose consent does not allow showing them in none of its parts', () => {
    const hidden = ['I got my Tuesdays back', 'It is not small', 'Chap the door']
    for (const [name, content] of parts)
      expect(
        hidden.filter((words) => textOfXml(content).includes(words)),
        name,
      ).toEqual([])
  })
})

async function readBack(docx: Uint8Array): Promise<string> {
  return (await mammoth.extractRawText({ buffer: Buffer.from(docx) })).value
}
