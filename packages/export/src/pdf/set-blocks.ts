import type { Sector } from '@samskriv/domain'

import { chartFile } from '../charts/draw-chart.ts'
import type { Block, Item, ParagraphLook, PeopleOfSector, Piece, Table } from '../layout/kinds.ts'
import { textOfPieces } from '../layout/text-of-pieces.ts'
import { unknownKind } from '../layout/wording.ts'
import type { HeadingLevels } from './heading-levels.ts'
import type { PictureFiles } from './picture-files.ts'
import { commentReference, languageOf, languageOfRuns, type LineWriting, setLine } from './set-line.ts'
import { setLanguage } from './languages.ts'
import { plainText } from './set-text.ts'
import type { Direction, SectorName, SetBlock, SetCell, SetParagraph } from './typeset.ts'

export interface BlockWriting extends LineWriting {
  readonly pictures: PictureFiles
  readonly levels: HeadingLevels
  readonly largePrint: boolean
}

/** Where blocks stand. */
export interface Place {
  readonly lang: string
  /** How many lists, quotations and tables are around them. */
  readonly depth: number
  /** Of lines of ours in it that begin with somebody's name or words; otherwise each runs as its first letter does. */
  readonly dir?: Direction
}

/** No text of ours is deeper; one from elsewhere goes on at this depth, as neither paper nor Typst has room for more. */
const deepest = 8
/** A few lines. */
const fewCharacters = 600

/** Blocks, one below the other. */
export function setBlocks(blocks: readonly Block[], place: Place, writing: BlockWriting): SetBlock[] {
  return blocks.flatMap((block) => setBlock(block, place, writing))
}

export function paragraph(
  pieces: readonly Piece[],
  lang: string,
  look: ParagraphLook | 'missing' | 'said-by' | null,
  writing: LineWriting,
  dir?: Direction,
): SetParagraph {
  const own = languageOfRuns(pieces, lang)
  return { kind: 'paragraph', look, line: setLine(pieces, own, writing), language: languageOf(pieces, own, dir) }
}

/** Of what is about a whole section, or the whole study. */
export function commentReferences(
  numbers: readonly number[],
  comments: readonly { readonly number: number; readonly label: string }[],
  lang: string,
  writing: Pick<LineWriting, 'labels'>,
): SetBlock[] {
  const about = comments.filter(({ number }) => numbers.includes(number))
  if (about.length === 0) return []
  const line = about.map(({ number, label }) => commentReference(number, label, writing))
  return [{ kind: 'paragraph', look: 'small', line, language: languageOf([], lang) }]
}

function setBlock(block: Block, place: Place, writing: BlockWriting): SetBlock[] {
  const inside: Place = { ...place, depth: place.depth + 1 }
  switch (block.kind) {
    case 'paragraph':
      return [
        paragraph(block.pieces, block.lang ?? place.lang, block.look ?? null, writing, block.lang === undefined ? place.dir : undefined),
      ]
    case 'heading':
      return headingBlock(block, place, writing)
    case 'list': {
      const items = block.items.map((item) => setItem(item, inside, writing))
      if (place.depth >= deepest) return items.flat()
      return [{ kind: 'list', items, from: block.ordered ? (block.start ?? 1) : null, roomy: false, dir: directionOf(items.flat()) }]
    }
    case 'entries': {
      const { dir } = setLanguage(writing.lang)
      const entry: Place = { ...inside, dir }
      const items = block.items.map(({ id, blocks }): SetBlock[] => {
        const label = id === undefined ? null : writing.labels.place(id)
        const content = setBlocks(blocks, entry, writing)
        return label === null ? content : [{ kind: 'marked', label, blocks: content }]
      })
      if (place.depth >= deepest) return items.flat()
      return [{ kind: 'list', items, from: block.ordered ? 1 : null, roomy: true, dir }]
    }
    case 'blockquote': {
      const blocks = setBlocks(block.blocks, { lang: block.lang ?? place.lang, depth: inside.depth }, writing)
      return place.depth >= deepest ? blocks : [{ kind: 'quotation', blocks, dir: directionOf(blocks) }]
    }
    case 'quote':
      return [
        {
          kind: 'quote',
          sector: nameOf(block.sector),
          words: paragraph(block.words, place.lang, null, writing),
          caption: paragraph(block.caption, writing.lang, 'small', writing),
        },
      ]
    case 'written-table': {
      const narrow = inColumns(block.columns, writing)
      return [
        {
          kind: 'table',
          widths: Array.from({ length: block.columns }, () => 1),
          numbers: [],
          head: block.head === null ? null : block.head.map((item) => cellOf(item, inside, narrow)),
          rows: block.rows.map((row) => row.map((item) => cellOf(item, inside, narrow))),
        },
      ]
    }
    case 'table':
      return [dataTable(block, place, writing)]
    case 'chart':
      return [
        paragraph([block.title], place.lang, 'title', writing),
        { kind: 'picture', ...writing.pictures.drawing(chartFile(block, writing)), alt: plainText(block.alt), caption: [] },
      ]
    case 'picture':
      return [pictureBlock(block, place, writing)]
    case 'figure':
      return [
        { kind: 'frame', blocks: [paragraph(block.title, place.lang, 'title', writing), ...setBlocks(block.blocks, inside, writing)] },
      ]
    case 'aside':
      return [{ kind: 'frame', blocks: setBlocks(block.blocks, inside, writing) }]
    case 'people':
      return block.groups.flatMap((group) => peopleOfSector(group, inside, writing))
    case 'legend': {
      const line = block.sectors.flatMap(({ sector, letter, name }, index): Piece[] => [
        ...(index === 0 ? [] : ['\u2003']),
        { kind: 'sector', sector, letter, name },
      ])
      return [paragraph(line, writing.lang, 'small', writing)]
    }
    case 'voiced': {
      const blocks = setBlock(block.block, place, writing)
      const saying = block.named ? [saidBy(block, writing)] : []
      const characters = block.voices.reduce((sum, voice) => sum + voice.characters, 0)
      return [
        {
          kind: 'voiced',
          sectors: [...new Set(block.voices.map(({ sector }) => nameOf(sector)))],
          blocks: [...blocks, ...saying],
          together: block.named && characters < fewCharacters,
        },
      ]
    }
    case 'notes':
      // Pages have their own.
      return []
  }
  return unknownKind(block)
}

