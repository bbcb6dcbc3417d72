import type { FileBlock, FileListItem, FileNestedBlock, FileQuote } from '../file/blocks.ts'
import { contributors } from './contributors.ts'
import { decisions } from './decisions.ts'
import { evidence } from './evidence.ts'
import { indicator } from './indicator.ts'
import type { Block, Item } from './kinds.ts'
import { Notes } from './notes.ts'
import { partners } from './partners.ts'
import { sayingOf } from './saying.ts'
import { CommentMarks } from './comment-marks.ts'
import type { SaidAboutText } from './comments.ts'
import { type SectionWording, textPieces } from './text-pieces.ts'
import { visibleText } from '../tree/visible-text.ts'
import { voicesOfBlock } from './voices-of-block.ts'
import { around, languageOfStudy, letterOf, mark, theirs, unknownKind, type Wording } from './wording.ts'
import { writtenTable } from './written-table.ts'

/**
 * The blocks of a section and its notes; empty paragraphs, which people leave behind while writing, are not shown.
 *
 * @param prefix - makes notes their own in the file
 */
export function sectionBody(blocks: readonly FileBlock[], prefix: string, said: SaidAboutText, wording: Wording): Block[] {
  const section = { ...wording, notes: new Notes(prefix), marks: new CommentMarks(said) }
  const shown = blocks.flatMap((block, index) => {
    if (block.type === 'caption' && blocks[index - 1]?.type === 'image') return []
    if ((block.type === 'paragraph' || block.type === 'caption') && block.runs.length === 0) return []
    const next = blocks[index + 1]
    if (block.type !== 'image' || next?.type !== 'caption' || next.runs.length === 0) return [laidBlock(block, section)]
    return [picture(block, wording, laidBlock(next, section))]
  })
  return [...shown, ...section.notes.list(wording)]
}

function laidBlock(block: FileBlock, section: SectionWording): Block {
  section.marks.enter(block.id)
  switch (block.type) {
    case 'paragraph':
    case 'list':
    case 'table':
    case 'blockquote': {
      const shared = voicesOfBlock(block).length > 1
      return voiced(nested(block, shared, section), block, { named: true }, section)
    }
    case 'heading': {
      const pieces = textPieces(block.runs, voicesOfBlock(block).length > 1, section)
      return voiced({ kind: 'heading', level: block.level, theirs: true, pieces }, block, { named: false }, section)
    }
    case 'caption': {
      const pieces = textPieces(block.runs, voicesOfBlock(block).length > 1, section)
      return voiced({ kind: 'paragraph', theirs: true, pieces }, block, { named: true }, section)
    }
    case 'quote':
      return quote(block, section)
    case 'image':
      return picture(block, section, null)
    case 'indicatorRef':
      return indicator(block.indicatorId, section)
    case 'evidenceRef':
      return evidence(block.evidenceId, section)
    case 'decisionsTable':
      return decisions(section)
    case 'partnersTable':
      return partners(section)
    case 'creditsTable':
      return contributors(section)
  }
  return unknownKind(block)
}

/** With whose words it holds; the block alone where the file does not tell. */
function voiced(laid: Block, block: FileBlock, { named }: { named: boolean }, wording: Wording): Block {
  const voices = voicesOfBlock(block)
  if (!wording.voices || voices.length === 0) return laid
  return {
    kind: 'voiced',
    block: laid,
    voices: voices.map(({ run, sector, characters }) => ({
      sector,
      letter: letterOf(sector),
      saying: sayingOf(run, sector, wording),
      characters,
    })),
    label: wording.t('export.said.label'),
    named,
  }
}

type Nested = FileNestedBlock | Extract<FileBlock, { type: 'blockquote' | 'table' }>

function nested(block: Nested, shared: boolean, section: SectionWording): Block {
  const itemOf = (item: FileListItem): Item =>
    Array.isArray(item)
      ? { pieces: textPieces(item, shared, section) }
      : { blocks: item.blocks.map((inner) => nested(inner, shared, section)) }
  switch (block.type) {
    case 'paragraph':
      return { kind: 'paragraph', theirs: true, pieces: textPieces(block.runs, shared, section) }
    case 'list': {
      const items = block.items.map(itemOf)
      if (block.ordered !== true) return { kind: 'list', ordered: false, items }
      return { kind: 'list', ordered: true, ...(block.start === undefined ? {} : { start: block.start }), items }
    }
    case 'table':
      return writtenTable(block, itemOf, section)
    case 'blockquote':
      return { kind: 'blockquote', blocks: block.blocks.map((inner) => nested(inner, shared, section)) }
  }
  return unknownKind(block)
}

function picture({ hash, alt, decorative }: Extract<FileBlock, { type: 'image' }>, wording: Wording, caption: Block | null): Block {
  const { t } = wording
  const description = decorative ? '' : visibleText(alt)
  const missing =
    description === ''
      ? [t('export.image.gone')]
      : around((words) => t('export.image.missing', { alt: words }), theirs(description, wording))
  return { kind: 'picture', hash, alt: description, ...languageOfStudy(wording), missing, caption }
}

function quote(block: FileQuote, section: SectionWording): Block {
  const { t, file, sectorName, nameOf, voices } = section
  const { text, by, mode } = block
  if (text === null || by === undefined || mode === undefined)
    return {
      kind: 'paragraph',
      look: 'left-out',
      theirs: true,
      pieces: [typeof block.removedNote === 'string' ? theirs(block.removedNote, section) : t('export.quote.leftOut')],
    }
  const sector = block.sector ?? file.participants.find(({ id }) => id === by)?.sector ?? null
  const name = block.publicLabel ?? nameOf(by)
  const saying = sayingOf({ ...block, by, mode }, sector, section)
  return {
    kind: 'quote',
    sector,
    words: section.marks.into([
      {
        kind: 'run',
        text,
        marks: [],
        ...languageOfStudy(section),
        voice: voices ? { by, sector, letter: letterOf(sector), saying, shared: false } : null,
      },
    ]),
    caption: [
      ...(voices ? [mark(sector)] : []),
      ...around((words) => t('export.quote.by', { name: words, sector: sectorName(sector) }), theirs(name, section, 'apart')),
    ],
  }
}
