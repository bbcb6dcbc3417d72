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
  const size = (points: number): string => sizeOf(points, layout)
  const { largePrint, onePage } = layout
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
        x('style:paragraph-properties', {
          'fo:margin-bottom': onePage ? '0.05cm' : '0.2cm',
          'fo:line-height': largePrint ? '150%' : onePage ? '100%' : '120%',
          'fo:orphans': '2',
          'fo:widows': '2',
        }),
        x('style:text-properties', {
          'style:font-name': 'Liberation Sans',
          'fo:font-size': size(11),
          'style:font-size-complex': size(11),
          ...languageProperties(layout.lang),
        }),
      ]),
      x('style:style', { 'style:name': 'Standard', 'style:family': 'paragraph' }),
      ...[1, 2, 3].map((level) => heading(level, layout)),
      paragraphStyle('Title', 'Title', {}, { 'fo:font-size': size(onePage ? 18 : 22), 'fo:font-weight': 'bold' }),
      paragraphStyle('Subtitle', 'Subtitle', {}, { 'fo:font-size': size(13), ...soft }),
      paragraphStyle('Soft', 'Soft', {}, soft),
      paragraphStyle('Small', 'Small', {}, { 'fo:font-size': size(10) }),
      paragraphStyle('Cell', 'Cell', tight, { 'fo:font-size': size(9.5) }),
      paragraphStyle('Table_20_head', 'Table head', tight, { 'fo:font-size': size(9.5), 'fo:font-weight': 'bold' }),
      paragraphStyle('Wide_20_table_20_head', 'Wide table head', tight, { 'fo:font-size': size(7.5), 'fo:font-weight': 'bold' }),
      paragraphStyle('Number', 'Number', { ...tight, 'fo:text-align': 'end' }, { 'fo:font-size': size(9.5) }),
      paragraphStyle('Aside', 'Aside', {}, { 'fo:font-size': size(10), ...soft }),
      paragraphStyle('Entry_20_title', 'Entry title', { 'fo:margin-top': '0.2cm', 'fo:keep-with-next': 'always' }, {}),
      paragraphStyle('Left_20_out', 'Left out', {}, { 'fo:font-style': 'italic', ...soft }),
      paragraphStyle('Said_20_by', 'Said by', { 'fo:margin-bottom': onePage ? '0.1cm' : '0.35cm' }, { 'fo:font-size': size(9), ...soft }),
      paragraphStyle('Quotations', 'Quotations', { 'fo:margin-left': '0.8cm', 'fo:margin-right': '0.8cm' }, { 'fo:font-size': size(12) }),
      paragraphStyle('Notice', 'Notice', { 'fo:border-left': '3pt solid #9A2C14', 'fo:padding-left': '0.3cm' }, {}),
      paragraphStyle('Footnote', 'Footnote', {}, { 'fo:font-size': size(10) }),
      paragraphStyle('Header', 'Header', { 'fo:text-align': 'end' }, { 'fo:font-weight': 'bold', 'fo:color': '#9A2C14' }),
      paragraphStyle('Footer', 'Footer', { 'fo:text-align': 'center' }, { 'fo:font-size': size(9) }),
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
          'fo:margin-top': onePage ? '1cm' : '1.8cm',
          'fo:margin-bottom': onePage ? '0.9cm' : '1.8cm',
          'fo:margin-left': onePage ? '1.8cm' : '2.4cm',
          'fo:margin-right': onePage ? '1.8cm' : '2.4cm',
        }),
        x('style:header-style', [x('style:header-footer-properties', { 'fo:margin-bottom': '0.4cm' })]),
        x('style:footer-style', [x('style:header-footer-properties', { 'fo:margin-top': '0.4cm' })]),
      ]),
    ]),
    x('office:master-styles', [
      x('style:master-page', { 'style:name': 'Standard', 'style:page-layout-name': 'Page' }, [
        ...(layout.draft === null ? [] : [x('style:header', [x('text:p', { 'text:style-name': 'Header' }, plainContent(layout.draft))])]),
        // One sheet needs no number.
        ...(onePage ? [] : [footer(layout)]),
      ]),
    ]),
  ])
}

function footer({ title }: Layout): Element {
  const number = x('text:page-number', { 'text:select-page': 'current' }, '1')
  return x('style:footer', [x('text:p', { 'text:style-name': 'Footer' }, [...plainContent(title), { type: 'text', value: ' · ' }, number])])
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

/** Letters in points: in large print grown, and none smaller than 18; on one page a little smaller. */
function sizeOf(points: number, { largePrint, onePage }: Layout): string {
  if (largePrint) return `${Math.max(18, points * 1.5)}pt`
  return `${onePage ? Math.max(7.5, Math.round(points * 8.6) / 10) : points}pt`
}

function heading(level: number, layout: Layout): Element {
  const size = sizeOf((layout.onePage ? [13] : [16, 13.5])[level - 1] ?? 12, layout)
  const [above, below] = layout.onePage ? ['0.2cm', '0.05cm'] : ['0.5cm', '0.15cm']
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
      x('style:paragraph-properties', { 'fo:margin-top': above, 'fo:margin-bottom': below, 'fo:keep-with-next': 'always' }),
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
