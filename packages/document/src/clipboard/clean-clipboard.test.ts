// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { DOMParser as TextReader } from '@tiptap/pm/model'
import { describe, expect, test } from 'vitest'

import { schema } from '../schema.ts'
import type { ProseMirrorJson } from '../section-json.ts'
import { cleanClipboard } from './clean-clipboard.ts'
import { nothingLeftOut } from './left-out.ts'

const samples: readonly {
  readonly of: string
  readonly file: string
  readonly gives: readonly string[]
  readonly left?: Record<string, number>
}[] = [
  {
    of: 'Word',
    file: 'word.html',
    gives: [
      'h3 Varme på Nordvik',
      'p Bore*ttslaget* hadde _tre_ vintre uten varme. Ingen kom.{Referat, 3. mai}',
      'h4 Hva vi gjorde',
      'ul(li(p Ringte kommunen; ul(li(p hver mandag))) | li(p Skrev brev))',
      'p Og så:',
      'ol3(li(p Et møte) | li(p Et nytt tak))',
      'h4 Tall',
      'table+(År, Kalde leiligheter / 2023, 9 / Etterpå: ingen, )',
      'p Kommunen lovet svar.',
      'p Se <https://example.org/nordvik?a=1&b=2 brevet> og notatet.',
    ],
    left: { deletions: 1, comments: 1, images: 1, links: 1 },
  },
  {
    of: 'Word on the web',
    file: 'word-web.html',
    gives: ['h3 The garden', 'ul(li(p Beds for everybody; ul(li(p two of them raised))) | li(p *Water* from the roof))', 'p That was all.'],
  },
  {
    of: 'Google Docs',
    file: 'google-docs.html',
    gives: [
      'h3 What we hoped for',
      'p A place where *nobody* has to _ask_ first. <https://example.org/hall The hall>',
      'ul(li(p Tea on Tuesdays; ul(li(p and cake))) | li(p A key for each family))',
      'h4 Who comes',
      'table+(Day, People / Tuesday, 30)',
    ],
    left: { images: 1 },
  },
  {
    of: 'Outlook',
    file: 'outlook.html',
    gives: [
      'p Dear all,',
      'p The roof is paid for 🙂 – see the decision or <mailto:per@example.org write to me>.',
      'quote(p *From:* Amina Resident <amina@example.org> ⏎*Sent:* 3 May 2026 10:11⏎*Subject:* The roof; p Will it be dry before the winter?)',
      'p Housing office, Nordvik',
    ],
    left: { links: 1 },
  },
  {
    of: 'Excel',
    file: 'excel.html',
    gives: ['table+(Year, Cold flats, Repaired / 2023, 9, 4 / 2024, 3,5,  / Both winters\u00a0together, , 4)'],
  },
  {
    of: 'WhatsApp in a browser',
    file: 'whatsapp-web.html',
    gives: ['p [12:03, 1/2/2026] Amina Resident: The heating is out again 🥶', 'p [12:05, 1/2/2026] Per Officer: I will ask the caretaker'],
  },
  {
    of: 'a page that wants to run and load things',
    file: 'hostile.html',
    gives: ['h3 A page', 'p Words stay, here, there and everywhere.', 'p A form’s words', 'p not ours', 'p no note'],
    left: { programs: 5, images: 2, links: 3 },
  },
]

describe('the clipboard of', () => {
  test.each(samples)('$of becomes the blocks it means', ({ file, gives, left = {} }) => {
    const cleaned = cleanClipboard(sample(file))
    expect(blocksOf(cleaned.html)).toEqual(gives)
    expect(cleaned.left).toEqual({ ...nothingLeftOut, ...left })
  })

  test('a hostile page keeps nothing that runs or loads, and nothing of our own that was not copied here', () => {
    const { html } = cleanClipboard(sample('hostile.html'))
    expect(html).not.toMatch(/script|onerror|onload|onclick|<img|<iframe|<svg|javascript:|evil|communityQuote|data-hash|style=/i)
  })
})

