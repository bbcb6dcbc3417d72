import { zipSync } from 'fflate'

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006'
const names =
  `xmlns:w="${main}" xmlns:r="${office}" xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:a="${drawing}/main" xmlns:pic="${drawing}/picture" ` +
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'

const paragraph = (text: string, style = ''): string =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

const picture =
  '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">' +
  '<pic:pic><pic:blipFill><a:blip r:embed="rId3"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'

const commented =
  '<w:p><w:r><w:t xml:space="preserve">The walls were </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>wet for three winters</w:t></w:r><w:commentRangeEnd w:id="0"/>' +
  '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'

/**
 * A report as Word writes one: a title, two headings, one of them the title of a section, a remark, a picture without a description, and a
 * change that is marked.
 *
 * @param summary - what the first section is called in the language of the study
 */
export function aWordFile(summary: string, image: Uint8Array): Buffer {
  const style = (id: string, name: string): string => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
  const related = (...all: readonly [string, string][]): string =>
    all.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${kind}" Target="${target}"/>`).join('')
  const relationships = (inner: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  const body =
    paragraph('The yard, a report', 'Title') +
    paragraph(summary, 'H1') +
    commented +
    paragraph('What the tenants found', 'H1') +
    paragraph('There was mould behind every wardrobe.') +
    picture +
    '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>Nobody had asked them.</w:t></w:r></w:ins></w:p>'
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
  const parts: Readonly<Record<string, string | Uint8Array>> = {
    '[Content_Types].xml': types,
    '_rels/.rels': relationships(related(['officeDocument', 'word/document.xml'])),
    'word/_rels/document.xml.rels': relationships(
      related(['styles', 'styles.xml'], ['comments', 'comments.xml'], ['image', 'media/image1.png']),
    ),
    'word/document.xml': `<w:document ${names}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${names}>${style('Title', 'Title')}${style('H1', 'heading 1')}</w:styles>`,
    'word/comments.xml': `<w:comments ${names}><w:comment w:id="0" w:author="Inger" w:date="2026-05-03T10:00:00Z"><w:p w14:paraId="AA"><w:r><w:t>It was four.</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/media/image1.png': image,
  }
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? Buffer.from(part) : part]))),
  )
}
