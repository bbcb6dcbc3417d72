import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'

import type { ImportedDocument } from './imported-document.ts'
import { importLimits } from './limits.ts'
import { readDocument } from './read-document.ts'
import { aDot, docx, docxParts, odt, odtParts, p, packedPdf, pdf, zipped, wordPart } from './testing/a-file.ts'
import { shown } from './testing/shown.ts'

/** The header of the first part of a zipped file says another size from here on, and its list too. */
function withDeclaredSize(file: Uint8Array, name: string, size: number): Uint8Array {
  const changed = Buffer.from(file)
  let entry = changed.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  while (entry >= 0) {
    const length = changed.readUInt16LE(entry + 28)
    if (changed.subarray(entry + 46, entry + 46 + length).toString() === name) changed.writeUInt32LE(size, entry + 24)
    entry = changed.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), entry + 4)
  }
  return new Uint8Array(changed)
}

/** As a program wrote it that closes parts with a password. */
function markedEncrypted(file: Uint8Array): Uint8Array {
  const changed = Buffer.from(file)
  for (let at = changed.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; at = changed.indexOf('PK\u0001\u0002', at + 4, 'latin1'))
    changed[at + 8] = 1
  return new Uint8Array(changed)
}

const cfb = (inside: string): Uint8Array =>
  new Uint8Array(
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from(inside, 'utf16le')]),
  )
/** Each of so many remarks is about everything that the file says. */
function remarksAboutAll(many: number, words: string): Uint8Array {
  const all = Array.from({ length: many }, (_none, id) => id)
  const edges = (end: string): string => all.map((id) => `<w:commentRange${end} w:id="${id}"/>`).join('')
  const remarks = all.map((id) => `<w:comment w:id="${id}" w:author="A">${p('x')}</w:comment>`).join('')
  return docx({
    body: `<w:p>${edges('Start')}</w:p>${p(words)}${p(words)}<w:p>${edges('End')}</w:p>`,
    related: [{ id: 'r1', kind: 'comments', target: 'comments.xml' }],
    more: { 'word/comments.xml': wordPart('comments', remarks) },
  })
}

/** A note of so many letters, which so many links in the text lead to. */
function noteOfManyLinks(many: number, letters: number): string {
  const all = Array.from({ length: many }, (_none, at) => at)
  const links = all.map((at) => `<a id="r${at}" href="#n">1</a>`).join('')
  return body(
    `<p>x ${links}</p><ol><li id="n">${'word '.repeat(letters / 5)}${all.map((at) => `<a href="#r${at}">x</a>`).join('')}</li></ol>`,
  )
}

/** One picture of so many bytes, shown so often. */
function pictureShown(times: number, bytes: number): Uint8Array {
  return docx({
    body: picture('r:embed="r1"').repeat(times),
    related: [{ id: 'r1', kind: 'image', target: 'media/a.png' }],
    more: { 'word/media/a.png': new Uint8Array(bytes) },
  })
}

const doctype = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]>'
const zeros = new Uint8Array(importLimits.maxPart + 1)
const body = (text: string): string => `<html><body>${text}</body></html>`

