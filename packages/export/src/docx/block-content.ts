import type { Sector } from '@samskriv/domain'
import {
  AlignmentType,
  Bookmark,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx'

import { runsRightToLeft } from '../layout/direction.ts'
import type { Block, Cell, Item, ParagraphLook, PeopleOfSector, Piece, Table as LaidTable } from '../layout/kinds.ts'
import { lookOf } from '../layout/sector-look.ts'
import { staysWithWhoSaidIt } from '../layout/stays-with.ts'
import { unknownKind } from '../layout/wording.ts'
import { chartContent } from './chart-content.ts'
import { borderOf, lineRuns, sectorMark } from './line-runs.ts'
import { stepTwips } from './styles.ts'
import type { Place, Writing, Written } from './writing.ts'

const widestPx = 600
const pageTwips = 9026

/** Blocks as paragraphs and tables, one below the other. */
export function blocksContent(blocks: readonly Block[], place: Place, writing: Writing): Written {
  const { item: _item, ...further } = place
  return blocks.flatMap((block, index) => blockContent(block, index === 0 ? place : further, writing))
}

/** A paragraph at its place: in the list it begins an item of, indented, in the direction of its words. */
export function paragraph(pieces: readonly Piece[], place: Place, writing: Writing, more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    ...(place.style === undefined ? {} : { style: place.style }),
    ...(runsRightToLeft(pieces) ? { bidirectional: true } : {}),
    ...positionOf(place),
    children: lineRuns(pieces, place.lang, writing),
    ...more,
  })
}

function positionOf({ item, level, sector, keepNext }: Place): IParagraphOptions {
  return {
    ...(item === undefined ? {} : { numbering: { ...item, level: Math.min(level - 1, 8) } }),
    ...(item === undefined && level > 0 ? { indent: { left: stepTwips * level } } : {}),
    ...(sector === undefined ? {} : { border: { left: sectorBorder(sector) } }),
    ...(keepNext === undefined ? {} : { keepNext }),
  }
}

function sectorBorder(sector: Sector | null) {
  const { colour, line } = lookOf(sector)
  return { style: borderOf[line], color: colour, size: 18, space: 8 }
}

function blockContent(block: Block, place: Place, writing: Writing): Written {
  switch (block.kind) {
    case 'paragraph': {
      const style = block.look === undefined ? place.style : styleOf[block.look]
      return [paragraph(block.pieces, { ...place, lang: block.lang ?? place.lang, ...(style === undefined ? {} : { style }) }, writing)]
    }
    case 'heading': {
      const heading = block.level === 3 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3
      const children = lineRuns(block.pieces, place.lang, writing)
      return [
        paragraph(block.pieces, place, writing, {
          heading,
          children: block.id === undefined ? children : [new Bookmark({ id: block.id, children })],
        }),
      ]
    }
    case 'list': {
      const list = writing.list(block.ordered, block.start ?? 1)
      return block.items.flatMap((item) => itemContent(item, { ...place, level: place.level + 1, item: list }, writing))
    }
    case 'entries': {
      const list = writing.list(block.ordered, 1)
      return block.items.flatMap(({ blocks }) => beginning({ ...place, level: place.level + 1, item: list }, blocks, writing))
    }
    case 'blockquote':
      return blocksContent(block.blocks, { ...place, style: 'Quotation', lang: block.lang ?? place.lang }, writing)
    case 'quote':
      return [
        paragraph(block.words, { ...place, style: 'Quotation', sector: block.sector }, writing, { keepNext: true }),
        paragraph(block.caption, { ...place, style: 'SaidBy', lang: writing.layout.lang }, writing),
      ]
    case 'written-table': {
      const row = (items: readonly Item[], isHead: boolean): TableRow =>
        new TableRow({
          ...(isHead ? { tableHeader: true } : {}),
          cantSplit: true,
          children: items.map((item) =>
            tableCell(itemContent(item, { lang: place.lang, level: 0, style: isHead ? 'TableHead' : 'Cell' }, writing)),
          ),
        })
      return table(
        [...(block.head === null ? [] : [row(block.head, true)]), ...block.rows.map((items) => row(items, false))],
        Array.from({ length: block.columns }, () => pageTwips / block.columns),
      )
    }
    case 'table':
      return dataTable(block, place, writing)
    case 'chart':
      return [chartContent(block, writing)]
    case 'picture':
      return pictureContent(block, place, writing)
    case 'figure':
      return [
        paragraph(block.title, { ...place, style: 'EntryTitle' }, writing),
        ...blocksContent(block.blocks, withoutItem(place), writing),
      ]
    case 'aside':
      return blocksContent(block.blocks, place, writing)
    case 'people':
      return block.groups.flatMap((group) => peopleContent(group, place, writing))
    case 'legend': {
      const item = writing.list(false, 1)
      return block.sectors.map(
        ({ sector, letter, name }) =>
          new Paragraph({
            numbering: { ...item, level: 0 },
            children: [...sectorMark(sector, letter), ...lineRuns([` ${name}`], place.lang, writing)],
          }),
      )
    }
    case 'voiced': {
      const [only, ...others] = new Set(block.voices.map(({ sector }) => sector))
      const sector = only === undefined || others.length > 0 || block.block.kind === 'heading' ? {} : { sector: only }
      return [
        ...blockContent(block.block, { ...place, ...sector, ...(staysWithWhoSaidIt(block) ? { keepNext: true } : {}) }, writing),
        ...(block.named ? [saidBy(block, { ...withoutItem(place), ...sector }, writing)] : []),
      ]
    }
    case 'notes':
      // Word has its own.
      return []
  }
  return unknownKind(block)
}

