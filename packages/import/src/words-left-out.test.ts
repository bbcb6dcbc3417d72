import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'

import { readDocument } from './read-document.ts'
import { docx, odt, p, pdf, wordPart, zipped, odtParts } from './testing/a-file.ts'
import { shown } from './testing/shown.ts'

const body = (text: string): string => `<html><body>${text}</body></html>`

/** A Word file with styles of its own. */
const styled = (styles: string, text: string): Uint8Array =>
  docx({
    body: text,
    related: [{ id: 'r1', kind: 'styles', target: 'styles.xml' }],
    more: { 'word/styles.xml': wordPart('styles', styles) },
  })
const style = (id: string, kind: 'paragraph' | 'character', properties: string, from = ''): string =>
  `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${id}"/>${from === '' ? '' : `<w:basedOn w:val="${from}"/>`}<w:rPr>${properties}</w:rPr></w:style>`
const run = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
const para = (inner: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`
const textBox = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`
const drawn = (text: string): string =>
  `<w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp xmlns:wps="s"><wps:txbx>${textBox(text)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>`
const choice = (inner: string, fallback = ''): string =>
  `<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="wps">${inner}</mc:Choice>${fallback}</mc:AlternateContent>`
const control = (inner: string, properties = ''): string =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
const textStyle = (name: string, properties: string, family = 'text', parent = ''): string =>
  `<style:style style:name="${name}" style:family="${family}"${parent === '' ? '' : ` style:parent-style-name="${parent}"`}><style:text-properties ${properties}/></style:style>`
const hiddenStyle = textStyle('H', 'text:display="none"')

type Case = readonly [what: string, file: Uint8Array | string, says: readonly string[], noticed: readonly string[]]

const pages: readonly Case[] = [
  ['a part that opens', body('<details><summary>Why</summary><p>Because.</p></details>'), ['Why', 'Because.'], []],
  ['a part that is closed to programs that read aloud', body('<p aria-hidden="true">x</p>'), ['x'], []],
  ['what is hidden', body('x<p hidden>y</p>'), ['x'], ['hidden-text']],
  ['what is hidden until it is found', body('x<p hidden="until-found">y</p>'), ['x'], ['hidden-text']],
  ['what is too small or too clear to be seen', body('x<p style="font-size:0">y</p><p style="opacity: 0">z</p>'), ['x'], ['hidden-text']],
  ['a frame without a size around words that have one', body('<div style="font-size:0"><span style="font-size:16px">x</span></div>'), ['x'], []],
  ['what is hidden in a code', body('<pre>x<span hidden>y</span></pre>'), ['x'], ['hidden-text']],
  ['what is hidden in a note', body('<p>x<a id="r" href="#n">1</a></p><ol><li id="n">y<b hidden>z</b> <a href="#r">up</a></li></ol>'), ['x{y}'], ['hidden-text']],
  ['a template', body('x<template><p>y</p></template>'), ['x'], ['hidden-text']],
  ['what is for browsers without programs', body('x<noscript>y</noscript>'), ['x'], ['hidden-text']],
  ['a window that is closed, and one that is open', body('<dialog>x</dialog><dialog open>y</dialog>'), ['y'], ['hidden-text']],
  ['a menu', body('<nav>Home</nav>x'), ['x'], ['controls']],
  ['a menu without words', body('<nav></nav>x'), ['x'], []],
  ['a form', body('<label>Name</label><input value="Siri"><textarea>y</textarea><select><option>z</select><button>Send</button><output>5</output>'), ['Name5'], ['controls']],
  ['what surrounds the text of a page', body('<header>Our house</header><main>x</main><footer>2026</footer>'), ['x'], ['page-margins']],
  ['a page that is nothing but its text', body('<main>x</main>'), ['x'], []],
  ['words that were put in and taken out', body('<p>x<ins>y</ins><del>z</del></p>'), ['xy'], ['tracked-changes']],
  ['words that are struck out', body('<p>x<s>y</s><strike>z</strike><span style="text-decoration: line-through red">w</span></p>'), ['x'], ['tracked-changes']],
  ['raised and lowered figures', body('<p>10<sup>6</sup> kroner per m<sup>2</sup>, CO<sub>2</sub>, 10<sup>−3</sup></p>'), ['10⁶ kroner per m², CO₂, 10⁻³'], []],
  ['raised and lowered letters', body('<p>1<sup>st</sup>, M<sup>me</sup>, 2<sup>2x</sup>, a<sub>1,k</sub></p>'), ['1st, Mme, 2^(2x), a_(1,k)'], []],
  ['raised figures in a note', body('<p>x<a id="r" href="#n"><sup>1</sup></a></p><ol><li id="n">10<sup>3</sup> <a href="#r">up</a></li></ol>'), ['x{10³}'], []],
  ['boxes and their ticks', body('<p><label><input type="checkbox"> You may</label></p><p><label><input type="radio" checked>You may not</label></p>'), ['☐ You may', '☒ You may not'], []],
  ['what somebody is quoted with', body('<p><q>I was <q lang="nb">aldri</q> asked</q> said Mary</p>'), ['“I was «aldri» asked” said Mary'], []],
  ['words in a map', body('<map name="m">x<area alt="y"></map>'), ['x'], []],
  ['how a word is read', body('<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>'), ['漢kan'], []],
  ['what browsers do not know', body('<my-part>x</my-part>'), ['x'], []],
] // prettier-ignore

const markdown: readonly Case[] = [
  ['words that are struck out, and a sign that means about', '# h\n\nx ~~y~~ ~5~ H~2~O', ['h1 h', 'x ~5~ H~2~O'], ['tracked-changes']],
  ['a list of tasks', '# h\n\n- [x] You may\n- [ ] You may not', ['h1 h', 'ul(☒ You may | ☐ You may not)'], []],
  ['a block of HTML', '# h\n\n<div>block words</div>\n\nx', ['h1 h', 'block words', 'x'], []],
  ['HTML among words', '# h\n\na <b>b</b> <span>c</span> <kbd>d</kbd><br>e', ['h1 h', 'a *b* c d⏎e'], []],
  ['a table of HTML', '# h\n\n<table><tr><td>a</td><td>b</td></tr></table>', ['h1 h', 'table-(a, b)'], []],
  ['a part that opens, around Markdown', '# h\n\n<details>\n<summary>Why</summary>\n\n**Because.**\n\n</details>', ['h1 h', 'Why', '*Because.*'], []],
  ['what is hidden in HTML', '# h\n\n<div hidden>a</div>\n\nx <span style="display:none">b</span>', ['h1 h', 'x'], ['hidden-text']],
  ['programs in HTML', '# h\n\n<script>alert(1)</script>\n\n<div onclick="1">x</div>\n\n<iframe src="a"></iframe>', ['h1 h', 'x'], ['programs']],
  ['a link of HTML that runs', '# h\n\n<a href="javascript:alert(1)">x</a>', ['h1 h', 'x'], ['unsafe-links']],
  ['a picture elsewhere in HTML', '# h\n\nx <img src="https://example.org/a.png">', ['h1 h', 'x'], ['pictures-elsewhere']],
  ...['title', 'style', 'textarea', 'xmp', 'plaintext', 'iframe', 'noembed', 'noframes', 'script'].map(
    (tag): Case => [`a mark that would swallow what follows: ${tag}`, `# h\n\nThe <${tag}> mark\n\nx`, ['h1 h', `The <${tag}> mark`, 'x'], []],
  ),
  ['a block that would swallow what follows', '# h\n\n<style>\na {}\n\n# more\n', ['h1 h', '<style> a {} # more'], []],
  ['a style', '# h\n\n<style>\na {}\n</style>\n\nx', ['h1 h', 'x'], []],
  ['a remark of HTML', '# h\n\n<!-- nobody sees this -->\n\nx<!-- nor this -->', ['h1 h', 'x'], []],
  ['notes beside HTML', '# h\n\n<p>a</p>\n\nx[^1]\n\n[^1]: why', ['h1 h', 'a', 'x{why}'], []],
] // prettier-ignore

const word: readonly Case[] = [
  ['hidden by a style of letters', styled(style('C', 'character', '<w:vanish/>'), para(run('x') + run('y', '<w:rStyle w:val="C"/>'))), ['x'], ['hidden-text']],
  ['hidden by a style of paragraphs', styled(style('P', 'paragraph', '<w:vanish/>'), para(run('y'), '<w:pStyle w:val="P"/>') + p('x')), ['x'], ['hidden-text']],
  ['hidden by what a style comes of', styled(style('A', 'character', '<w:vanish/>') + style('B', 'character', '', 'A') + style('C', 'character', '<w:b/>', 'B'), para(run('x') + run('y', '<w:rStyle w:val="C"/>'))), ['x'], ['hidden-text']],
  ['a style that shows what the one it comes of hides', styled(style('A', 'character', '<w:vanish/>') + style('B', 'character', '<w:vanish w:val="0"/>', 'A'), para(run('x', '<w:rStyle w:val="B"/>'))), ['x'], []],
  ['a run that shows what its style hides', styled(style('P', 'paragraph', '<w:vanish/>'), para(run('x', '<w:vanish w:val="false"/>'), '<w:pStyle w:val="P"/>')), ['x'], []],
  ['a style of letters that takes back what the one of the paragraph says', styled(style('P', 'paragraph', '<w:vanish/>') + style('C', 'character', '<w:vanish/>'), para(run('x', '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="P"/>')), ['x'], []],
  ['styles that come of each other', styled(style('A', 'character', '', 'B') + style('B', 'character', '', 'A'), para(run('x', '<w:rStyle w:val="A"/>'))), ['x'], []],
  ['struck out once and twice', docx({ body: para(run('x') + run('y', '<w:strike/>') + run('z', '<w:dstrike/>') + run('w', '<w:strike w:val="0"/>')) }), ['xw'], ['tracked-changes']],
  ['struck out by a style', styled(style('C', 'character', '<w:strike/>'), para(run('x') + run('y', '<w:rStyle w:val="C"/>'))), ['x'], ['tracked-changes']],
  ['raised and lowered figures', docx({ body: para(run('10') + run('6', '<w:vertAlign w:val="superscript"/>') + run(' CO') + run('2', '<w:vertAlign w:val="subscript"/>')) }), ['10⁶ CO₂'], []],
  ['a box that is ticked, and one that is not', docx({ body: para(control(run('☒'), '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="1"/></w14:checkbox>') + run(' no')) + para(control(run('☐'), '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="0"/></w14:checkbox>') + run(' yes')) }), ['☒ no', '☐ yes'], []],
  ['a field that nobody has written in', docx({ body: para(run('x') + control(run('Click here to enter text.'), '<w:showingPlcHdr/>')) }), ['x'], ['controls']],
  ['a break of the line of another kind', docx({ body: para('<w:r><w:t>x</w:t><w:cr/><w:t>y</w:t></w:r>') }), ['x⏎y'], []],
  ['hidden in a note', docx({ body: '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', related: [{ id: 'r1', kind: 'styles', target: 'styles.xml' }, { id: 'r2', kind: 'footnotes', target: 'footnotes.xml' }], more: { 'word/styles.xml': wordPart('styles', style('C', 'character', '<w:vanish/>')), 'word/footnotes.xml': wordPart('footnotes', `<w:footnote w:id="2">${para(run('y') + run('z', '<w:rStyle w:val="C"/>'))}</w:footnote>`) } }), ['x{y}'], ['hidden-text']],
  ['a text box', docx({ body: para(run('x') + `<w:r>${drawn('boxed')}</w:r>`) }), ['x', 'boxed'], []],
  ['a text box as Word 2010 writes it', docx({ body: para(run('x') + `<w:r>${choice(drawn('boxed'), `<mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">${textBox('boxed')}</v:textbox></w:pict></mc:Fallback>`)}</w:r>`) }), ['x', 'boxed'], []],
  ['a text box without the older form', docx({ body: para(run('x') + `<w:r>${choice(drawn('boxed'))}</w:r>`) }), ['x', 'boxed'], []],
  ['a text box with what is hidden, and another in it', docx({ body: para(run('x') + `<w:r>${drawn('boxed').replace('</w:txbxContent>', `${para(run('y', '<w:vanish/>') + `<w:r>${drawn('within')}</w:r>`)}</w:txbxContent>`)}</w:r>`) }), ['x', 'boxed', 'within'], ['hidden-text']],
  ['a content control around a paragraph and in one', docx({ body: control(p('x')) + para(run('y') + control(run('z'))) }), ['x', 'yz'], []],
  ['words of a program’s own marks', docx({ body: `<w:customXml>${p('x')}</w:customXml>${para(`<w:smartTag>${run('y')}</w:smartTag><w:customXml>${run('z')}</w:customXml>`)}` }), ['x', 'yz'], []],
  ['how a word is read', docx({ body: para(`<w:r><w:ruby><w:rt>${run('kan')}</w:rt><w:rubyBase>${run('漢')}</w:rubyBase></w:ruby></w:r>`) }), ['漢kan'], []],
  ['what a field shows', docx({ body: para('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run('x') + '<w:r><w:fldChar w:fldCharType="end"/></w:r>') }), ['x'], ['fields']],
  ['changes', docx({ body: para(run('a') + `<w:ins>${run('b')}</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>`) }), ['ab'], ['tracked-changes']],
  ['contents', docx({ body: control(p('What we did 1'), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>') + p('x') }), ['x'], ['contents']],
  ['contents by their style', styled('<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>', p('What we did 1', 'T1') + p('x')), ['x'], ['contents']],
  ['the head of a page', docx({ body: p('x'), related: [{ id: 'r1', kind: 'header', target: 'header1.xml' }], more: { 'word/header1.xml': wordPart('hdr', p('Our house')) } }), ['x'], ['page-margins']],
] // prettier-ignore

const openDocument: readonly Case[] = [
  ['a hidden part', odt('<text:section text:display="none"><text:p>y</text:p></text:section><text:p>x</text:p>'), ['x'], ['hidden-text']],
  ['a part that is hidden for now', odt('<text:section text:display="condition" text:is-hidden="true"><text:p>y</text:p></text:section><text:p>x</text:p>'), ['x'], ['hidden-text']],
  ['a part', odt('<text:section><text:p>x</text:p></text:section>'), ['x'], []],
  ['hidden by a style of letters', odt('<text:p>x<text:span text:style-name="H">y</text:span></text:p>', hiddenStyle), ['x'], ['hidden-text']],
  ['hidden by what a style comes of', odt('<text:p>x<text:span text:style-name="I">y</text:span></text:p>', hiddenStyle + textStyle('I', '', 'text', 'H')), ['x'], ['hidden-text']],
  ['hidden by a style that has the name of another', odt('<text:p text:style-name="H">x<text:span text:style-name="H">y</text:span></text:p>', textStyle('H', '', 'paragraph') + hiddenStyle), ['x'], ['hidden-text']],
  ['hidden by a style of the file', zipped({ ...odtParts('<text:p>x<text:span text:style-name="H">y</text:span></text:p>'), 'styles.xml': (odtParts('')['styles.xml'] as string).replace('</office:styles>', `${hiddenStyle}</office:styles>`) }), ['x'], ['hidden-text']],
  ['a hidden paragraph, heading and list', odt('<text:p text:style-name="P">a</text:p><text:h text:style-name="P">b</text:h><text:list><text:list-item><text:p text:style-name="P">c</text:p></text:list-item></text:list><text:p>x</text:p>', textStyle('P', 'text:display="none"', 'paragraph')), ['x'], ['hidden-text']],
  ['words shown in a paragraph of a hidden style', odt('<text:p text:style-name="P">a<text:span text:style-name="S">x</text:span></text:p>', textStyle('P', 'text:display="none"', 'paragraph') + textStyle('S', 'text:display="true"')), ['x'], ['hidden-text']],
  ['struck out by a style', odt('<text:p>x<text:span text:style-name="S">y</text:span></text:p>', textStyle('S', 'style:text-line-through-style="solid"')), ['x'], ['tracked-changes']],
  ['raised and lowered figures', odt('<text:p>10<text:span text:style-name="U">6</text:span> CO<text:span text:style-name="L">2</text:span></text:p>', textStyle('U', 'style:text-position="super 58%"') + textStyle('L', 'style:text-position="-33% 58%"')), ['10⁶ CO₂'], []],
  ['a hidden link', odt('<text:p>x<text:a xlink:href="https://example.org" text:style-name="H">y</text:a></text:p>', hiddenStyle), ['x'], ['hidden-text']],
  ['a hidden field', odt('<text:p>x<text:hidden-text text:string-value="y"/><text:hidden-paragraph/></text:p>'), ['x'], ['hidden-text']],
  ['a row that is folded, and words below a cell that reaches over', odt('<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>x</text:p></table:table-cell><table:covered-table-cell><text:p>y</text:p></table:covered-table-cell></table:table-row><table:table-row table:visibility="collapse"><table:table-cell><text:p>z</text:p></table:table-cell></table:table-row></table:table>'), ['x'], ['hidden-text', 'merged-cells']],
  ['a text frame', odt('<text:p>x<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>'), ['x', 'boxed'], []],
  ['words in a drawing', odt('<text:p>x<draw:custom-shape><text:p>drawn</text:p></draw:custom-shape></text:p>'), ['x', 'drawn'], ['drawings']],
  ['changes', odt('<text:tracked-changes><text:changed-region><text:deletion><text:p>z</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>x<text:change-start text:change-id="a"/>y<text:change-end text:change-id="a"/></text:p>'), ['xy'], ['tracked-changes']],
  ['what fields show', odt('<text:p><text:date>3 May</text:date> <text:user-defined text:name="n">x</text:user-defined> <text:sequence>1</text:sequence></text:p>'), ['3 May x 1'], []],
  ['a content control of LibreOffice', odt('<text:p>a <loext:content-control>x</loext:content-control></text:p>'), ['a x'], []],
  ['what nobody knows', odt('<text:p>a <x:y xmlns:x="x">x</x:y></text:p>'), ['a x'], []],
  ['a picture as letters', odt('<text:p>x</text:p><draw:image><office:binary-data>AAAA</office:binary-data></draw:image>'), ['x'], ['drawings']],
  ['how a word is read', odt('<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>'), ['漢kan'], []],
  ['contents', odt('<text:table-of-content><text:index-body><text:p>What we did 1</text:p></text:index-body></text:table-of-content><text:p>x</text:p>'), ['x'], ['contents']],
  ['sources', odt('<text:bibliography><text:bibliography-source><text:index-title-template>Sources</text:index-title-template></text:bibliography-source><text:index-body><text:index-title><text:p>Sources</text:p></text:index-title><text:p>Hansen 2020</text:p></text:index-body></text:bibliography>'), ['Sources', 'Hansen 2020'], []],
  ['the head of a page', zipped({ ...odtParts('<text:p>x</text:p>'), 'styles.xml': (odtParts('')['styles.xml'] as string).replace('</office:document-styles>', '<office:master-styles><text:h>Our house</text:h></office:master-styles></office:document-styles>') }), ['x'], ['page-margins']],
  ['a table in the head of a table', odt('<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table-header-rows></table:table>'), ['table+(a, b)'], ['inner-tables']],
] // prettier-ignore

const words = [[{ words: 'x', size: 11, y: 700 }]]
const portable: readonly Case[] = [
  ['words that only programs see', pdf([[{ words: 'scanned) Tj 3 Tr (', size: 11, y: 700 }]]), ['scanned'], ['text-only']],
  ['a note on a page', withObject(pdf(words), '/Annots [<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (Why?) >>]'), ['x'], ['text-only', 'annotations']],
  ['a link on a page', withObject(pdf(words), '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org) >> >>]'), ['x'], ['text-only']],
] // prettier-ignore

/** With more in the first page; its list of places is found anew by whoever reads it. */
function withObject(file: Uint8Array, more: string): Uint8Array {
  return new Uint8Array(
    Buffer.from(
      Buffer.from(file)
        .toString('latin1')
        .replace('/Type /Page /Parent', `/Type /Page ${more} /Parent`)
        .replace(/xref\n[\s\S]*trailer/, 'trailer'),
      'latin1',
    ),
  )
}

describe.each([
  ['a page of HTML', 'a.html', pages],
  ['Markdown', 'a.md', markdown],
  ['a Word file', 'a.docx', word],
  ['an OpenDocument text', 'a.odt', openDocument],
  ['a PDF', 'a.pdf', portable],
])('[RD4] no words vanish unsaid from %s', (_kind, name, cases) => {
  test.each(cases.map(([what, file, says, noticed]) => ({ what, file, says, noticed })))('$what', async ({ file, says, noticed }) => {
    const result = await readDocument(typeof file === 'string' ? strToU8(file) : file, name)
    if (!result.ok) throw new Error(result.why)
    expect([shown(result.document.blocks), result.document.noticed.map(({ code }) => code)]).toEqual([says, noticed])
  })
})