/** One without words would be an empty line of the outline. */
function headingBlock({ pieces, level, id }: Extract<Block, { kind: 'heading' }>, place: Place, writing: BlockWriting): SetBlock[] {
  const own = languageOfRuns(pieces, place.lang)
  const line = setLine(pieces, own, writing)
  if (textOfPieces(pieces).trim() === '') return []
  const label = id === undefined ? null : writing.labels.place(id)
  return [{ kind: 'heading', level: writing.levels.next(level - 1), line, label, language: languageOf(pieces, own) }]
}

/** Of what is read first. */
function directionOf(blocks: readonly SetBlock[]): Direction {
  const [first] = blocks
  if (first === undefined) return 'ltr'
  switch (first.kind) {
    case 'paragraph':
    case 'heading':
      return first.language.dir
    case 'list':
    case 'quotation':
      return first.dir
    case 'marked':
    case 'frame':
    case 'voiced':
      return directionOf(first.blocks)
    case 'quote':
      return first.words.language.dir
    case 'table':
    case 'picture':
      return 'ltr'
  }
}

function setItem(item: Item, place: Place, writing: BlockWriting): SetBlock[] {
  return 'pieces' in item ? [paragraph(item.pieces, place.lang, null, writing)] : setBlocks(item.blocks, place, writing)
}

function cellOf(item: Item, place: Place, writing: BlockWriting): SetCell {
  return setItem(item, place, writing)
}

/** A word that finds no room in its column is parted, and not written over the next one. */
function inColumns(columns: number, writing: BlockWriting): BlockWriting {
  const longest = Math.floor((writing.largePrint ? lettersOfLargeLine : lettersOfLine) / columns)
  return { ...writing, longest: Math.max(3, Math.min(longest, writing.longest ?? longest)) }
}

/** About as many as there are in the letters of a table, with the room between columns. */
const lettersOfLine = 84
const lettersOfLargeLine = 42

/** The first column is wider: it names the row. */
function dataTable({ columns, rows }: Table, { lang }: Place, around: BlockWriting): SetBlock {
  const writing = inColumns(columns.length, around)
  return {
    kind: 'table',
    widths: columns.map((_column, index) => (index === 0 && columns.length > 3 ? 2 : 1)),
    numbers: columns.map(({ number }) => number === true),
    head: columns.map(({ label }) => [paragraph(label, lang, null, writing)]),
    rows: rows.map((cells) => cells.map(({ pieces }) => [paragraph(pieces, lang, null, writing)])),
  }
}

function pictureBlock(block: Extract<Block, { kind: 'picture' }>, place: Place, writing: BlockWriting): SetBlock {
  const known = writing.pictures.file(block.hash)
  const caption = block.caption === null ? [] : setBlock(block.caption, place, writing)
  if (known === null) return { kind: 'frame', blocks: [paragraph(block.missing, writing.lang, 'missing', writing), ...caption] }
  return { kind: 'picture', ...known, alt: plainText(block.alt), caption }
}

function peopleOfSector({ sector, letter, name, people }: PeopleOfSector, place: Place, writing: BlockWriting): SetBlock[] {
  const title: Piece[] = [
    { kind: 'sector', sector, letter },
    { kind: 'words', text: name, look: 'strong' },
  ]
  const { dir } = setLanguage(writing.lang)
  const items = people.map((blocks) => setBlocks(blocks, { ...place, dir }, writing))
  return [paragraph(title, writing.lang, 'title', writing), { kind: 'list', items, from: null, roomy: true, dir }]
}

function saidBy({ label, voices }: Extract<Block, { kind: 'voiced' }>, writing: BlockWriting): SetBlock {
  const pieces = voices.flatMap(({ sector, letter, saying }, index): Piece[] => [
    ...(index === 0 ? [`${label}:\u2002`] : [' · ']),
    { kind: 'sector', sector, letter },
    { kind: 'words', text: saying, look: 'apart' },
  ])
  return paragraph(pieces, writing.lang, 'said-by', writing)
}

function nameOf(sector: Sector | null): SectorName {
  return sector ?? 'unknown'
}
