import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'

import type { ImportedDocument } from './imported-document.ts'
import { readDocument } from './read-document.ts'
import { aDot, docx, odt, p, pdf, wordPart } from './testing/a-file.ts'
import { shown } from './testing/shown.ts'

async function read(file: Uint8Array | string, name = 'report'): Promise<ImportedDocument> {
  const result = await readDocument(typeof file === 'string' ? strToU8(file) : file, name)
  if (!result.ok) throw new Error(result.why)
  return result.document
}

const styles = (...ids: readonly [string, string][]) =>
  wordPart('styles', ids.map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`).join(''))

const picture = (id: string, alt: string): string =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x" descr="${alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
  `<pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`

describe('a file of Word', () => {
  test('[RD1] is read with its headings, lists, tables, notes, links, breaks and looks', async () => {
    const numbering = wordPart(
      'numbering',
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    const item = (text: string, level: number): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
    const cell = (text: string): string => `<w:tc>${p(text)}</w:tc>`
    const file = docx({
      body:
        p('The hall', 'T1') +
        p('What we did', 'H1') +
        '<w:p><w:r><w:t xml:space="preserve">We </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>opened</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> it</w:t></w:r>' +
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:br/><w:t>Then </w:t></w:r><w:hyperlink r:id="rId5"><w:r><w:t>the letter</w:t></w:r></w:hyperlink></w:p>' +
        item('Tea', 0) +
        item('first', 1) +
        item('Cake', 0) +
        `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('Year')}${cell('Flats')}</w:tr><w:tr>${cell('2023')}${cell('9')}</w:tr></w:tbl>` +
        p('Nobody came.', 'Q') +
        picture('rId6', 'A wet wall'),
      related: [
        { id: 'rId1', kind: 'styles', target: 'styles.xml' },
        { id: 'rId2', kind: 'numbering', target: 'numbering.xml' },
        { id: 'rId3', kind: 'footnotes', target: 'footnotes.xml' },
        { id: 'rId5', kind: 'hyperlink', target: 'https://example.org/a', isOutside: true },
        { id: 'rId6', kind: 'image', target: 'media/image1.png' },
      ],
      more: {
        'word/styles.xml': styles(['T1', 'Title'], ['H1', 'heading 1'], ['Q', 'Quote']),
        'word/numbering.xml': numbering,
        'word/footnotes.xml': wordPart('footnotes', `<w:footnote w:id="2">${p('Minutes, 3 May')}</w:footnote>`),
        'word/media/image1.png': aDot,
      },
    })
    const { blocks, pictures, title, noticed, format } = await read(file)
    expect(shown(blocks)).toEqual([
      'h1 The hall',
      'h1 What we did',
      'We *opened*_ it_{Minutes, 3 May}⏎Then <https://example.org/a the letter>',
      'ul(Tea; ol(first) | Cake)',
      'table+(Year, Flats / 2023, 9)',
      'quote(Nobody came.)',
      'picture 0',
    ])
    expect([format, title, pictures, noticed]).toEqual(['docx', 'The hall', [{ alt: 'A wet wall', bytes: Buffer.from(aDot) }], []])
  })

  test('[RD5] is read with its remarks: who is said to have said them, when, about which words, replies, and what is settled', async () => {
    const remark = (id: number, key: string, author: string, text: string): string =>
      `<w:comment w:id="${id}" w:author="${author}" w:date="2026-05-03T10:11:00Z"><w:p w14:paraId="${key}"><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`
    const file = docx({
      body:
        '<w:p><w:r><w:t xml:space="preserve">The walls </w:t></w:r><w:commentRangeStart w:id="1000"/><w:commentRangeStart w:id="1001"/><w:r><w:t>were wet</w:t></w:r><w:commentRangeEnd w:id="1000"/><w:commentRangeEnd w:id="1001"/>' +
        '<w:r><w:commentReference w:id="1000"/></w:r><w:r><w:t xml:space="preserve"> for years.</w:t></w:r></w:p>' +
        '<w:p><w:bookmarkStart w:id="7" w:name="remark-0-start"/><w:r><w:t>And then.</w:t></w:r><w:r><w:commentReference w:id="1002"/></w:r></w:p>',
      related: [
        { id: 'rId1', kind: 'comments', target: 'comments.xml' },
        { id: 'rId2', kind: 'commentsExtended', target: 'commentsExtended.xml' },
      ],
      more: {
        'word/comments.xml': wordPart(
          'comments',
          remark(1000, 'AA', 'Amina (Community)', 'Three winters.') +
            remark(1001, 'BB', 'Per\u202e', 'Yes.') +
            remark(1002, 'CC', '', 'Who?'),
        ),
        'word/commentsExtended.xml':
          '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="AA" w15:done="1"/><w15:commentEx w15:paraId="BB" w15:paraIdParent="AA" w15:done="0"/></w15:commentsEx>',
      },
    })
    const { comments, noticed } = await read(file)
    const at = '2026-05-03T10:11:00.000Z'
    expect(comments).toEqual([
      {
        author: 'Amina (Community)',
        at,
        text: 'Three winters.',
        resolved: true,
        replies: [{ author: 'Per', at, text: 'Yes.' }],
        about: { from: { block: 0, at: 10 }, to: { block: 0, at: 18 }, words: 'were wet' },
      },
      { author: '', at, text: 'Who?', resolved: false, replies: [], about: null },
    ])
    expect(noticed).toEqual([{ code: 'comments-without-words', count: 1 }])
  })

  test('[RD1] [RD5] is read with figures that stand high in its remarks, without what is struck out in them, and without a day that no month has', async () => {
    const run = (text: string, look = ''): string => `<w:r><w:rPr>${look}</w:rPr><w:t>${text}</w:t></w:r>`
    const said = run('10') + run('3', '<w:vertAlign w:val="superscript"/>') + run(' no', '<w:strike/>') + run(' kroner')
    const file = docx({
      body: '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>',
      related: [{ id: 'rId1', kind: 'comments', target: 'comments.xml' }],
      more: {
        'word/comments.xml': wordPart(
          'comments',
          `<w:comment w:id="1" w:author="Amina" w:date="2026-02-30T10:11:00Z"><w:p>${said}</w:p></w:comment>`,
        ),
      },
    })
    const { comments } = await read(file)
    expect(comments).toMatchObject([{ text: '10³ kroner', at: null }])
  })

  test('[RD4] takes changes as they would be accepted, leaves out what is hidden, and says both', async () => {
    const file = docx({
      body:
        '<w:p><w:r><w:t>We </w:t></w:r><w:del w:id="1"><w:r><w:delText>lost</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>won</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>' +
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:fldSimple w:instr=" DDEAUTO c:\\\\x "><w:r><w:t> in the field</w:t></w:r></w:fldSimple><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>',
    })
    const { blocks, noticed } = await read(file)
    expect(shown(blocks)).toEqual(['We won in the fielda+b'])
    expect(noticed.map(({ code }) => code)).toEqual(['tracked-changes', 'hidden-text', 'formulas', 'fields'])
  })
})

describe('an OpenDocument text', () => {
  test('[RD1] is read with its headings, lists, tables, notes, links, breaks, looks, remarks and pictures', async () => {
    const list =
      '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/><text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>' +
      '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    const remark = (name: string, who: string, words: string, more = ''): string =>
      `<office:annotation office:name="${name}" ${more}><dc:creator>${who}</dc:creator><dc:date>2026-05-03T10:11:00</dc:date><text:p>${words}</text:p></office:annotation>`
    const file = odt(
      '<text:p text:style-name="P1">Hallen</text:p><text:h text:outline-level="1">Hva vi gjorde</text:h>' +
        '<text:p>Vi <text:span text:style-name="T1">åpnet</text:span> den<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Referat, 3. mai</text:p></text:note-body></text:note><text:line-break/>' +
        `Så ${remark('c1', 'Amina', 'Når?', 'loext:resolved="true"')}${remark('c2', 'Per', 'I mai', 'loext:parent-name="c1"')}<text:a xlink:href="https://example.org/a">brevet</text:a><office:annotation-end office:name="c1"/>.</text:p>` +
        '<text:list text:style-name="L1"><text:list-item><text:p>Te</text:p><text:list><text:list-item><text:p>først</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Kake</text:p></text:list-item></text:list>' +
        '<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>År</text:p></table:table-cell><table:table-cell><text:p>Leiligheter</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>2023</text:p></table:table-cell><table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table>' +
        '<text:p text:style-name="Quotations">Ingen kom.</text:p>' +
        '<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>En våt vegg</svg:desc></draw:frame></text:p><text:p><draw:frame><draw:image xlink:href="https://example.org/x.png"/></draw:frame></text:p>',
      list,
      { 'Pictures/1.png': aDot },
    )
    const { blocks, pictures, title, noticed, format, language, comments } = await read(file)
    expect(shown(blocks)).toEqual([
      'h1 Hallen',
      'h1 Hva vi gjorde',
      'Vi *åpnet* den{Referat, 3. mai}⏎Så <https://example.org/a brevet>.',
      'ul(Te; ol(først) | Kake)',
      'table+(År, Leiligheter / 2023, 9)',
      'quote(Ingen kom.)',
      'picture 0',
    ])
    expect([format, title, language, pictures]).toEqual(['odt', 'Hallen', 'nb-NO', [{ alt: 'En våt vegg', bytes: aDot }]])
    expect(noticed).toEqual([{ code: 'pictures-elsewhere', count: 1 }])
    const at = '2026-05-03T10:11:00.000Z'
    expect(comments).toEqual([
      {
        author: 'Amina',
        at,
        text: 'Når?',
        resolved: true,
        replies: [{ author: 'Per', at, text: 'I mai' }],
        about: { from: { block: 2, at: 15 }, to: { block: 2, at: 21 }, words: 'brevet' },
      },
    ])
  })

  test('[RD1] as LibreOffice writes it has headings in lists, and pictures in their captions', async () => {
    const caption =
      '<text:p><draw:frame><draw:text-box><text:p text:style-name="Illustration"><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>Figure 1: the hall</text:p></draw:text-box></draw:frame></text:p>'
    const file = odt(
      `<text:list text:style-name="L1"><text:list-item><text:h text:outline-level="1">What we did<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:h></text:list-item></text:list>${caption}<text:p>x</text:p>`,
      '',
      { 'Pictures/1.png': aDot },
    )
    const { blocks } = await read(file)
    expect(shown(blocks)).toEqual(['h1 What we did', 'picture 0', 'picture 1', 'caption Figure 1: the hall', 'x'])
  })

  test('keeps a picture that stands last, in whatever', async () => {
    const dot = `data:image/png;base64,${Buffer.from(aDot).toString('base64')}`
    const html = `<html><body><p>x</p><section><ul><li>y<blockquote><p>z<img src="${dot}"></p></blockquote></li></ul></section><h2>A<img src="${dot}"></h2></body></html>`
    expect(shown((await read(html)).blocks)).toEqual(['x', 'ul(y; z)', 'picture 0', 'h2 A', 'picture 1'])
  })
})

describe('Markdown', () => {
  test('[RD1] is read with its headings, lists, tables, notes, links and looks, and programs in it are left out', async () => {
    const text =
      '---\ntitle: The hall\nlang: en\n---\n# What we did\n\nWe **opened** *it*[^1].  \nThen [the letter](https://example.org/a) and [that](javascript:alert(1)).\n\n- Tea\n  1. first\n- Cake\n\n| Year | Flats |\n|---|---|\n| 2023 | 9 |\n\n> Nobody came.\n\n<script>alert(1)</script>\n\n![x](https://example.org/x.png)\n\n[^1]: Minutes, 3 May\n'
    const { blocks, title, language, noticed, format } = await read(text, 'a.md')
    expect(shown(blocks)).toEqual([
      'h1 What we did',
      'We *opened* _it_{Minutes, 3 May}.⏎Then <https://example.org/a the letter> and that.',
      'ul(Tea; ol(first) | Cake)',
      'table+(Year, Flats / 2023, 9)',
      'quote(Nobody came.)',
    ])
    expect([format, title, language]).toEqual(['markdown', 'The hall', 'en'])
    expect(noticed.map(({ code }) => code)).toEqual(['pictures-elsewhere', 'unsafe-links', 'programs'])
  })
})

describe('a page of HTML', () => {
  test('[RD1] is read by what it means, and notes by their links both ways', async () => {
    const dot = `data:image/png;base64,${Buffer.from(aDot).toString('base64')}`
    const html =
      '<!doctype html><html lang="sv"><head><title>Huset</title><style>p{}</style></head><body><nav>Meny</nav><h1>Vad vi gjorde</h1><div>Löst <b>fet</b><p>ett<br>två<sup><a id="r1" href="#n1">1</a></sup></p></div>' +
      `<ul><li>A<ul><li>B</li></ul></li><ul><li>C</li></ul></ul><table><tr><th>År</th><th>Hus</th></tr><tr><td rowspan="2">1</td><td>x</td></tr><tr><td>y</td></tr></table><figure><img src="${dot}" alt="En  vägg"><figcaption>Före</figcaption></figure>` +
      '<blockquote><h2>Sagt</h2><p>Ingen.</p></blockquote><h2 id="up"><a href="#toc" id="h">Upp</a></h2><section role="doc-endnotes"><h2>Noter</h2><ol><li id="n1">Protokoll <a href="#r1">↩</a></li></ol></section></body></html>'
    const { blocks, title, language, noticed, pictures } = await read(html, 'a.html')
    expect(shown(blocks)).toEqual([
      'h1 Vad vi gjorde',
      'Löst *fet*',
      'ett⏎två{Protokoll}',
      'ul(A; ul(B); ul(C))',
      'table+(År, Hus / 1, x / , y)',
      'picture 0',
      'caption Före',
      'quote(*Sagt*; Ingen.)',
      'h2 Upp',
    ])
    expect([title, language, pictures[0]?.alt]).toEqual(['Huset', 'sv', 'En vägg'])
    expect(noticed).toEqual([
      { code: 'controls', count: 1 },
      { code: 'merged-cells', count: 1 },
    ])
  })

  test('keeps the words of tables in tables, of deep lists and of cells that are only a frame', async () => {
    const deep = `${'<ul><li>x'.repeat(12)}${'</li></ul>'.repeat(12)}`
    const { blocks, noticed } = await read(
      `<html><body><table><tr><td><p>Framed</p></td></tr></table><table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>${deep}</body></html>`,
    )
    expect(shown(blocks).slice(0, 2)).toEqual(['Framed', 'table-(a; b | c, d)'])
    expect(shown(blocks).join('').match(/x/g)).toHaveLength(12)
    expect(noticed.map(({ code }) => code)).toEqual(['inner-tables', 'deep-lists'])
  })
})

describe('plain text', () => {
  test('is paragraphs with breaks, whatever letters it is written in', async () => {
    expect(shown((await read('One\r\ntwo\n\n\nThree')).blocks)).toEqual(['One⏎two', 'Three'])
    const old = await read(new Uint8Array(Buffer.from('Bl\xe5b\xe6r', 'latin1')))
    expect([shown(old.blocks), old.noticed]).toEqual([['Blåbær'], [{ code: 'letters-guessed', count: 1 }]])
    const wide = await read(new Uint8Array([0xff, 0xfe, ...Buffer.from('Zażółć', 'utf16le')]))
    expect(shown(wide.blocks)).toEqual(['Zażółć'])
  })
})

describe('a PDF', () => {
  test('[RD3] is its text: lines that belong together are a paragraph, larger ones headings, and it says that this is guessed', async () => {
    const file = pdf([
      [
        { words: 'What we did', size: 20, y: 780 },
        { words: 'The walls were wet for three win-', size: 11, y: 740 },
        { words: 'ters and nobody came to look at them at all.', size: 11, y: 726 },
        { words: 'Then we wrote a letter.', size: 11, y: 690 },
        { words: '1', size: 11, y: 40 },
      ],
      [{ words: 'It was read.', size: 11, y: 780 }],
    ])
    const { blocks, noticed, format } = await read(file)
    expect(shown(blocks)).toEqual([
      'h1 What we did',
      'The walls were wet for three winters and nobody came to look at them at all.',
      'Then we wrote a letter.',
      'It was read.',
    ])
    expect([format, noticed]).toEqual(['pdf', [{ code: 'text-only', count: 1 }]])
  })
})

describe('what a document is called', () => {
  test.each([
    ['<html><head><title>Of its own</title></head><body><h1>First</h1><p>x</p></body></html>', 'file.html', 'Of its own'],
    ['<html><body><h1>Only one</h1><h2>a</h2><h2>b</h2></body></html>', 'file.html', 'Only one'],
    ['<html><body><h1>One</h1><h1>Two</h1></body></html>', 'C:\\somebody\\Our_report v2.html', 'Our report v2'],
    ['Words', '=HYPERLINK("x")\r\nSet-Cookie: a.txt', '=HYPERLINK("x") Set-Cookie: a'],
    ['Words', '', ''],
  ])('is what it says, its only highest heading, or its name: %s as %j is %j', async (text, name, title) => {
    expect((await read(text, name)).title).toBe(title)
  })
})
