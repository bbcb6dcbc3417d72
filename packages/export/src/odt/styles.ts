import type { Element, ElementContent } from 'xast'
import { x } from 'xastscript'

import type { Layout } from '../layout/kinds.ts'
import { softColour } from '../layout/sector-look.ts'
import { plainContent } from './line-content.ts'
import { type Attributes, languageProperties } from './writing.ts'

export const namespaces: Attributes = {
  'xmlns:office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  'xmlns:style': 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  'xmlns:text': 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  'xmlns:table': 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  'xmlns:draw': 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
  'xmlns:fo': 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  'xmlns:svg': 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:meta': 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  'xmlns:loext': 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
  'office:version': '1.3',
}

const soft = { 'fo:color': `#${softColour}` }
const tight = { 'fo:margin-bottom': '0.05cm' }
const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** The styles by name, and the page: what it is a draft of stands on every one. */
export function stylesXml(layout: Layout): Element {
  return x('office:document-styles', namespaces, [
    x('office:font-face-decls', [
      x('style:font-face', {
        'style:name': 'Liberation Sans',
        'svg:font-family': "'Liberation Sans'",
        'style:font-family-generic': 'swiss',
      }),
      x('style:font-face', {
        'style:name': 'Liberation Mono',
        'svg:font-family': "'Liberation Mono'",
        'style:font-family-generic': 'modern',
      }),
    ]),
    x('office:styles', [
      x('style:default-style', { 'style:family': 'paragraph' }, [
        x('style:paragraph-properties', { 'fo:margin-bottom': '0.2cm', 'fo:line-height': '120%', 'fo:orphans': '2', 'fo:widows': '2' }),
        x('style:text-properties', {
          'style:font-name': 'Liberation Sans',
          'fo:font-size': '11pt',
          'style:font-size-complex': '11pt',
          ...languageProperties(layout.lang),
        }),
      ]),
      x('style:style', { 'style:name': 'Standard', 'style:family': 'paragraph' }),
      ...[1, 2, 3].map((level) => heading(level)),
      paragraphStyle('Title', 'Title', {}, { 'fo:font-size': '22pt', 'fo:font-weight': 'bold' }),
      paragraphStyle('Subtitle', 'Subtitle', {}, { 'fo:font-size': '13pt', ...soft }),
      paragraphStyle('Soft', 'Soft', {}, soft),
      paragraphStyle('Small', 'Small', {}, { 'fo:font-size': '10pt' }),
      paragraphStyle('Cell', 'Cell', tight, { 'fo:font-size': '9.5pt' }),
      paragraphStyle('Table_20_head', 'Table head', tight, { 'fo:font-size': '9.5pt', 'fo:font-weight': 'bold' }),
      paragraphStyle('Wide_20_table_20_head', 'Wide table head', tight, { 'fo:font-size': '7.5pt', 'fo:font-weight': 'bold' }),
      paragraphStyle('Number', 'Number', { ...tight, 'fo:text-align': 'end' }, { 'fo:font-size': '9.5pt' }),
      paragraphStyle('Aside', 'Aside', {}, { 'fo:font-size': '10pt', ...soft }),
      paragraphStyle('Entry_20_title', 'Entry title', { 'fo:margin-top': '0.2cm', 'fo:keep-with-next': 'always' }, {}),
      paragraphStyle('Left_20_out', 'Left out', {}, { 'fo:font-style': 'italic', ...soft }),
      paragraphStyle('Said_20_by', 'Said by', { 'fo:margin-bottom': '0.35cm' }, { 'fo:font-size': '9pt', ...soft }),
      paragraphStyle('Quotations', 'Quotations', { 'fo:margin-left': '0.8cm', 'fo:margin-right': '0.8cm' }, { 'fo:font-size': '12pt' }),
      paragraphStyle('Notice', 'Notice', { 'fo:border-left': '3pt solid #9A2C14', 'fo:padding-left': '0.3cm' }, {}),
      paragraphStyle('Footnote', 'Footnote', {}, { 'fo:font-size': '10pt' }),
      paragraphStyle('Header', 'Header', { 'fo:text-align': 'end' }, { 'fo:font-weight': 'bold', 'fo:color': '#9A2C14' }),
      paragraphStyle('Footer', 'Footer', { 'fo:text-align': 'center' }, { 'fo:font-size': '9pt' }),
      x('style:style', { 'style:name': 'Picture', 'style:family': 'graphic' }, [x('style:graphic-properties', { 'style:wrap': 'none' })]),
      listStyle('Bullets', (level) =>
        x('text:list-level-style-bullet', { 'text:level': String(level), 'text:bullet-char': '•' }, [levelPlace(level)]),
      ),
      listStyle('Numbers', (level) =>
        x('text:list-level-style-number', { 'text:level': String(level), 'style:num-format': '1', 'style:num-suffix': '.' }, [
          levelPlace(level),
        ]),
      ),
      x('text:notes-configuration', { 'text:note-class': 'footnote', 'style:num-format': '1', 'text:footnotes-position': 'page' }),
    ]),
    x('office:automatic-styles', [
      x('style:page-layout', { 'style:name': 'Page' }, [
        x('style:page-layout-properties', {
          'fo:page-width': '21cm',
          'fo:page-height': '29.7cm',
          'fo:margin-top': '1.8cm',
          'fo:margin-bottom': '1.8cm',
          'fo:margin-left': '2.4cm',
          'fo:margin-right': '2.4cm',
        }),
        x('style:header-style', [x('style:header-footer-properties', { 'fo:margin-bottom': '0.4cm' })]),
        x('style:footer-style', [x('style:header-footer-properties', { 'fo:margin-top': '0.4cm' })]),
      ]),
    ]),
    x('office:master-styles', [
      x('style:master-page', { 'style:name': 'Standard', 'style:page-layout-name': 'Page' }, [
        ...(layout.draft === null ? [] : [x('style:header', [x('text:p', { 'text:style-name': 'Header' }, plainContent(layout.draft))])]),
        x('style:footer', [
          x('text:p', { 'text:style-name': 'Footer' }, [
            ...plainContent(layout.title),
            { type: 'text', value: ' · ' },
            x('text:page-number', { 'text:select-page': 'current' }, '1'),
          ]),
        ]),
      ]),
    ]),
  ])
}

