import { describe, expect, test } from 'vitest'

import { contentHash } from '../export-json.ts'
import { commentedTree, spokenWords, treeOfEveryNode, treeWith } from '../testing-trees.ts'
import { missingWords, textOfXml, unzipped } from '../testing-unzip.ts'
import { elementsOf, parsedXml, textIn } from '../testing-xml.ts'
import { exportEpub } from './export-epub.ts'

const english = { language: 'en', voices: true } as const
const sample = commentedTree()
const file = exportEpub(sample, english)
const parts = unzipped(file)
const blockNames = ['p', 'h1', 'h2', 'h3', 'h4', 'li', 'td', 'th', 'dt', 'dd', 'br', 'figcaption', 'caption']

describe('a case study as an EPUB book', () => {
  test('is known by its first bytes, and its package lists every part once', () => {
    expect(Buffer.from(file.subarray(30, 58)).toString('latin1')).toBe('mimetypeapplication/epub+zip')
    expect(file[8]).toBe(0)
    const book = parsedXml(parts.get('EPUB/package.opf'))
    const listed = elementsOf(book, 'item').map(({ attributes }) => `EPUB/${attributes['href']}`)
    const outside = ['mimetype', 'META-INF/container.xml', 'EPUB/package.opf']
    expect(new Set(listed)).toEqual(new Set([...parts.keys()].filter((name) => !outside.includes(name))))
    const ids = elementsOf(book, 'item').map(({ attributes }) => attributes['id'])
    expect(elementsOf(book, 'itemref').filter(({ attributes }) => !ids.includes(attributes['idref']))).toEqual([])
    const meta = elementsOf(book, 'metadata').map((each) => textIn(each, ['meta', 'dc:title', 'dc:language']))
    expect(meta.join()).toMatch(/The Tuesday Door\n.*en-GB\n[\s\S]*tableOfContents\n/)
  })

  test('[X15] holds every word of the text, each paragraph once', () => {
    const text = textOf(parts)
    expect(missingWords(spokenWords(sample), text.split(/\s+/))).toEqual([])
    const paragraphs = sample.file.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'paragraph'))
    const beginnings = paragraphs.flatMap(({ runs }) => runs.flatMap((run) => ('text' in run ? [run.text.trim().slice(0, 60)] : [])))
    expect(beginnings.filter((words) => text.split(words).length !== 2)).toEqual([])
    expect(beginnings.length).toBeGreaterThan(40)
  })

  test('leads from its contents to every part, and has an id for every link', () => {
    const [nav] = elementsOf(parsedXml(parts.get('EPUB/contents.xhtml')), 'nav')
    expect(nav?.attributes['epub:type']).toBe('toc')
    const targets = nav === undefined ? [] : elementsOf(nav, 'a').map(({ attributes }) => attributes['href'] ?? '')
    expect(targets).toHaveLength(22)
    expect(targets.filter((target) => !parts.has(`EPUB/${target}`))).toEqual([])
    let checked = 0
    for (const [name, page] of pagesOf(parts))
      for (const { attributes } of elementsOf(page, 'a')) {
        const [path = '', id] = (attributes['href'] ?? '').split('#')
        if (id === undefined) continue
        checked += 1
        const target = parts.get(path === '' ? name : `EPUB/${path}`) ?? ''
        expect(target.split(` id="${id}"`).length, `${name} ${attributes['href']}`).toBe(2)
      }
    expect(checked).toBe(11)
  })

  test('[X10] says who said what by letter, line and colour, and by name', () => {
    const text = textOf(parts)
    expect(text).toContain('Community member B, Community, typed by Development worker, Ellisk Anchor Trust, translated from Tigrinya')
    const css = parts.get('EPUB/style.css') ?? ''
    for (const line of ['dotted #8A5200', 'dashed #7B3274', 'solid #24549B', 'double #5B564E', 'wavy #575047'])
      expect(css).toContain(`text-decoration: underline ${line}`)
    expect(css).not.toMatch(/var\(|url\(|@import/)
  })

  test('without voices says nothing of who said what in the text, and still who contributed', () => {
    const quiet = unzipped(exportEpub(sample, { language: 'en', voices: false }))
    expect(textOf(quiet)).not.toContain('Said by')
    expect(textOf(quiet)).toContain('Respiratory nurse, NHS Strathellisk')
  })

  test('holds the balance, what was left out, how to check it, its comments, and that it is a draft on every page', () => {
    const text = textOf(parts)
    for (const words of ['41.6%', '1,768', '2 quotes are left out', contentHash(sample), sample.address]) expect(text).toContain(words)
    expect(textIn(parsedXml(parts.get('EPUB/comments.xhtml')), blockNames)).toContain('Comment 5 · ')
    const pages = pagesOf(parts).filter(([name]) => !/(?:title|contents)\.xhtml$/.test(name))
    expect(pages.filter(([, page]) => !textIn(page, []).includes('This is a draft'))).toEqual([])
    expect(pages).toHaveLength(22)
  })

  test('[X11] has a form for every node and mark of the schema', () => {
    const every = unzipped(exportEpub(treeOfEveryNode(), english))
    const page = parsedXml(every.get('EPUB/section-summary.xhtml'))
    const forms = [
      'h2',
      'h3',
      'h4',
      'p',
      'ul',
      'ol',
      'li',
      'blockquote',
      'table',
      'thead',
      'br',
      'strong',
      'em',
      'a',
      'img',
      'figcaption',
      'sup',
      'aside',
      'dl',
    ]
    expect(forms.filter((form) => elementsOf(page, form).length === 0)).toEqual([])
    const [image] = elementsOf(page, 'img')
    expect(image?.attributes).toMatchObject({ alt: 'Nine people at a table', width: '1', height: '1' })
    expect(every.has(`EPUB/${image?.attributes['src']}`)).toBe(true)
    expect(textIn(page, blockNames)).toContain('Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka')
  })

  test.each([
    ['en', 'en-GB', 'Contents'],
    ['nb', 'nb-NO', 'Innhold'],
    ['sv', 'sv-SE', 'Innehåll'],
  ] as const)('frames the words in %s and says which language they are in', (language, tag, word) => {
    const framed = unzipped(exportEpub(sample, { language, voices: true }))
    const [html] = elementsOf(parsedXml(framed.get('EPUB/contents.xhtml')), 'html')
    expect(html?.attributes).toMatchObject({ lang: tag, 'xml:lang': tag })
    expect(html === undefined ? '' : textIn(html, blockNames)).toContain(word)
    const voice = elementsOf(parsedXml(framed.get('EPUB/section-summary.xhtml')), 'span').find(
      ({ attributes }) => attributes['title'] !== undefined,
    )
    expect(voice === undefined ? [] : elementsOf(voice, 'span').map((each) => each.attributes['lang'])).toEqual(
      language === 'en' ? [undefined] : [undefined, 'en'],
    )
    // [X29] So is the title of the section, on its page and where it is listed.
    const [heading] = elementsOf(parsedXml(framed.get('EPUB/section-summary.xhtml')), 'h2')
    const links = elementsOf(parsedXml(framed.get('EPUB/contents.xhtml')), 'a')
    const entry = links.find(({ attributes }) => attributes['href'] === 'section-summary.xhtml')
    expect([heading, entry].map((each) => each?.attributes['lang'])).toEqual(Array(2).fill(language === 'en' ? undefined : 'en'))
  })

  test.each(['<script>alert(1)</script>', '"/><p>', ']]>', '&lt;b&gt; &amp;', '<!-- x -->', '<![CDATA[x]]>'])(
    '[X9] shows %s as text wherever people can write it',
    (hostile) => {
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
      const hostileParts = unzipped(exportEpub(tree, english))
      expect(textOf(hostileParts).split(hostile).length).toBeGreaterThan(10)
      expect(pagesOf(hostileParts).flatMap(([, page]) => elementsOf(page, 'script'))).toEqual([])
    },
  )

  test('[X12] gives equal bytes for equal content', () => {
    expect(Buffer.from(exportEpub(commentedTree(), english)).equals(Buffer.from(file))).toBe(true)
  })

  test('[X4] has words whose consent does not allow showing them in none of its parts', () => {
    const hidden = ['I got my Tuesdays back', 'It is not small', 'Chap the door']
    for (const [name, xml] of parts)
      expect(
        hidden.filter((words) => textOfXml(xml).includes(words)),
        name,
      ).toEqual([])
  })
})

function pagesOf(book: ReadonlyMap<string, string>) {
  return [...book].filter(([name]) => name.endsWith('.xhtml')).map(([name, xml]) => [name, parsedXml(xml)] as const)
}

function textOf(book: ReadonlyMap<string, string>): string {
  return pagesOf(book)
    .map(([, page]) => textIn(page, blockNames, ['head']))
    .join('\n')
}
