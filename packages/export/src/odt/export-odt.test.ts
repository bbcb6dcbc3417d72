import { describe, expect, test } from 'vitest'

import { contentHash } from '../export-json.ts'
import { commentedTree, spokenWords, treeOfEveryNode, treeWith } from '../testing-trees.ts'
import { missingWords, textOfXml, unzipped } from '../testing-unzip.ts'
import { elementsOf, parsedXml, textIn } from '../testing-xml.ts'
import { exportOdt } from './export-odt.ts'

const english = { language: 'en', voices: true } as const
const sample = commentedTree()
const file = exportOdt(sample, english)
const parts = unzipped(file)
const content = parsedXml(parts.get('content.xml'))
const lines = ['text:p', 'text:h', 'text:line-break', 'text:note-citation', 'office:annotation']
const text = textIn(content, lines, ['office:annotation'])

describe('a case study as an OpenDocument text', () => {
  test('is known by its first bytes, and lists all of its parts', () => {
    const begins = Buffer.from(file.subarray(0, 90)).toString('latin1')
    expect(begins.slice(30)).toContain('mimetypeapplication/vnd.oasis.opendocument.text')
    // Stored, not packed.
    expect(file[8]).toBe(0)
    const listed = elementsOf(parsedXml(parts.get('META-INF/manifest.xml')), 'manifest:file-entry').map(
      ({ attributes }) => attributes['manifest:full-path'],
    )
    const drawn = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `Pictures/chart-${number}.svg`)
    expect(listed).toEqual(['/', 'content.xml', 'styles.xml', 'meta.xml', ...drawn])
    expect([...parts.keys()].toSorted()).toEqual(['META-INF/manifest.xml', ...drawn, 'content.xml', 'meta.xml', 'mimetype', 'styles.xml'])
  })

  test('[X15] holds every word of the text, each paragraph once', () => {
    expect(missingWords(spokenWords(sample), text.split(/\s+/))).toEqual([])
    const paragraphs = sample.file.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'paragraph'))
    const beginnings = paragraphs.flatMap(({ runs }) => runs.flatMap((run) => ('text' in run ? [run.text.trim().slice(0, 60)] : [])))
    expect(beginnings.filter((words) => text.split(words).length !== 2)).toEqual([])
    expect(beginnings.length).toBeGreaterThan(40)
  })

  test('has headings with their levels, and links to them', () => {
    const headings = elementsOf(content, 'text:h')
    const named = headings.map((heading) => `${heading.attributes['text:outline-level']} ${textIn(heading, [], ['office:annotation'])}`)
    expect(named).toEqual(expect.arrayContaining(['1 Contents', '1 1 Summary', '2 Period', '1 Voice balance']))
    const bookmarks = elementsOf(content, 'text:bookmark').map(({ attributes }) => `#${attributes['text:name']}`)
    const targets = elementsOf(content, 'text:a').flatMap(({ attributes }) => attributes['xlink:href'] ?? [])
    expect(targets.filter((target) => target.startsWith('#') && !bookmarks.includes(target))).toEqual([])
    expect(targets.length).toBeGreaterThan(19)
  })

  test('[X10] says who said what by letter, line and colour, and by name', () => {
    expect(text).toContain('Community member B, Community, typed by Development worker, Ellisk Anchor Trust, translated from Tigrinya')
    const styles = elementsOf(content, 'style:paragraph-properties').map(({ attributes }) => attributes['fo:border-left'] ?? '')
    for (const line of ['dotted #8A5200', 'dashed #7B3274', 'solid #24549B'])
      expect(styles.some((style) => style.endsWith(line))).toBe(true)
    const used = elementsOf(content, 'style:text-properties').map(({ attributes }) => attributes['style:text-underline-style'])
    expect(used).toEqual(expect.arrayContaining(['dash', 'dotted']))
  })

  test('[X27] keeps a paragraph, and a quote, on the page of the line that says whose words they are', () => {
    const properties = new Map(
      elementsOf(content, 'style:style').map((style) => [
        style.attributes['style:name'],
        style.children.filter((child) => child.type === 'element'),
      ]),
    )
    const isKept = (name: string | null | undefined): boolean =>
      properties.get(name ?? '')?.some(({ attributes }) => attributes['fo:keep-with-next'] === 'always') ?? false
    const paragraphs = elementsOf(content, 'text:p')
    const beginsWith = (words: string) =>
      paragraphs.find((paragraph) => textIn(paragraph, []).startsWith(words))?.attributes['text:style-name']
    expect(isKept(beginsWith('My family came here two years ago.'))).toBe(true)
    expect(isKept(beginsWith('Nobody fixed my chest'))).toBe(true)
    expect(isKept(beginsWith('Said by: '))).toBe(false)
  })

  test('without voices says nothing of who said what in the text, and still who contributed', () => {
    const quiet = textIn(parsedXml(unzipped(exportOdt(sample, { language: 'en', voices: false })).get('content.xml')), lines)
    expect(quiet).not.toContain('Said by')
    expect(quiet).toContain('Respiratory nurse, NHS Strathellisk')
  })

  test('holds the balance, what was left out, how to check it, and that it is a draft on every page', () => {
    for (const words of ['41.6%', '1,768', '2 quotes are left out', contentHash(sample), sample.address]) expect(text).toContain(words)
    const balance = elementsOf(content, 'table:table').find((table) => textIn(table, []).includes('Not confirmed'))
    expect(balance === undefined ? 0 : elementsOf(balance, 'table:table-row').length).toBe(16)
    const [header] = elementsOf(parsedXml(parts.get('styles.xml')), 'style:header')
    expect(header === undefined ? '' : textIn(header, [])).toBe('This is a draft')
  })

  test('[X16] has its comments as comments, with replies, what is resolved, and authors with their sector', () => {
    const comments = elementsOf(content, 'office:annotation')
    const replies = comments.filter(({ attributes }) => attributes['loext:parent-name'] !== undefined)
    expect([comments.length, replies.length]).toEqual([9, 4])
    const names = comments.map(({ attributes }) => attributes['office:name'])
    const ended = elementsOf(content, 'office:annotation-end').map(({ attributes }) => attributes['office:name'])
    expect([names.length, new Set([...names, ...ended]).size, ended.length]).toEqual([9, 9, 9])
    expect(comments.filter(({ attributes }) => attributes['loext:resolved'] === 'true')).toHaveLength(
      sample.comments.shown.filter(({ resolved }) => resolved).length,
    )
    expect(elementsOf(content, 'dc:creator').map((creator) => textIn(creator, []))).toContain('Community member A (Community)')
  })

  test('[X18] has a suggestion as a tracked change, by whoever made it', () => {
    const [deletion] = elementsOf(content, 'text:deletion')
    expect(deletion === undefined ? '' : textIn(deletion, lines)).toContain('It is not a sample of Harbour Rigs.')
    const makers = elementsOf(content, 'office:change-info').map((about) => textIn(about, ['dc:creator']).split('\n')[0])
    expect(makers).toEqual(['Independent evaluator (Other)', 'Independent evaluator (Other)'])
    const paragraph = elementsOf(content, 'text:p').find((each) => elementsOf(each, 'text:change').length > 0)
    expect(paragraph === undefined ? '' : textIn(paragraph, [])).toContain('It should not be read as representative of Harbour Rigs.')
    const regions = elementsOf(content, 'text:changed-region').map(({ attributes }) => attributes['text:id'])
    const places = ['text:change', 'text:change-start', 'text:change-end'].flatMap((name) => elementsOf(content, name))
    expect(places.map(({ attributes }) => attributes['text:change-id'])).toEqual([regions[0], regions[1], regions[1]])
  })

  test('[X11] has a form for every node and mark of the schema', () => {
    const every = unzipped(exportOdt(treeOfEveryNode(), english))
    const root = parsedXml(every.get('content.xml'))
    const forms = [
      'text:h',
      'text:p',
      'text:list',
      'text:list-item',
      'table:table',
      'table:table-header-rows',
      'text:line-break',
      'text:span',
    ]
    expect([...forms, 'text:a', 'text:note', 'draw:image'].filter((form) => elementsOf(root, form).length === 0)).toEqual([])
    expect(elementsOf(root, 'text:list-item').some(({ attributes }) => attributes['text:start-value'] === '3')).toBe(true)
    expect(elementsOf(root, 'text:a').some(({ attributes }) => attributes['xlink:href'] === 'https://example.org/a?b=c')).toBe(true)
    expect(elementsOf(root, 'svg:desc').map((description) => textIn(description, []))).toContain('Nine people at a table')
    expect(elementsOf(root, 'text:note').some((note) => textIn(note, []).includes('Minutes, 3 May'))).toBe(true)
    const [picture] = elementsOf(root, 'draw:image')
    expect(every.has(picture?.attributes['xlink:href'] ?? '')).toBe(true)
    const said = textIn(root, lines)
    const words = [
      'Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka',
      'The first Tuesday.',
      'A quote is left out here.',
      'Missed hospital',
      'Brings:',
      'Residents voted',
    ]
    expect(words.filter((each) => !said.includes(each))).toEqual([])
    const styles = elementsOf(root, 'style:text-properties').map(({ attributes }) => attributes)
    expect(styles.some((style) => style['fo:font-weight'] === 'bold' && style['fo:font-style'] === 'italic')).toBe(true)
  })

  test('lets a paragraph run in the direction of its own script, and says in which language the rest is', () => {
    const tree = treeWith((study) =>
      study.sections
        .at(0)
        ?.blocks.unshift({ id: 'x', type: 'paragraph', runs: [{ text: 'طلبنا منحدرا', by: 'p-community-a', mode: 'typed_by_self' }] }),
    )
    const root = parsedXml(unzipped(exportOdt(tree, { language: 'nb', voices: false })).get('content.xml'))
    const style = elementsOf(root, 'style:style').find((each) =>
      elementsOf(each, 'style:paragraph-properties').some(({ attributes }) => attributes['style:writing-mode'] === 'rl-tb'),
    )
    const paragraph = elementsOf(root, 'text:p').find((each) => textIn(each, []) === 'طلبنا منحدرا')
    expect(paragraph?.attributes['text:style-name']).toBe(style?.attributes['style:name'])
    const languages = elementsOf(root, 'style:text-properties').map(({ attributes }) => attributes['fo:language'])
    expect(languages).toContain('en')
  })

  test.each(['<script>alert(1)</script>', '"/><text:p>', ']]>', '&lt;b&gt; &amp;', 'two  spaces   here', 'of:=1+1'])(
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
      const root = parsedXml(unzipped(exportOdt(tree, english)).get('content.xml'))
      const shown = textIn(root, lines).replaceAll(/ +/g, ' ')
      expect(shown.split(hostile.replaceAll(/ +/g, ' ')).length).toBeGreaterThan(10)
      expect(elementsOf(root, 'script')).toEqual([])
      const spaces = elementsOf(root, 'text:s').map(({ attributes }) => attributes['text:c'])
      expect(spaces.includes('3')).toBe(hostile.includes('   '))
    },
  )

  test('[X12] gives equal bytes for equal content', () => {
    expect(Buffer.from(exportOdt(commentedTree(), english)).equals(Buffer.from(file))).toBe(true)
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