/** Of tables, which every file has in its own content. */
export function tableStyles(): ElementContent[] {
  return [
    x('style:style', { 'style:name': 'Written', 'style:family': 'table' }, [
      x('style:table-properties', { 'style:width': '16.2cm', 'table:align': 'margins', 'fo:margin-bottom': '0.3cm' }),
    ]),
    x('style:style', { 'style:name': 'Row', 'style:family': 'table-row' }, [
      x('style:table-row-properties', { 'fo:keep-together': 'always' }),
    ]),
    x('style:style', { 'style:name': 'Cell', 'style:family': 'table-cell' }, [
      x('style:table-cell-properties', { 'fo:border': '0.5pt solid #857B6C', 'fo:padding': '0.1cm' }),
    ]),
  ]
}

function heading(level: number): Element {
  const size = ['16pt', '13.5pt', '12pt'][level - 1] ?? '12pt'
  return x(
    'style:style',
    {
      'style:name': `Heading_20_${level}`,
      'style:display-name': `Heading ${level}`,
      'style:family': 'paragraph',
      'style:parent-style-name': 'Standard',
      'style:next-style-name': 'Standard',
      'style:default-outline-level': String(level),
    },
    [
      x('style:paragraph-properties', { 'fo:margin-top': '0.5cm', 'fo:margin-bottom': '0.15cm', 'fo:keep-with-next': 'always' }),
      x('style:text-properties', { 'fo:font-size': size, 'fo:font-weight': 'bold' }),
    ],
  )
}

function paragraphStyle(name: string, shown: string, paragraph: Attributes, text: Attributes): Element {
  return x(
    'style:style',
    { 'style:name': name, 'style:display-name': shown, 'style:family': 'paragraph', 'style:parent-style-name': 'Standard' },
    [x('style:paragraph-properties', paragraph), x('style:text-properties', text)],
  )
}

function listStyle(name: string, level: (level: number) => Element): Element {
  return x('text:list-style', { 'style:name': name }, levels.map(level))
}

function levelPlace(level: number): Element {
  return x('style:list-level-properties', { 'text:list-level-position-and-space-mode': 'label-alignment' }, [
    x('style:list-level-label-alignment', {
      'text:label-followed-by': 'listtab',
      'fo:text-indent': '-0.6cm',
      'fo:margin-left': `${(level * 0.6).toFixed(1)}cm`,
      'text:list-tab-stop-position': `${(level * 0.6).toFixed(1)}cm`,
    }),
  ])
}
