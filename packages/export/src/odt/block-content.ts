import type { ElementContent } from 'xast'
import { x } from 'xastscript'

import { runsRightToLeft } from '../layout/direction.ts'
import { chartFile } from '../charts/draw-chart.ts'
import type { Block, Cell, Chart, Item, ParagraphLook, PeopleOfSector, Piece, Table } from '../layout/kinds.ts'
import { lookOf } from '../layout/sector-look.ts'
import { staysWithWhoSaidIt } from '../layout/stays-with.ts'
import { unknownKind } from '../layout/wording.ts'
import { borderOf, letterMark, lineContent } from './line-content.ts'
import type { Place, Writing } from './writing.ts'

const widestCm = 16
const tableCm = 16.2
const pxPerCm = 96 / 2.54
const keptWithNext = { 'fo:keep-with-next': 'always' }

/** Blocks, one below the other. */
export function blocksContent(blocks: readonly Block[], place: Place, writing: Writing): ElementContent[] {
  return blocks.flatMap((block) => blockContent(block, place, writing))
}

/** A paragraph at its place, in the direction of its words. */
export function paragraph(pieces: readonly Piece[], place: Place, writing: Writing): ElementContent {
  return x('text:p', { 'text:style-name': styleAt(pieces, place, writing) }, lineContent(pieces, place.lang, writing))
}

export function styleAt(pieces: readonly Piece[], { style, border }: Place, writing: Writing): string {
  return writing.paragraphStyle(style, {
    ...border,
    ...(runsRightToLeft(pieces) ? { 'style:writing-mode': 'rl-tb', 'fo:text-align': 'start' } : {}),
  })
}

export function list(items: readonly ElementContent[][], style: 'Bullets' | 'Numbers', start = 1): ElementContent {
  return x(
    'text:list',
    { 'text:style-name': style },
    items.map((content, index) => x('text:list-item', index === 0 && start !== 1 ? { 'text:start-value': String(start) } : {}, content)),
  )
}

function blockContent(block: Block, place: Place, writing: Writing): ElementContent[] {
  const within = (blocks: readonly Block[], change: Partial<Place> = {}): ElementContent[] =>
    blocksContent(blocks, { ...place, ...change }, writing)
  switch (block.kind) {
    case 'paragraph':
      return [
        paragraph(
          block.pieces,
          { ...place, lang: block.lang ?? place.lang, style: block.look === undefined ? place.style : styleOf[block.look] },
          writing,
        ),
      ]
    case 'heading': {
      const level = block.level - 1
      const content = lineContent(block.pieces, place.lang, writing)
      const marked = block.id === undefined ? content : [x('text:bookmark', { 'text:name': block.id }), ...content]
      return [
        x(
          'text:h',
          {
            'text:outline-level': String(level),
            'text:style-name': styleAt(block.pieces, { ...place, style: `Heading_20_${level}` }, writing),
          },
          marked,
        ),
      ]
    }
    case 'list':
      return [
        list(
          block.items.map((item) => itemContent(item, place, writing)),
          block.ordered ? 'Numbers' : 'Bullets',
          block.start,
        ),
      ]
    case 'entries':
      return [
        list(
          block.items.map(({ blocks }) => within(blocks)),
          block.ordered ? 'Numbers' : 'Bullets',
        ),
      ]
    case 'blockquote':
      return within(block.blocks, { style: 'Quotations', lang: block.lang ?? place.lang })
    case 'quote':
      return [
        paragraph(block.words, { ...place, style: 'Quotations', border: { ...sectorBorder(block.sector), ...keptWithNext } }, writing),
        paragraph(block.caption, { ...place, style: 'Said_20_by', lang: writing.layout.lang }, writing),
      ]
    case 'written-table': {
      const row = (style: string) => (items: readonly Item[]) =>
        tableRow(items.map((item) => itemContent(item, { ...place, style, border: {} }, writing)))
      const head = block.head === null ? null : row('Table_20_head')(block.head)
      return [table(block.label, columnWidths(block.columns, 1), head, block.rows.map(row('Cell')), writing)]
    }
    case 'table':
      return [dataTable(block, place, writing)]
    case 'chart':
      return [paragraph([block.title], { ...place, style: 'Entry_20_title' }, writing), chartContent(block, place, writing)]
    case 'picture':
      return pictureContent(block, place, writing)
    case 'figure':
      return [paragraph(block.title, { ...place, style: 'Entry_20_title' }, writing), ...within(block.blocks)]
    case 'aside':
      return within(block.blocks)
    case 'people':
      return block.groups.flatMap((group) => peopleContent(group, place, writing))
    case 'legend':
      return [
        list(
          block.sectors.map((sector) => [
            x('text:p', { 'text:style-name': place.style }, [
              letterMark(sector, writing),
              ...lineContent([` ${sector.name}`], place.lang, writing),
            ]),
          ]),
          'Bullets',
        ),
      ]
    case 'voiced': {
      const [only, ...others] = new Set(block.voices.map(({ sector }) => sector))
      const border = only === undefined || others.length > 0 || block.block.kind === 'heading' ? {} : sectorBorder(only)
      return [
        ...blockContent(block.block, { ...place, border: staysWithWhoSaidIt(block) ? { ...border, ...keptWithNext } : border }, writing),
        ...(block.named ? [saidBy(block, { ...place, border }, writing)] : []),
      ]
    }
    case 'notes':
      // OpenDocument has its own.
      return []
  }
  return unknownKind(block)
}