const refused: readonly (readonly [what: string, file: () => Uint8Array | string, why: string, name?: string])[] = [
  ['nothing', () => '', 'empty'],
  ['nothing but white space', () => ' \n\u0000'.slice(0, 2), 'empty'],
  ['a page with nothing on it', () => body('<script>1</script>'), 'empty'],
  ['a Word file with nothing in it', () => docx({ body: '' }), 'empty'],
  ['more than may be sent', () => new Uint8Array(importLimits.maxFile + 1), 'too-large'],
  ['more words than any case study has', () => `# x\n\n${'word '.repeat(importLimits.maxLetters / 5)}`, 'too-long'],
  ['more paragraphs than any case study has', () => body('<p>x</p>'.repeat(importLimits.maxBlocks + 1)), 'too-long'],
  ['more lines than any case study has', () => 'x\n\n'.repeat(importLimits.maxBlocks + 1), 'too-long'],
  ['a note that the whole text leads to', () => noteOfManyLinks(400, 15_000), 'too-long'],
  ['a run for each letter', () => body('<b>x</b>y'.repeat(200_000)), 'too-long'],
  ['a small picture in the file that is large outside of it, many times', () => pictureShown(30, importLimits.maxFile), 'too-large'],
  ['a bomb that says how large it is', () => zipped({ ...docxParts({ body: p('x') }), 'word/media/a.png': zeros, 'word/b': zeros, 'word/c': zeros }), 'too-large'],
  ['a bomb in the text', () => docx({ body: `${p('x')}<!--${' '.repeat(importLimits.maxXml)}-->` }), 'too-large'],
  ['a bomb that says it is small', () => withDeclaredSize(docx({ body: p('x'.repeat(500_000)) }), 'word/document.xml', 2_000), 'too-large'],
  ['a part that is smaller than it says', () => withDeclaredSize(docx({ body: p('x') }), 'word/document.xml', 50_000), 'damaged'],
  ['a list of parts without end', () => zipped(Object.fromEntries(Array.from({ length: importLimits.maxParts + 1 }, (_none, at) => [`${at}`, '']))), 'too-many-parts'],
  ['a zip in a zip', () => zipped({ 'inner.zip': docx({ body: p('x') }) }), 'unknown-format'],
  ['a spreadsheet', () => zipped({ ...docxParts({ body: p('x') }), '[Content_Types].xml': '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>' }), 'unknown-format'],
  ['an OpenDocument spreadsheet', () => zipped({ ...odtParts(''), mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'unknown-format'],
  ['a name that leads up', () => zipped({ ...docxParts({ body: p('x') }), '../../etc/passwd': 'x' }), 'unsafe'],
  ['a name that leads up in the middle', () => zipped({ ...docxParts({ body: p('x') }), 'word/../../x': 'x' }), 'unsafe'],
  ['a name from the top', () => zipped({ ...docxParts({ body: p('x') }), '/etc/passwd': 'x' }), 'unsafe'],
  ['a name on a drive', () => zipped({ ...docxParts({ body: p('x') }), 'C:/x': 'x' }), 'unsafe'],
  ['a name with a back slash', () => zipped({ ...docxParts({ body: p('x') }), 'word\\..\\x': 'x' }), 'unsafe'],
  ['a name with a line break', () => zipped({ ...docxParts({ body: p('x') }), 'a\r\nSet-Cookie: x': 'x' }), 'unsafe'],
  ['entities in the text of Word', () => zipped({ ...docxParts({ body: p('x') }), 'word/document.xml': doctype + docxParts({ body: p('&y;') })['word/document.xml'] }), 'unsafe'],
  ['entities in the styles of Word', () => docx({ body: p('x'), related: [{ id: 'r1', kind: 'styles', target: 'styles.xml' }], more: { 'word/styles.xml': doctype + wordPart('styles', '') } }), 'unsafe'],
  ['entities in the notes of Word', () => docx({ body: p('x'), related: [{ id: 'r1', kind: 'footnotes', target: 'footnotes.xml' }], more: { 'word/footnotes.xml': doctype + wordPart('footnotes', '') } }), 'unsafe'],
  ['entities in other letters', () => zipped({ ...odtParts('<text:p>x</text:p>'), 'content.xml': new Uint8Array([0xff, 0xfe, ...Buffer.from(`${doctype}<a/>`, 'utf16le')]) }), 'unsafe'],
  ['entities in an OpenDocument text', () => zipped({ ...odtParts('<text:p>x</text:p>'), 'content.xml': `${doctype}<a>&y;</a>` }), 'unsafe'],
  ['a file of the machine as an entity', () => zipped({ ...odtParts(''), 'content.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' }), 'unsafe'],
  ['XML that ends early', () => zipped({ ...odtParts(''), 'content.xml': '<a><b>' }), 'damaged'],
  ['XML that is none', () => zipped({ ...docxParts({ body: p('x') }), 'word/document.xml': new Uint8Array([0x3c, 0xff, 0xfe, 0x00]) }), 'damaged'],
  ['XML that goes too deep', () => odt('<text:section>'.repeat(5_000) + '</text:section>'.repeat(5_000)), 'too-deep'],
  ['a page that goes too deep', () => body('<div>'.repeat(20_000)), 'too-deep'],
  ['Markdown that goes too deep', () => `# x\n\n${'> '.repeat(1_000)}x`, 'too-deep'],
  ['a Word file with a password', () => cfb('EncryptedPackage'), 'encrypted'],
  ['a zip with a password', () => markedEncrypted(docx({ body: p('x') })), 'encrypted'],
  ['an OpenDocument text with a password', () => odt('', '', { 'META-INF/manifest.xml': '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>' }), 'encrypted'],
  ['a PDF with a password', () => pdf([[]], '/Encrypt << /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -4 >> /ID [(a)(a)]'), 'encrypted'],
  ['what Word wrote until 2007', () => cfb('WordDocument'), 'old-format'],
  ['rich text', () => '{\\rtf1 x}', 'old-format'],
  ['a PDF of 10,000 pages', () => pdf(Array.from({ length: 10_000 }, () => [])), 'too-many-pages'],
  ['a PDF that unpacks to more than there is room for', () => packedPdf(zeros, 1), 'too-heavy'],
  ['a PDF that is packed twice', () => packedPdf(zeros, 2), 'too-heavy'],
  ['brackets that are closed and were not opened', () => `# x\n\n${'a] '.repeat(20_000)}`, 'too-slow'],
  ['links that begin and do not end', () => `# x\n\n${'[a](b '.repeat(100_000)}`, 'too-slow'],
  ['links that begin and do not end, a few in each paragraph', () => `# x\n\n${`${'[a](b '.repeat(1_000)}\n\n`.repeat(100)}`, 'too-slow'],
  ['a list of everything', () => `# x\n${'[a]: x\n'.repeat(20_000)}`, 'too-slow'],
  ['brackets without end', () => `# x\n\n${'['.repeat(20_000)}`, 'too-slow'],
  ['a PDF that is none', () => '%PDF-1.7\nnothing', 'damaged'],
  ['a zip that ends early', () => docx({ body: p('x') }).subarray(0, 300), 'damaged'],
  ['a zip of nothing', () => zipSync({}), 'unknown-format'],
  ['a picture', () => aDot, 'unknown-format'],
  ['a picture that is called a text', () => aDot, 'unknown-format', 'report.docx'],
  ['a drawing', () => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'unknown-format'],
  ['XML of somebody', () => '<?xml version="1.0"?><data/>', 'unknown-format'],
  ['numbers of a program', () => '{"a": 1}', 'unknown-format'],
  ['a case study of ours with many pictures', () => `{"templateId":"x","participants":[],"sections":[],"pictures":["${'A'.repeat(importLimits.maxText)}"]}`, 'case-study'],
  ['a case study of ours', () => '{"templateId":"x","participants":[],"sections":[],"title":"</script>"}', 'case-study'],
] // prettier-ignore

const picture = (embed: string): string =>
  `<w:p><w:r><w:t>x</w:t></w:r><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip ${embed}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
const outside = (kind: string, target: string) => ({ id: 'r9', kind, target, isOutside: true })
const link = (href: string): string => `<a href="${href}">words</a>`

type File = () => Uint8Array | string
type Harmless = readonly [what: string, file: File, gives: readonly string[] | 'anything', noticed: readonly string[], name?: string]

const harmless: readonly Harmless[] = [
  ['a picture elsewhere in a Word file', () => docx({ body: picture('r:link="r9"'), related: [outside('image', 'https://example.org/x.png')] }), ['x'], ['pictures-elsewhere']],
  ['a picture of the machine in a Word file', () => docx({ body: picture('r:link="r9"'), related: [outside('image', 'file:///etc/passwd')] }), ['x'], ['pictures-elsewhere']],
  ['a template elsewhere', () => docx({ body: p('x'), related: [{ id: 'r1', kind: 'settings', target: 'settings.xml' }], more: { 'word/_rels/settings.xml.rels': '<Relationships><Relationship Id="r1" Type="x/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>' } }), ['x'], ['templates']],
  ['macros', () => docx({ body: p('x'), mainType: 'x', more: { 'word/vbaProject.bin': 'Sub AutoOpen()', '[Content_Types].xml': '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' } }), ['x'], ['macros'], 'a.docm'],
  ['macros in an OpenDocument text', () => odt('<text:p>x</text:p>', '', { 'Basic/Standard/Module1.xml': 'Shell' }), ['x'], ['macros']],
  ['what mammoth would do with styles of its own', () => docx({ body: p('x'), more: { 'mammoth/style-map': 'p => script' } }), ['x'], []],
  ['another file in a Word file', () => docx({ body: `${p('x')}<w:altChunk r:id="r9"/>`, related: [{ id: 'r9', kind: 'aFChunk', target: 'evil.html' }], more: { 'word/evil.html': '<script>1</script>', 'word/embeddings/a.exe': 'MZ' } }), ['x'], ['files-inside']],
  ['a field that asks a program', () => docx({ body: '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' }), ['x'], ['fields']],
  ['a field that shows a file', () => docx({ body: '<w:p><w:fldSimple w:instr="INCLUDETEXT file:///etc/passwd"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>' }), ['x'], ['fields']],
  ['a link of Word that runs', () => docx({ body: '<w:p><w:hyperlink r:id="r9"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>', related: [outside('hyperlink', 'javascript:alert(1)')] }), ['x'], ['unsafe-links']],
  ['a Word file that is called a PDF', () => docx({ body: p('x') }), ['x'], ['other-kind'], 'a.pdf'],
  ['an OpenDocument text that is called Word’s', () => odt('<text:p>x</text:p>'), ['x'], ['other-kind'], 'a.docx'],
  ['a page that is called a text', () => body('x'), ['x'], ['other-kind'], 'a.txt'],
  ['scripts, frames and handlers', () => body('<script>1</script><p onclick="1">x</p><iframe src="a"></iframe><object data="a">y</object>'), ['x'], ['programs']],
  ['a script that never ends', () => body('<p>x</p><script>'), ['x'], ['programs']],
  ['a page that would load things', () => body('<link rel=stylesheet href=//a><base href=//a><img src=//a/b.png><video src=//a></video><p style="background:url(//a)">x</p>'), ['x'], ['pictures-elsewhere', 'media']],
  ['a page that goes elsewhere', () => `<html><head><meta http-equiv="refresh" content="0;url=//a"></head><body>x</body></html>`, ['x'], []],
  ['a form', () => body('<form action=//a><p>x</p><input value=y><button>z</button></form>'), ['x'], ['controls']],
  ['a drawing in a page', () => body('x<svg><script>1</script><text>y</text></svg>'), ['x'], ['drawings']],
  ['what is not to be seen', () => body('<p>x</p><p hidden>y</p><p style="display: none">z</p>'), ['x'], ['hidden-text']],
  ['a picture that is a page', () => body('x<img src="data:text/html;base64,PHA+">'), ['x'], ['pictures-elsewhere']],
  ['a picture that is a drawing', () => body('x<img src="data:image/svg+xml;base64,PHN2Zy8+">'), ['x'], ['pictures-elsewhere']],
  ['a page that names a picture as a reader of Word files would', () => body('x<img src="picture:0"><a id="remark-0-start"></a>'), ['x'], ['pictures-elsewhere']],
  ...['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', 'https://a\u202e.org', '//a.org', 'x.html'].map(
    (href): Harmless => [`a link to ${JSON.stringify(href)}`, () => body(link(href)), ['words'], ['unsafe-links']],
  ),
  ['half of a character', () => new Uint8Array([0xff, 0xfe, 0x61, 0, 0x3d, 0xd8, 0x62, 0]), ['a\ufffdb'], []],
  ['control characters', () => 'a\u0007b\u001bc\u007fd\ufffee', ['abcde'], ['characters']],
  ['turned directions', () => 'a\u202etxt.exe\u2066b', ['atxt.exeb'], ['characters']],
  ['a mark of the byte order', () => '\ufeffx', ['x'], []],
  ['the end of a script in a text', () => '</script><script>alert(1)</script>', ['</script><script>alert(1)</script>'], []],
  ['a formula', () => '=cmd|\'/C calc\'!A0', ["=cmd|'/C calc'!A0"], []],
  ['a table without end', () => body(`<table><tr><td colspan="100000" rowspan="100000">x</td><td>y</td></tr></table>`), ['table-(x, y)'], ['merged-cells']],
  ['links that lead to each other', () => body('<p><a id="a" href="#b">x</a></p><p><a id="b" href="#a">y</a></p><p>z</p>'), ['x', 'y', 'z'], []],
  ['remarks that answer each other', () => odt('<text:p>x<office:annotation office:name="a" loext:parent-name="b"><text:p>1</text:p></office:annotation><office:annotation office:name="b" loext:parent-name="a"><text:p>2</text:p></office:annotation></text:p>'), ['x'], ['comments-without-words']],
  ['styles that come of each other', () => odt('<text:p text:style-name="A">x</text:p>', '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/><style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'), ['x'], []],
  ['a picture that leads out of an OpenDocument text', () => odt('<text:p>x<draw:frame><draw:image xlink:href="../../etc/passwd"/></draw:frame></text:p>'), ['x'], ['pictures-elsewhere']],
  ['remarks that are each about all of it', () => remarksAboutAll(400, 'word '.repeat(45_000)), 'anything', []],
  ['stars without end', () => `# x\n\n${'*a **b '.repeat(3_000)}`, 'anything', []],
  ['a paragraph of links', () => `# x\n\n${'[a](https://b.org) '.repeat(1_000)}`, 'anything', []],
  ['a PDF that is packed, and small', () => packedPdf(Buffer.from('BT /F1 11 Tf 72 700 Td (x) Tj ET'), 2), ['x'], ['text-only']],
] // prettier-ignore

let cases = 0
afterAll(() => {
  // A case that is taken out by mistake is missed.
  expect(cases).toBe(refused.length + harmless.length)
  expect(cases).toBeGreaterThanOrEqual(106)
})

const bytesOf = (file: Uint8Array | string): Uint8Array => (typeof file === 'string' ? strToU8(file) : file)

describe('[RD2] refuses', () => {
  test.each(refused.map(([what, file, why, name = 'file']) => ({ what, file, why, name })))(
    '$what',
    { timeout: 20_000 },
    async ({ file, why, name }) => {
      cases += 1
      const result = await readDocument(bytesOf(file()), name)
      expect(result.ok ? 'taken' : result.why).toBe(why)
    },
  )
})

describe('[RD3] makes harmless', () => {
  const all = harmless.map(([what, file, gives, noticed, name = 'file']) => ({ what, file, gives, noticed, name }))
  test.each(all)('$what', { timeout: 20_000 }, async ({ file, gives, noticed, name }) => {
    cases += 1
    const result = await readDocument(bytesOf(file()), name)
    if (!result.ok) throw new Error(result.why)
    const { document } = result
    const blocks = shown(document.blocks)
    expect(gives === 'anything' ? blocks.length > 0 : blocks).toEqual(gives === 'anything' ? true : gives)
    expect(document.noticed.map(({ code }) => code)).toEqual(noticed)
    expectHarmless(document)
  })
})

// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\ufffe\uffff]/

/** Links lead to safe places, and every text can be written into any file. */
function expectHarmless(document: ImportedDocument): void {
  expect(document.size).toBeLessThanOrEqual(importLimits.maxSize)
  const all = JSON.stringify({ ...document, pictures: document.pictures.map(({ alt }) => alt) })
  for (const [, href = ''] of all.matchAll(/"href":"([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:|tel:)/)
  const strings: string[] = []
  JSON.parse(all, (_key, value: unknown) => {
    if (typeof value === 'string') strings.push(value)
    return value
  })
  for (const text of strings) expect(text.isWellFormed() && !unwritable.test(text)).toBe(true)
}
