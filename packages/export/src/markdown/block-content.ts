import type { BlockContent, ListItem, Paragraph, PhrasingContent, Table, TableRow } from 'mdast'

import type { Block, Cell, Item, PeopleOfSector, Piece, Table as LaidTable } from '../layout/kinds.ts'
import { unknownKind } from '../layout/wording.ts'
import { lineContent } from './line-content.ts'
import type { MarkdownNotes } from './markdown-notes.ts'

export function paragraph(pieces: readonly Piece[], notes: MarkdownNotes): Paragraph {
  return { type: 'paragraph', children: lineContent(pieces, notes) }
}

/** A block of the layout in Markdown; its notes are gathered on the way. */
export function blockContent(block: Block, notes: MarkdownNotes): BlockContent[] {
  const inside = (blocks: readonly Block[]): BlockContent[] => blocks.flatMap((each) => blockContent(each, notes))
  switch (block.kind) {
    case 'paragraph':
      return [
        block.look === 'left-out' || block.look === 'empty' || block.look === 'notice'
          ? { type: 'paragraph', children: [{ type: 'emphasis', children: lineContent(block.pieces, notes) }] }
          : paragraph(block.pieces, notes),
      ]
    case 'heading':
      return [{ type: 'heading', depth: block.level, children: lineContent(block.pieces, notes) }]
    case 'list':
      return [
        {
          type: 'list',
          ordered: block.ordered,
          start: block.ordered ? (block.start ?? 1) : null,
          spread: false,
          children: block.items.map((item) => listItem(itemContent(item, notes))),
        },
      ]
    case 'entries':
      return [
        { type: 'list', ordered: block.ordered, spread: true, children: block.items.map(({ blocks }) => listItem(inside(blocks), true)) },
      ]
    case 'blockquote':
      return [{ type: 'blockquote', children: inside(block.blocks) }]
    case 'quote':
      return [
        {
          type: 'blockquote',
          children: [
            { type: 'paragraph', children: lineContent(block.words, notes) },
            { type: 'paragraph', children: [{ type: 'text', value: '— ' }, ...lineContent(block.caption, notes)] },
          ],
        },
      ]
    case 'written-table': {
      const row = (items: readonly Item[]): TableRow => rowOf(items.map((item) => oneLine(itemContent(item, notes))))
      const empty = Array.from({ length: block.columns }, (): PhrasingContent[] => [])
      return [{ type: 'table', children: [block.head === null ? rowOf(empty) : row(block.head), ...block.rows.map(row)] }]
    }
    case 'table':
      return [tableContent(block, notes)]
    case 'chart':
      return [paragraph([block.alt], notes)]
    case 'picture':
      return [
        { type: 'paragraph', children: [{ type: 'emphasis', children: lineContent(block.missing, notes) }] },
        ...(block.caption === null ? [] : blockContent(block.caption, notes)),
      ]
    case 'figure':
      return [paragraph(block.title, notes), ...inside(block.blocks)]
    case 'aside':
      return [{ type: 'blockquote', children: inside(block.blocks) }]
    case 'people':
      return block.groups.flatMap((group) => peopleContent(group, notes))
    case 'legend':
      return [
        {
          type: 'list',
          spread: false,
          children: block.sectors.map(({ letter, name }) => listItem([paragraph([`${letter} ${name}`], notes)])),
        },
      ]
    case 'voiced':
      // Whose words they are stands in notes, within the lines.
      return blockContent(block.block, notes)
    case 'notes':
      return []
  }
  return unknownKind(block)
}

function itemContent(item: Item, notes: MarkdownNotes): BlockContent[] {
  return 'pieces' in item ? [paragraph(item.pieces, notes)] : item.blocks.flatMap((block) => blockContent(block, notes))
}

function listItem(children: BlockContent[], spread = false): ListItem {
  return { type: 'listItem', spread, children }
}

function peopleContent({ letter, name, people }: PeopleOfSector, notes: MarkdownNotes): BlockContent[] {
  return [
    { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: `${letter} ${name}` }] }] },
    {
      type: 'list',
      spread: true,
      children: people.map((blocks) =>
        listItem(
          blocks.flatMap((block) => blockContent(block, notes)),
          true,
        ),
      ),
    },
  ]
}

function tableContent({ columns, rows }: LaidTable, notes: MarkdownNotes): Table {
  return {
    type: 'table',
    align: columns.map(({ number }) => (number === true ? 'right' : null)),
    children: [
      rowOf(columns.map(({ label }) => lineContent(label, notes))),
      ...rows.map((cells) => rowOf(cells.map(({ pieces }: Cell) => lineContent(pieces, notes)))),
    ],
  }
}

function rowOf(cells: readonly PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) }
}

/** A cell of a table holds one line: what stands below each other stands behind each other. */
function oneLine(blocks: readonly BlockContent[]): PhrasingContent[] {
  return blocks.flatMap((block, index) => [...(index > 0 ? [{ type: 'break' as const }] : []), ...lineOf(block)])
}

function lineOf(block: BlockContent): PhrasingContent[] {
  if (block.type === 'paragraph') return block.children
  if (block.type !== 'list') throw new Error(`export-cell-unknown: ${block.type}`)
  return block.children.flatMap(({ children }, index) => [
    ...(index > 0 ? [{ type: 'break' as const }] : []),
    { type: 'text' as const, value: block.ordered === true ? `${(block.start ?? 1) + index}. ` : '• ' },
    ...oneLine(children.filter((child): child is BlockContent => child.type === 'paragraph' || child.type === 'list')),
  ])
}