const styleOf: Readonly<Record<ParagraphLook, string>> = {
  soft: 'Soft',
  small: 'Small',
  aside: 'Aside',
  title: 'Entry_20_title',
  'left-out': 'Left_20_out',
  empty: 'Left_20_out',
  notice: 'Notice',
  checksum: 'Small',
}

function sectorBorder(sector: Parameters<typeof lookOf>[0]) {
  const { colour, line } = lookOf(sector)
  return { 'fo:border-left': `2.25pt ${borderOf[line]} #${colour}`, 'fo:padding-left': '0.25cm', 'style:join-border': 'true' }
}

function itemContent(item: Item, place: Place, writing: Writing): ElementContent[] {
  return 'pieces' in item ? [paragraph(item.pieces, place, writing)] : blocksContent(item.blocks, place, writing)
}

function saidBy({ label, voices }: Extract<Block, { kind: 'voiced' }>, place: Place, writing: Writing): ElementContent {
  const pieces = voices.flatMap(({ sector, letter, saying }, index): Piece[] => [
    ...(index === 0 ? [`${label}: `] : [' · ']),
    { kind: 'sector', sector, letter },
    saying,
  ])
  return paragraph(pieces, { ...place, style: 'Said_20_by', lang: writing.layout.lang }, writing)
}

function peopleContent({ sector, letter, name, people }: PeopleOfSector, place: Place, writing: Writing): ElementContent[] {
  const title: Piece[] = [
    { kind: 'sector', sector, letter },
    { kind: 'words', text: name, look: 'strong' },
  ]
  return [
    paragraph(title, { ...place, style: 'Entry_20_title' }, writing),
    list(
      people.map((blocks) => blocksContent(blocks, place, writing)),
      'Bullets',
    ),
  ]
}

function dataTable({ caption, columns, rows }: Table, place: Place, writing: Writing): ElementContent {
  const cell = (pieces: readonly Piece[], style: string): ElementContent[] => [paragraph(pieces, { ...place, style, border: {} }, writing)]
  const styleOfColumn = (index: number): string => (columns[index]?.number === true ? 'Number' : 'Cell')
  const isWide = columns.length > 3
  const head = tableRow(columns.map(({ label }) => cell(label, isWide ? 'Wide_20_table_20_head' : 'Table_20_head')))
  const body = rows.map((cells) => tableRow(cells.map(({ pieces }: Cell, index) => cell(pieces, styleOfColumn(index)))))
  return table(caption, columnWidths(columns.length, isWide ? 1.7 : 1), head, body, writing)
}

function table(
  title: string,
  widths: readonly number[],
  head: ElementContent | null,
  rows: readonly ElementContent[],
  writing: Writing,
): ElementContent {
  return x('table:table', { 'table:name': writing.table(), 'table:style-name': 'Written' }, [
    x('table:title', title),
    ...widths.map((width) => x('table:table-column', { 'table:style-name': writing.columnStyle(width) })),
    ...(head === null ? [] : [x('table:table-header-rows', [head])]),
    ...rows,
  ])
}

/** In hundredths of a centimetre, the first as many times as wide as the others. */
function columnWidths(count: number, first: number): number[] {
  const unit = tableCm / (count - 1 + first)
  return Array.from({ length: count }, (_none, index) => Math.floor(100 * unit * (index === 0 ? first : 1)))
}

function tableRow(cells: readonly ElementContent[][]): ElementContent {
  return x(
    'table:table-row',
    { 'table:style-name': 'Row' },
    cells.map((content) =>
      x(
        'table:table-cell',
        { 'table:style-name': 'Cell', 'office:value-type': 'string' },
        content.length === 0 ? [x('text:p', { 'text:style-name': 'Cell' })] : content,
      ),
    ),
  )
}

function pictureContent(block: Extract<Block, { kind: 'picture' }>, place: Place, writing: Writing): ElementContent[] {
  const { hash, alt, missing, caption } = block
  const known = writing.picture(hash)
  const below = caption === null ? [] : blockContent(caption, place, writing)
  if (known === null) return [paragraph(missing, { ...place, style: 'Left_20_out', lang: writing.layout.lang }, writing), ...below]
  const { picture, path } = known
  return [x('text:p', { 'text:style-name': place.style }, [frame({ ...picture, path, alt }, writing)]), ...below]
}

/** Drawn, since OpenDocument's own charts are documents within the document; its numbers stand in the table beside it. */
function chartContent(chart: Chart, place: Place, writing: Writing): ElementContent {
  const { svg, width, height } = chartFile(chart, writing.layout)
  return x('text:p', { 'text:style-name': place.style }, [frame({ path: writing.drawing(svg), width, height, alt: chart.alt }, writing)])
}

interface Shown {
  readonly path: string
  /** In pixels. */
  readonly width: number
  readonly height: number
  readonly alt: string
}

function frame({ path, width: px, height, alt }: Shown, writing: Writing): ElementContent {
  const width = Math.min(widestCm, px / pxPerCm)
  return x(
    'draw:frame',
    {
      'draw:name': writing.frame(),
      'draw:style-name': 'Picture',
      'text:anchor-type': 'as-char',
      'svg:width': centimetres(width),
      'svg:height': centimetres((width * height) / px),
    },
    [
      x('draw:image', { 'xlink:href': path, 'xlink:type': 'simple', 'xlink:show': 'embed', 'xlink:actuate': 'onLoad' }),
      ...(alt === '' ? [] : [x('svg:desc', alt)]),
    ],
  )
}

function centimetres(length: number): string {
  return `${Math.max(length, 0.01).toFixed(2)}cm`
}
