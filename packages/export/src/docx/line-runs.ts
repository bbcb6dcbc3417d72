import type { Sector } from '@samskriv/domain'
import {
  BorderStyle,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InsertedTextRun,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
  UnderlineType,
} from 'docx'

import { directedStretches } from '../layout/direction.ts'
import type { Look, Piece, RunPiece } from '../layout/kinds.ts'
import { tagOf } from '../layout/language-tag.ts'
import { lookOf, type SectorLook, softColour } from '../layout/sector-look.ts'
import { unknownKind } from '../layout/wording.ts'
import type { Writing } from './writing.ts'

type RunLook = Omit<IRunOptions, 'text' | 'children' | 'break'>

/** The pieces of a line; each run in its language and in the direction of its script. */
export function lineRuns(pieces: readonly Piece[], lang: string, writing: Writing): ParagraphChild[] {
  return pieces.flatMap((piece) => pieceRuns(piece, lang, writing))
}

export const borderOf: Readonly<Record<SectorLook['line'], (typeof BorderStyle)[keyof typeof BorderStyle]>> = {
  dotted: BorderStyle.DOTTED,
  dashed: BorderStyle.DASHED,
  solid: BorderStyle.SINGLE,
  double: BorderStyle.DOUBLE,
  wavy: BorderStyle.WAVE,
}

/** The marks where what a comment is about begins; replies have their own. */
export function commentStart(number: number, writing: Writing): ParagraphChild[] {
  return writing.idsOf(number).map((id) => new CommentRangeStart(id))
}

export function commentEnd(number: number, writing: Writing): ParagraphChild[] {
  return writing.idsOf(number).flatMap((id) => [new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })])
}

function pieceRuns(piece: Piece, lang: string, writing: Writing): ParagraphChild[] {
  if (typeof piece === 'string') return textRuns(piece, lang, {})
  switch (piece.kind) {
    case 'words':
      return piece.look === undefined ? textRuns(piece.text, piece.lang ?? lang, {}) : lookedAt(piece.look, piece.text, piece.lang ?? lang)
    case 'sector':
      return [...sectorMark(piece.sector, piece.letter), ...textRuns(piece.name === undefined ? ' ' : ` ${piece.name}`, lang, {})]
    case 'link':
      return [new ExternalHyperlink({ link: piece.href, children: textRuns(piece.text, piece.lang ?? lang, { style: 'Hyperlink' }) })]
    case 'inside':
      return [new InternalHyperlink({ anchor: piece.to, children: textRuns(piece.text, piece.lang, { style: 'Hyperlink' }) })]
    case 'run':
      return wordRuns(piece, piece.lang ?? lang, writing)
    case 'note':
      return [new FootnoteReferenceRun(writing.footnote(piece.note, piece.note.lang ?? lang))]
    case 'break':
      return [new TextRun({ break: 1 })]
    case 'left-out':
      return textRuns(piece.text, tagOf(writing.layout.lang), { italics: true, color: softColour })
    case 'suggested':
      return [new InsertedTextRun({ text: piece.text, language: { value: tagOf(piece.lang ?? lang) }, ...writing.change(piece.change) })]
    case 'comment':
      return piece.end === 'start' ? commentStart(piece.number, writing) : commentEnd(piece.number, writing)
  }
  return unknownKind(piece)
}

function lookedAt(look: Look, text: string, lang: string): TextRun[] {
  switch (look) {
    case 'strong':
      return textRuns(text, lang, { bold: true, boldComplexScript: true })
    case 'soft':
      return textRuns(text, lang, { color: softColour })
    case 'quoted':
      return textRuns(`“${text}”`, lang, {})
    case 'code':
      return textRuns(text, lang, { font: 'Consolas', noProof: true })
    case 'apart':
      return textRuns(text, lang, {})
  }
  return unknownKind(look)
}

/** A letter in a frame of the sector's line and colour. */
export function sectorMark(sector: Sector | null, letter: string): TextRun[] {
  const { colour, line } = lookOf(sector)
  return [
    new TextRun({
      text: letter,
      bold: true,
      color: colour,
      noProof: true,
      border: { style: borderOf[line], color: colour, size: 8, space: 1 },
    }),
  ]
}

const underlineOf: Readonly<Record<SectorLook['line'], (typeof UnderlineType)[keyof typeof UnderlineType]>> = {
  dotted: UnderlineType.DOTTED,
  dashed: UnderlineType.DASH,
  solid: UnderlineType.SINGLE,
  double: UnderlineType.DOUBLE,
  wavy: UnderlineType.WAVE,
}

// Keeps the letter apart from the word for whoever copies it or has it read out.
const narrowSpace = '\u202F'

/** What somebody said; where several share a block, with the sector's letter before it and its line below it. */
function wordRuns({ text, marks, voice, change }: RunPiece, lang: string, writing: Writing): ParagraphChild[] {
  const shared = voice !== null && voice.shared ? lookOf(voice.sector) : null
  const look: RunLook = {
    ...(marks.some(({ type }) => type === 'bold') ? { bold: true, boldComplexScript: true } : {}),
    ...(marks.some(({ type }) => type === 'italic') ? { italics: true, italicsComplexScript: true } : {}),
    ...(shared === null ? {} : { underline: { type: underlineOf[shared.line], color: shared.colour } }),
  }
  const letter =
    voice === null || shared === null
      ? []
      : [
          new TextRun({
            text: `${voice.letter}${narrowSpace}`,
            // Raised letters are small ones.
            ...(writing.layout.largePrint ? {} : { superScript: true }),
            bold: true,
            color: shared.colour,
            noProof: true,
          }),
        ]
  if (change !== undefined)
    return [...letter, new DeletedTextRun({ text, ...look, language: { value: tagOf(lang) }, ...writing.change(change) })]
  const link = marks.find((mark) => mark.type === 'link')
  const words = textRuns(text, lang, link === undefined ? look : { style: 'Hyperlink', ...look })
  return [...letter, ...(link === undefined ? words : [new ExternalHyperlink({ link: link.href, children: words })])]
}

function textRuns(text: string, lang: string, look: RunLook): TextRun[] {
  return directedStretches(text).map(
    (stretch) =>
      new TextRun({
        ...look,
        text: stretch.text,
        ...(stretch.rightToLeft ? { rightToLeft: true } : { language: { value: tagOf(lang) } }),
      }),
  )
}