const styleOf: Readonly<Record<ParagraphLook, string>> = {
  soft: 'Soft',
  small: 'Small',
  aside: 'Aside',
  title: 'EntryTitle',
  'left-out': 'LeftOut',
  empty: 'LeftOut',
  notice: 'Notice',
  checksum: 'Small',
}

function withoutItem({ item: _item, ...place }: Place): Place {
  return place
}

function itemContent(item: Item, place: Place, writing: Writing): Written {
  return 'pieces' in item ? [paragraph(item.pieces, place, writing)] : beginning(place, item.blocks, writing)
}

/** An item begins with a line of its own, whatever stands in it. */
function beginning(place: Place, blocks: readonly Block[], writing: Writing): Written {
  const begins = blocks[0]?.kind
  const hasLine = begins === 'paragraph' || begins === 'blockquote' || place.item === undefined
  return hasLine
    ? blocksContent(blocks, place, writing)
    : [paragraph([], place, writing), ...blocksContent(blocks, withoutItem(place), writing)]
}

function saidBy({ label, voices }: Extract<Block, { kind: 'voiced' }>, place: Place, writing: Writing): Paragraph {
  const pieces = voices.flatMap(({ sector, letter, saying }, index): Piece[] => [
    ...(index === 0 ? [`${label}: `] : [' · ']),
    { kind: 'sector', sector, letter },
    saying,
  ])
  return paragraph(pieces, { ...place, style: 'SaidBy', lang: writing.layout.lang }, writing)
}

function peopleContent({ sector, letter, name, people }: PeopleOfSector, place: Place, writing: Writing): Written {
  const item = writing.list(false, 1)
  return [
    paragraph(
      [
        { kind: 'sector', sector, letter },
        { kind: 'words', text: name, look: 'strong' },
      ],
      { ...place, style: 'EntryTitle' },
      writing,
    ),
    ...people.flatMap((blocks) => blocksContent(blocks, { ...withoutItem(place), level: place.level + 1, item }, writing)),
  ]
}

function dataTable({ columns, rows }: LaidTable, place: Place, writing: Writing): Written {
  const cell = (pieces: readonly Piece[], index: number, style = 'Cell'): TableCell =>
    tableCell([
      paragraph(pieces, { lang: place.lang, level: 0, style }, writing, {
        ...(columns[index]?.number === true ? { alignment: AlignmentType.END } : {}),
      }),
    ])
  const isWide = columns.length > 3
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ label }, index) => cell(label, index, isWide ? 'WideTableHead' : 'TableHead')),
  })
  const body = rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map(({ pieces }: Cell, index) => cell(pieces, index)) }))
  const first = isWide ? 1.7 : 1
  const unit = pageTwips / (columns.length - 1 + first)
  return table(
    [head, ...body],
    columns.map((_column, index) => (index === 0 ? unit * first : unit)),
  )
}

/** A table, and a line after it, which Word needs between two and after one that ends a cell. */
function table(rows: readonly TableRow[], columnWidths: readonly number[]): Written {
  return [
    new Table({
      rows,
      columnWidths: columnWidths.map(Math.floor),
      width: { size: 100, type: WidthType.PERCENTAGE },
      layout: TableLayoutType.FIXED,
      tableLook: { firstRow: true, firstColumn: true },
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
    }),
    new Paragraph({ children: [], spacing: { after: 60 } }),
  ]
}

function tableCell(children: Written): TableCell {
  const paragraphs = children.filter((child): child is Paragraph | Table => child instanceof Paragraph || child instanceof Table)
  return new TableCell({ children: paragraphs.length === 0 ? [new Paragraph({ children: [] })] : paragraphs })
}

function pictureContent(block: Extract<Block, { kind: 'picture' }>, place: Place, writing: Writing): Written {
  const { hash, alt, missing, caption } = block
  const known = writing.pictures.get(hash)
  const below = caption === null ? [] : blockContent(caption, withoutItem(place), writing)
  if (known === undefined || known.data === null)
    return [paragraph(missing, { ...place, style: 'LeftOut', lang: writing.layout.lang }, writing), ...below]
  const scale = Math.min(1, widestPx / known.width)
  const picture: ParagraphChild = new ImageRun({
    type: known.mediaType === 'image/png' ? 'png' : 'jpg',
    data: Buffer.from(known.data, 'base64'),
    transformation: { width: Math.max(1, Math.round(known.width * scale)), height: Math.max(1, Math.round(known.height * scale)) },
    altText: { name: alt, title: '', description: alt },
  })
  return [new Paragraph({ children: [picture], keepNext: caption !== null }), ...below]
}