describe('cleaning a clipboard', () => {
  test('maps the levels of headings that are used to two, in order', () => {
    expect(blocksOf(cleanClipboard('<h2>A</h2><h4>B</h4><h6>C</h6><h2>D</h2>').html)).toEqual(['h3 A', 'h4 B', 'h4 C', 'h3 D'])
    expect(blocksOf(cleanClipboard('<h4>Only</h4>').html)).toEqual(['h3 Only'])
  })

  test('flattens lists that are deeper than a section may be', () => {
    const deep = `${'<ul><li>x'.repeat(40)}${'</li></ul>'.repeat(40)}`
    const doc = read(cleanClipboard(deep).html)
    expect(depthOf(doc)).toBeLessThan(20)
    expect(doc.textContent).toBe('x'.repeat(40))
  })

  test('keeps every word of loose text, divisions and line breaks', () => {
    expect(blocksOf(cleanClipboard('Loose <div>one</div>two<br>three<div><div>four</div></div>').html)).toEqual([
      'p Loose',
      'p one',
      'p two⏎three',
      'p four',
    ])
  })

  test('shows a table in a table as lines, and what is only laid out in one as what it is', () => {
    const html = '<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>'
    expect(blocksOf(cleanClipboard(html).html)).toEqual(['table-(a, b)'])
    const nested = '<table><tr><td>x</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>'
    expect(blocksOf(cleanClipboard(nested).html)).toEqual(['table-(x, a | b)'])
  })

  test('gives out the pictures that it holds, with what is said of them, and leaves their places', () => {
    const { html, pictures, left } = cleanClipboard(
      `<h2>The hall</h2><p>Before it <img src="${aDot}" alt="A wet  wall"> and after.</p><ul><li>One</li><li><img src="${aDot}"></li></ul>` +
        `<table><tr><td>a</td><td><img src="${aDot}" alt="In a cell"></td></tr></table><figure><picture><img src="${aDot}"></picture></figure><p>End</p>`,
    )
    expect(blocksOf(html)).toEqual([
      'h3 The hall',
      'p Before it and after.',
      'image',
      'ul(li(p One))',
      'image',
      'table-(a, )',
      'image',
      'image',
      'p End',
    ])
    expect(pictures.map(({ alt, file }) => [alt, file.type, file.size])).toEqual([
      ['A wet wall', 'image/png', dotBytes],
      ['', 'image/png', dotBytes],
      ['In a cell', 'image/png', dotBytes],
      ['', 'image/png', dotBytes],
    ])
    expect(marksIn(html)).toEqual(pictures.map(({ mark }) => mark))
    expect(new Set(marksIn(html)).size).toBe(4)
    expect(left).toEqual(nothingLeftOut)
  })

  test('fetches no picture: one that is elsewhere is left out and counted', () => {
    const elsewhere = ['https://example.org/a.png', '//example.org/a.png', 'blob:https://example.org/1', 'file:///C:/a.png', 'x.png', '']
    const { html, pictures, left } = cleanClipboard(
      `<p>Words</p>${elsewhere.map((src) => `<p><img src="${src}" alt="Theirs"></p>`).join('')}`,
    )
    expect(blocksOf(html)).toEqual(['p Words'])
    expect(html).not.toMatch(/example|data-node/)
    expect([pictures, left.images]).toEqual([[], elsewhere.length])
  })

  test.each([
    'data:image/svg+xml;base64,PHN2Zy8+',
    'data:text/html;base64,PHA+',
    'data:image/png,raw',
    'data:image/png;base64,%',
    'data:image/png;base64,',
  ])('takes nothing that is no picture: %s', (source) => {
    const { html, pictures, left } = cleanClipboard(`<p>Words</p><img src="${source}">`)
    expect([blocksOf(html), pictures, left.images]).toEqual([['p Words'], [], 1])
  })

  test('takes the pictures that are beside the HTML when there is one for each that it names', () => {
    const files = ['a.png', 'b.png'].map((name) => new File(['x'], name, { type: 'image/png' }))
    const named =
      '<p>One</p><img src="blob:https://example.org/1" alt="A"><img src="https://example.org/c.png"><p>Two</p><img src="file:///tmp/b.png">'
    const { html, pictures, left } = cleanClipboard(named, files)
    expect(blocksOf(html)).toEqual(['p One', 'image', 'p Two', 'image'])
    expect(pictures.map(({ alt, file }) => [alt, file.name])).toEqual([
      ['A', 'a.png'],
      ['', 'b.png'],
    ])
    expect(left.images).toBe(1)
    expect(cleanClipboard(named, files.slice(1)).pictures).toEqual([])
  })

  test('takes no picture of the whole, which Word and Excel put beside what they copy', () => {
    const word = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><p>One</p><p><img src="file:///C:/clip_image001.png"></p></html>'
    const { html, pictures, left } = cleanClipboard(word, [new File(['x'], 'image.png', { type: 'image/png' })])
    expect([blocksOf(html), pictures, left.images]).toEqual([['p One'], [], 1])
  })

  test('asks about no more pictures than somebody answers for', () => {
    const { pictures, left } = cleanClipboard(`<img src="${aDot}">`.repeat(25))
    expect([pictures.length, left.images]).toEqual([20, 5])
  })

  test('takes out characters that break files', () => {
    expect(read(cleanClipboard('<p>a\u0007b\ufffec\ud800d</p>').html).textContent).toBe('abc\ufffdd')
  })

  test('of two megabytes with scripts is done in moments, and loses no word', { timeout: 30_000 }, () => {
    const words = 'The walls were wet for three winters. '.repeat(40)
    const line = `<script>parent.ran = 1</script><p class=x style="mso-x:y">${words}<b>Nobody</b> came.</p>`
    const html = line.repeat(Math.ceil((2 * 1024 * 1024) / line.length))
    const { html: cleaned, left } = cleanClipboard(html)
    expect(left.programs).toBe(html.length / line.length)
    expect(cleaned.match(/<p>(?:The walls were wet for three winters\. ){40}<strong>Nobody<\/strong> came\.<\/p>/g)).toHaveLength(
      left.programs,
    )
  })
})

