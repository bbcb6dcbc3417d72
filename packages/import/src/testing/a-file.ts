import { strToU8, zipSync, zlibSync } from 'fflate'

/** For tests: parts of a file by their names, zipped. */
export type Parts = Readonly<Record<string, string | Uint8Array>>

export function zipped(parts: Parts): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])),
  )
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' +
  'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

export interface DocxParts {
  /** What stands in `w:body`. */
  readonly body: string
  /** Relationships of the text, each as a kind, a target and whether it is outside. */
  readonly related?: readonly { readonly id: string; readonly kind: string; readonly target: string; readonly isOutside?: boolean }[]
  readonly more?: Parts
  readonly mainType?: string
}

export const wordPart = (name: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><w:${name} ${names}>${content}</w:${name}>`

/** As Word writes it, with as little around it as it takes. */
export function docxParts({ body, related = [], more = {}, mainType = 'document.main' }: DocxParts): Parts {
  const relationship = ({ id, kind, target, isOutside = false }: NonNullable<DocxParts['related']>[number]): string =>
    `<Relationship Id="${id}" Type="${office}/relationships/${kind}" Target="${target}"${isOutside ? ' TargetMode="External"' : ''}/>`
  const relationships = (all: readonly Parameters<typeof relationship>[0][]): string =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map(relationship).join('')}</Relationships>`
  return {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>' +
      '<Default Extension="png" ContentType="image/png"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${mainType}+xml"/></Types>`,
    '_rels/.rels': relationships([{ id: 'rId1', kind: 'officeDocument', target: 'word/document.xml' }]),
    'word/_rels/document.xml.rels': relationships(related),
    'word/document.xml': wordPart('document', `<w:body>${body}</w:body>`),
    ...more,
  }
}

export const docx = (parts: DocxParts): Uint8Array => zipped(docxParts(parts))

export const p = (text: string, style = ''): string =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

const odf =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' +
  'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ' +
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" ' +
  'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" ' +
  'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'

/** As LibreOffice writes it, with as little around it as it takes. */
export function odtParts(text: string, styles = '', more: Parts = {}): Parts {
  return {
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    'content.xml': `<?xml version="1.0"?><office:document-content ${odf}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    'styles.xml': `<?xml version="1.0"?><office:document-styles ${odf}><office:styles><style:default-style style:family="paragraph"><style:text-properties fo:language="nb" fo:country="NO"/></style:default-style></office:styles></office:document-styles>`,
    ...more,
  }
}

export const odt = (text: string, styles = '', more: Parts = {}): Uint8Array => zipped(odtParts(text, styles, more))

/** A PDF of so many pages, each with some words in a size; without words it is empty. */
export function pdf(
  pages: readonly (readonly { readonly words: string; readonly size: number; readonly y: number }[])[],
  trailer = '',
): Uint8Array {
  const objects: string[] = []
  const kids = pages.map((_page, index) => `${4 + index * 2} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  for (const [index, lines] of pages.entries()) {
    const shown = lines.map(({ words, size, y }) => `BT /F1 ${size} Tf 72 ${y} Td (${words}) Tj ET`).join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`,
    )
  }
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}

/** A PDF of one page, whose words are packed so many times. */
export function packedPdf(page: Uint8Array, times: number): Uint8Array {
  let packed = page
  for (let time = 0; time < times; time += 1) packed = zlibSync(packed, { level: 9 })
  const filters = '/FlateDecode '.repeat(times)
  const head =
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n' +
    '5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n' +
    `4 0 obj\n<< /Filter [${filters}] /Length ${packed.length} >>\nstream\n`
  return new Uint8Array(Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')]))
}

/** A PNG of one dot. */
export const aDot = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)
