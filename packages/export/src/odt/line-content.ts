import type { ElementContent } from 'xast'
import { x } from 'xastscript'

import type { FileMark } from '../file/voiced-text.ts'
import { directedStretches } from '../layout/direction.ts'
import type { Comment, Look, Message, Note, Piece, RunPiece } from '../layout/kinds.ts'
import { lookOf, type SectorLook, softColour } from '../layout/sector-look.ts'
import { unknownKind } from '../layout/wording.ts'
import type { Attributes, Writing } from './writing.ts'

/** The pieces of a line; words of another language, look or sector in spans. */
export function lineContent(pieces: readonly Piece[], lang: string, writing: Writing): ElementContent[] {
  return pieces.flatMap((piece) => pieceContent(piece, lang, writing))
}

/** Text as OpenDocument has it, where spaces beside each other, tabs and line breaks are elements. */
export function plainContent(text: string): ElementContent[] {
  return text.split(/(\n|\t| {2,}|^ | $)/).flatMap((part): ElementContent[] => {
    if (part === '') return []
    if (part === '\n') return [x('text:line-break')]
    if (part === '\t') return [x('text:tab')]
    if (/^ +$/.test(part)) return [x('text:s', { 'text:c': String(part.length) })]
    return [{ type: 'text', value: part }]
  })
}

/** What is said about some words, where they begin, with its replies. */
export function commentStart(number: number, writing: Writing): ElementContent[] {
  const comment = writing.layout.comments.find((each) => each.number === number)
  if (comment === undefined) return []
  const name = nameOf(comment)
  return [
    annotation(comment, writing, { 'office:name': name, 'loext:resolved': comment.resolved === null ? 'false' : 'true' }),
    ...comment.replies.map((reply, index) =>
      annotation(reply, writing, { 'office:name': `${name}-${index + 1}`, 'loext:parent-name': name }),
    ),
  ]
}

export function commentEnd(number: number, writing: Writing): ElementContent[] {
  const comment = writing.layout.comments.find((each) => each.number === number)
  if (comment === undefined) return []
  const names = [nameOf(comment), ...comment.replies.map((_reply, index) => `${nameOf(comment)}-${index + 1}`)]
  return names.map((name) => x('office:annotation-end', { 'office:name': name }))
}

function nameOf({ number }: Comment): string {
  return `comment-${number}`
}

function annotation({ author, letter, at, lines, outcome }: Message, writing: Writing, attributes: Attributes): ElementContent {
  return x('office:annotation', attributes, [
    x('dc:creator', author),
    x('dc:date', at.replace('Z', '')),
    x('meta:creator-initials', letter),
    ...lines.map((line) => x('text:p', plainContent(line))),
    ...outcome.map((pieces) => x('text:p', lineContent(pieces, writing.layout.lang, writing))),
  ])
}

function pieceContent(piece: Piece, lang: string, writing: Writing): ElementContent[] {
  if (typeof piece === 'string') return spans(piece, lang, {}, writing)
  switch (piece.kind) {
    case 'words':
      return piece.look === undefined
        ? spans(piece.text, piece.lang ?? lang, {}, writing)
        : lookedAt(piece.look, piece.text, piece.lang ?? lang, writing)
    case 'sector':
      return [letterMark(piece, writing), ...spans(piece.name === undefined ? ' ' : ` ${piece.name}`, lang, {}, writing)]
    case 'link':
      return [link(piece.href, spans(piece.text, piece.lang ?? lang, {}, writing))]
    case 'inside':
      return [link(`#${piece.to}`, spans(piece.text, piece.lang, {}, writing))]
    case 'run':
      return runContent(piece, piece.lang ?? lang, writing)
    case 'note':
      return [noteContent(piece.note, piece.note.lang ?? lang, writing)]
    case 'break':
      return [x('text:line-break')]
    case 'left-out':
      return spans(piece.text, writing.layout.lang, italic, writing)
    case 'suggested': {
      const id = { 'text:change-id': writing.change(piece.change, null) }
      return [x('text:change-start', id), ...spans(piece.text, piece.lang ?? lang, {}, writing), x('text:change-end', id)]
    }
    case 'comment':
      return piece.end === 'start' ? commentStart(piece.number, writing) : commentEnd(piece.number, writing)
  }
  return unknownKind(piece)
}

const bold: Attributes = { 'fo:font-weight': 'bold', 'style:font-weight-complex': 'bold', 'style:font-weight-asian': 'bold' }
const italic: Attributes = { 'fo:font-style': 'italic', 'style:font-style-complex': 'italic', 'style:font-style-asian': 'italic' }