/** A picture of one dot, as pages hold them themselves. */
const aDot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const dotBytes = 70

function marksIn(html: string): readonly string[] {
  return Array.from(html.matchAll(/<div data-node="image" data-hash="([0-9a-f]{64})">/g), ([, mark = '']) => mark)
}

function sample(file: string): string {
  return readFileSync(join(import.meta.dirname, '../../data/clipboard', file), 'utf8')
}

function read(html: string) {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const doc = TextReader.fromSchema(schema).parse(body)
  doc.check()
  return doc
}

function depthOf(node: ReturnType<typeof read>): number {
  let depth = 0
  node.forEach((child) => (depth = Math.max(depth, depthOf(child))))
  return depth + 1
}

/** The blocks as one line each. */
function blocksOf(html: string): readonly string[] {
  return (read(html).toJSON() as ProseMirrorJson).content?.map(shown) ?? []
}

function shown(node: ProseMirrorJson): string {
  const { attrs = {}, content = [] } = node
  const each = (between: string): string => content.map(shown).join(between)
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce((text, { type, attrs: of }) => {
        if (type === 'link') return `<${JSON.stringify(of?.['href']).replaceAll('"', '')} ${text}>`
        return type === 'bold' ? `*${text}*` : `_${text}_`
      }, node.text ?? '')
    case 'paragraph':
      return `p ${each('')}`
    case 'heading':
      return `h${JSON.stringify(attrs['level'])} ${each('')}`
    case 'bulletList':
      return `ul(${each(' | ')})`
    case 'orderedList':
      return `ol${attrs['start'] === 1 ? '' : JSON.stringify(attrs['start'])}(${each(' | ')})`
    case 'listItem':
      return `li(${each('; ')})`
    case 'blockquote':
      return `quote(${each('; ')})`
    case 'table':
      return `table${attrs['headerRow'] === true ? '+' : '-'}(${each(' / ')})`
    case 'tableRow':
      return each(', ')
    case 'tableCell':
      return content.map((block) => shown(block).replace(/^p /, '')).join('; ')
    case 'hardBreak':
      return '⏎'
    case 'footnote':
      return `{${JSON.stringify(attrs['text']).replaceAll('"', '')}}`
    default:
      return node.type
  }
}
