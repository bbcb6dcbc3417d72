import type { PhrasingContent } from 'mdast'

import type { FileMark } from '../file/voiced-text.ts'
import type { Look, Piece, RunPiece } from '../layout/kinds.ts'
import { stretchesOf } from '../layout/same-voice.ts'
import { unknownKind } from '../layout/wording.ts'
import type { MarkdownNotes } from './markdown-notes.ts'

/** A line, right after each stretch of one voice the note that says whose it is. */
export function lineContent(pieces: readonly Piece[], notes: MarkdownNotes): PhrasingContent[] {
  return stretchesOf(pieces).flatMap(({ pieces: stretch, voice }) => {
    const content = joined(stretch).flatMap((piece) => pieceContent(piece, notes))
    if (voice === null) return content
    const last = content.at(-1)
    const space = last?.type === 'text' ? (/\s+$/.exec(last.value)?.[0] ?? '') : ''
    if (last?.type !== 'text' || space === '') return [...content, notes.ofVoice(voice)]
    return [...content.slice(0, -1), text(last.value.slice(0, -space.length)), notes.ofVoice(voice), text(space)]
  })
}

function pieceContent(piece: Piece, notes: MarkdownNotes): PhrasingContent[] {
  if (typeof piece === 'string') return [text(piece)]
  switch (piece.kind) {
    case 'words':
      return piece.look === undefined ? [text(piece.text)] : lookedAt(piece.look, piece.text)
    case 'sector':
      return [text(piece.name === undefined ? `${piece.letter} ` : `${piece.letter} ${piece.name}`)]
    case 'link':
      return [{ type: 'link', url: piece.href, children: [text(piece.text)] }]
    case 'inside':
      return [text(piece.text)]
    case 'run':
      return runContent(piece)
    case 'note':
      return [notes.ofText(piece.note)]
    case 'break':
      return [{ type: 'break' }]
    case 'suggested':
      return []
    case 'comment':
      return piece.end === 'start' ? [] : [notes.ofComment(piece.number)]
    case 'left-out':
      return [{ type: 'emphasis', children: [text(piece.text)] }]
  }
  return unknownKind(piece)
}

function lookedAt(look: Look, said: string): PhrasingContent[] {
  switch (look) {
    case 'strong':
      return emphasised(said, (inner) => ({ type: 'strong', children: [inner] }))
    case 'soft':
    case 'apart':
      return [text(said)]
    case 'quoted':
      return [text(`“${said}”`)]
    case 'code':
      return [{ type: 'inlineCode', value: said }]
  }
  return unknownKind(look)
}

function runContent({ text: said, marks }: RunPiece): PhrasingContent[] {
  if (marks.length === 0) return [text(said)]
  return emphasised(said, (words) => marks.reduceRight<PhrasingContent>((inner, mark) => marked(mark, inner), words))
}

function marked(mark: FileMark, inner: PhrasingContent): PhrasingContent {
  switch (mark.type) {
    case 'bold':
      return { type: 'strong', children: [inner] }
    case 'italic':
      return { type: 'emphasis', children: [inner] }
    case 'link':
      return { type: 'link', url: mark.href, children: [inner] }
  }
  return unknownKind(mark)
}

/** Emphasis that begins or ends with a space is none: spaces stand outside it. */
function emphasised(said: string, mark: (inner: PhrasingContent) => PhrasingContent): PhrasingContent[] {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(said) ?? []
  return [...(before === '' ? [] : [text(before)]), ...(words === '' ? [] : [mark(text(words))]), ...(after === '' ? [] : [text(after)])]
}

/** Runs that look alike are one: two stretches of emphasis that meet would be read as something else. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (isRun(piece) && last !== undefined && isRun(last) && JSON.stringify(last.marks) === JSON.stringify(piece.marks))
      result[result.length - 1] = { ...last, text: last.text + piece.text }
    else result.push(piece)
  }
  return result
}

function isRun(piece: Piece): piece is RunPiece {
  return typeof piece !== 'string' && piece.kind === 'run'
}

function text(value: string): PhrasingContent {
  return { type: 'text', value }
}