function lookedAt(look: Look, text: string, lang: string, writing: Writing): ElementContent[] {
  switch (look) {
    case 'strong':
      return spans(text, lang, bold, writing)
    case 'soft':
      return spans(text, lang, { 'fo:color': `#${softColour}` }, writing)
    case 'quoted':
      return spans(`“${text}”`, lang, {}, writing)
    case 'code':
      return spans(text, lang, { 'style:font-name': 'Liberation Mono' }, writing)
    case 'apart':
      return spans(text, lang, {}, writing)
  }
  return unknownKind(look)
}

export function letterMark(
  { sector, letter }: Pick<Extract<Piece, { kind: 'sector' }>, 'sector' | 'letter'>,
  writing: Writing,
): ElementContent {
  const { colour, line } = lookOf(sector)
  const style = writing.textStyle({
    ...bold,
    'fo:color': `#${colour}`,
    'fo:border': `1pt ${borderOf[line]} #${colour}`,
    'fo:padding': '0.05cm',
  })
  return x('text:span', { 'text:style-name': style }, letter)
}

/** OpenDocument has no wavy border. */
export const borderOf: Readonly<Record<SectorLook['line'], string>> = {
  dotted: 'dotted',
  dashed: 'dashed',
  solid: 'solid',
  double: 'double',
  wavy: 'dash-dot',
}

const underlineOf: Readonly<Record<SectorLook['line'], Attributes>> = {
  dotted: { 'style:text-underline-style': 'dotted', 'style:text-underline-width': 'bold' },
  dashed: { 'style:text-underline-style': 'dash' },
  solid: { 'style:text-underline-style': 'solid' },
  double: { 'style:text-underline-style': 'solid', 'style:text-underline-type': 'double' },
  wavy: { 'style:text-underline-style': 'wave' },
}

// Keeps the letter apart from the word for whoever copies it or has it read out.
const narrowSpace = '\u202F'

/** What somebody said; where several share a block, with the sector's letter before it and its line below it. */
function runContent({ text, marks, voice, change }: RunPiece, lang: string, writing: Writing): ElementContent[] {
  const shared = voice !== null && voice.shared ? lookOf(voice.sector) : null
  const properties = {
    ...(marks.some(({ type }) => type === 'bold') ? bold : {}),
    ...(marks.some(({ type }) => type === 'italic') ? italic : {}),
    ...(shared === null ? {} : { ...underlineOf[shared.line], 'style:text-underline-color': `#${shared.colour}` }),
  }
  const target = marks.find((mark) => mark.type === 'link')
  const words = spans(text, lang, properties, writing)
  return [
    ...(voice === null || shared === null ? [] : [raisedLetter(voice.letter, shared.colour, writing)]),
    ...(change === undefined ? linked(words, target) : [x('text:change', { 'text:change-id': writing.change(change, words) })]),
  ]
}

function linked(words: ElementContent[], target: Extract<FileMark, { type: 'link' }> | undefined): ElementContent[] {
  return target === undefined ? words : [link(target.href, words)]
}

function raisedLetter(letter: string, colour: string, writing: Writing): ElementContent {
  // Raised letters are small ones.
  const position: Attributes = writing.layout.largePrint ? {} : { 'style:text-position': 'super 65%' }
  const style = writing.textStyle({ ...bold, 'fo:color': `#${colour}`, ...position })
  return x('text:span', { 'text:style-name': style }, `${letter}${narrowSpace}`)
}

function noteContent({ text, saying }: Note, lang: string, writing: Writing): ElementContent {
  const number = writing.note()
  // Programs put the number right before it.
  const words = [
    ...spans(` ${text}`, lang, {}, writing),
    ...(saying === null ? [] : spans(` (${saying})`, writing.layout.lang, {}, writing)),
  ]
  return x('text:note', { 'text:id': `note-${number}`, 'text:note-class': 'footnote' }, [
    x('text:note-citation', String(number)),
    x('text:note-body', [x('text:p', { 'text:style-name': 'Footnote' }, words)]),
  ])
}

function link(href: string, content: ElementContent[]): ElementContent {
  return x('text:a', { 'xlink:type': 'simple', 'xlink:href': href }, content)
}

/** Words in their language; those that run from right to left keep the one their program guesses. */
function spans(text: string, lang: string, properties: Attributes, writing: Writing): ElementContent[] {
  return directedStretches(text).flatMap((stretch) => {
    const all = { ...properties, ...(stretch.rightToLeft ? {} : writing.languageOf(lang)) }
    const content = plainContent(stretch.text)
    return Object.keys(all).length === 0 ? content : [x('text:span', { 'text:style-name': writing.textStyle(all) }, content)]
  })
}
