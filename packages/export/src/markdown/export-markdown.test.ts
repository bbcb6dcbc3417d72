import fc from 'fast-check'
import type { Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, test } from 'vitest'

import { contentHash } from '../export-json.ts'
import { caseStudyFile } from '../file/case-study-file.ts'
import { layOut } from '../layout/lay-out.ts'
import { sampleTree } from '../sample-study.ts'
import { spokenWords, treeOfEveryNode, treeWith } from '../testing-trees.ts'
import { missingWords } from '../testing-unzip.ts'
import { exportMarkdown, renderMarkdown } from './export-markdown.ts'

const english = { language: 'en', voices: true } as const
const sample = sampleTree()
const markdown = exportMarkdown(sample, english)

describe('a case study as Markdown', () => {
  const read = parsed(markdown)

  test('[X15] holds every word of the text once', () => {
    const text = textOf(read, ['footnoteDefinition'])
    const balance = sample.file.balance?.document.totalWords ?? 0
    const words = spokenWords(sample)
    expect(words.length).toBeGreaterThanOrEqual(balance)
    expect(missingWords(words, text.split(/\s+/))).toEqual([])
    const paragraphs = sample.file.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'paragraph'))
    const beginnings = paragraphs.map(({ runs }) =>
      runs
        .map((run) => ('text' in run ? run.text : ' '))
        .join('')
        .trim()
        .slice(0, 60),
    )
    expect(beginnings.filter((words) => text.split(words).length !== 2)).toEqual([])
    expect(beginnings.length).toBeGreaterThan(40)
  })

  test('[X10] says of all words in a note whose they are, named by the letter of the sector', () => {
    const definitions = new Map(nodesOf(read, 'footnoteDefinition').map((node) => [node.label, textOf(node)]))
    const references = nodesOf(read, 'footnoteReference').map(({ label }) => label)
    expect(references.length).toBeGreaterThan(60)
    expect(references.filter((label) => !definitions.has(label))).toEqual([])
    expect([...definitions].filter(([label]) => !references.includes(label))).toEqual([])
    expect([...definitions.values()]).toContain(
      'Community member B, Community, typed by Development worker, Ellisk Anchor Trust, translated from Tigrinya',
    )
    expect([...definitions.keys()].every((label) => /^[CTPO]\d+$/.test(label ?? ''))).toBe(true)
    const paragraph = nodesOf(read, 'paragraph').find((node) => textOf(node).includes('We asked them. They did not ask us.'))
    const notes = paragraph === undefined ? [] : nodesOf(paragraph, 'footnoteReference').map(({ label }) => definitions.get(label))
    expect(notes.map((note) => note?.split(',')[0])).toEqual(['Development worker', "Rigs Women's Kitchen"])
  })

  test('without voices says nothing of who said what in the text, and still who contributed', () => {
    const quiet = exportMarkdown(sample, { language: 'en', voices: false })
    expect(nodesOf(parsed(quiet), 'footnoteReference')).toEqual([])
    expect(quiet).toContain('Respiratory nurse, NHS Strathellisk')
  })

  test('holds the title block, contents, balance, what was left out and how to check it', () => {
    const headings = nodesOf(read, 'heading').map((node) => textOf(node))
    expect(headings[0]).toBe('The Tuesday Door')
    expect(headings).toEqual(expect.arrayContaining(['Contents', '1 Summary', 'Those who contributed', 'Voice balance', 'Sign-off']))
    const text = textOf(read)
    for (const part of ['This is a draft', '41.6%', '1,768', '2 quotes are left out', contentHash(sample), sample.address])
      expect(text).toContain(part)
    const table = nodesOf(read, 'table').find((node) => textOf(node).includes('Not confirmed'))
    expect(table?.children).toHaveLength(16)
  })

  test.each([
    ['nb', 'Innhold', '41,6'],
    ['sv', 'Innehåll', '41,6'],
  ] as const)('frames the words in %s', (language, word, number) => {
    const text = exportMarkdown(sample, { language, voices: true })
    expect([text.includes(`## ${word}`), text.includes(number)]).toEqual([true, true])
  })

  test('[X12] gives equal bytes for equal content', () => {
    expect(exportMarkdown(sampleTree(), english) === markdown).toBe(true)
  })

  test('[X11] has a form for every node and mark of the schema', () => {
    const root = parsed(exportMarkdown(treeOfEveryNode(), english))
    const kinds = ['heading', 'paragraph', 'list', 'listItem', 'blockquote', 'table', 'break', 'strong', 'emphasis', 'link'] as const
    expect(kinds.filter((kind) => nodesOf(root, kind).length === 0)).toEqual([])
    expect(nodesOf(root, 'html')).toEqual([])
    expect(nodesOf(root, 'list').some(({ start }) => start === 3)).toBe(true)
    expect(nodesOf(root, 'link').some(({ url }) => url === 'https://example.org/a?b=c')).toBe(true)
    const text = textOf(root)
    const parts = [
      'Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka',
      'Nine of them: • on the ground floor',
      'Picture: Nine people at a table',
      'The first Tuesday. Photo: Amina',
      'A quote is left out here.',
      'Missed hospital',
      'minutes, May 2024',
      'Brings:',
      'Residents voted',
    ]
    expect(parts.filter((part) => !text.includes(part))).toEqual([])
    expect(nodesOf(root, 'footnoteDefinition').some((node) => textOf(node).startsWith('Minutes, 3 May'))).toBe(true)
  })

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '# Not a heading',
    '- no list',
    '1. no list',
    '[x](javascript:alert(1))',
    '![x](https://example.org/x.png)',
    '[^C1]',
    '[^C1]: no note',
    '**bold** _it_ ~~gone~~ `code`',
    '$a$ and $$b$$',
    '&lt;b&gt; &amp;',
    '| a | b |',
    '---',
    '> no quote',
    'a\\b \\* <!-- c -->',
    '=== ```',
    '    indented',
  ])('[X9] shows %s as text wherever people can write it', (hostile) => {
    const root = parsed(
      exportMarkdown(
        treeWith((file) => {
          Object.assign(file, { title: hostile, subtitle: hostile, fictionNotice: hostile })
          for (const person of file.participants) person.publicName = hostile
          for (const partner of file.partners) partner.name = hostile
          const voice = { by: 'p-community-a', mode: 'typed_by_self' as const }
          file.sections.at(0)?.blocks.unshift(
            {
              id: 'x',
              type: 'paragraph',
              runs: [
                { text: hostile, ...voice },
                { type: 'footnote', text: hostile },
              ],
            },
            { id: 'y', type: 'table', headerRow: true, rows: [[[{ text: hostile, ...voice }]], [[{ text: hostile, ...voice }]]] },
            { id: 'z', type: 'image', hash: '', alt: hostile, decorative: false },
          )
        }),
        english,
      ),
    )
    expect(['html', 'image', 'code', 'delete', 'thematicBreak'].flatMap((kind) => nodesOf(root, kind))).toEqual([])
    expect(nodesOf(root, 'link').filter(({ url }) => !/^https?:\/\/[a-z.]*example/.test(url ?? ''))).toEqual([])
    const seen = textOf(root).replaceAll(/\s+/g, ' ')
    expect(seen.split(hostile.trim().replaceAll(/\s+/g, ' ')).length).toBeGreaterThan(10)
    expect(nodesOf(root, 'heading').filter(({ depth }) => depth === 1)).toHaveLength(1)
  })

  test('reads back as it was written, whatever people write in whatever look', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => caseStudyFile.shape.title.safeParse(text).success)
    const marks = fc.subarray([
      { type: 'bold' as const },
      { type: 'italic' as const },
      { type: 'link' as const, href: 'https://example.org/' },
    ])
    const voice = fc.constantFrom(
      null,
      { by: 'a', sector: 'community' as const, letter: 'C', saying: 'A', shared: true },
      { by: 'b', sector: 'public' as const, letter: 'P', saying: 'B', shared: true },
    )
    const runs = fc.array(fc.record({ kind: fc.constant('run' as const), text: words, marks, voice }), { minLength: 1, maxLength: 4 })
    const layout = { ...layOut(sample, english), facts: [], notices: [], parts: [] }
    let cases = 0
    fc.assert(
      fc.property(runs, (pieces) => {
        cases += 1
        const blocks = [{ kind: 'paragraph' as const, pieces }]
        const root = parsed(renderMarkdown({ ...layout, parts: [{ id: 'x', title: 'Here', blocks }] }))
        const at = root.children.findIndex((node) => node.type === 'heading' && textOf(node) === 'Here')
        const said = root.children[at + 1]
        const expected = squeezed(pieces.map(({ text }) => text).join(''))
        expect(said === undefined || expected === '' ? '' : squeezed(textOf(said))).toBe(expected)
      }),
      { numRuns: 500 },
    )
    expect(cases).toBe(500)
  })
})

interface Node {
  readonly type: string
  readonly value?: string
  readonly label?: string | null | undefined
  readonly url?: string
  readonly depth?: number
  readonly start?: number | null | undefined
  readonly children?: readonly Node[]
}

function parsed(text: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(text)
}

function nodesOf(node: Node, type: string): Node[] {
  return [...(node.type === type ? [node] : []), ...(node.children ?? []).flatMap((child) => nodesOf(child, type))]
}

function textOf(node: Node, without: readonly string[] = []): string {
  if (without.includes(node.type)) return ''
  if (node.type === 'break') return ' '
  const inner = (node.children ?? [])
    .map((child) => textOf(child, without))
    .join(['paragraph', 'heading'].includes(node.type) ? '' : blockEnd(node))
  return (node.value ?? '') + inner
}

/** Between blocks there is white space. */
function blockEnd({ type }: Node): string {
  return ['strong', 'emphasis', 'link', 'tableCell'].includes(type) ? '' : '\n'
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
