import type { FileMark } from '../file/voiced-text.ts'
import { commentId } from '../layout/comments.ts'
import { runsRightToLeft } from '../layout/direction.ts'
import type { Look, Note, Piece, RunPiece } from '../layout/kinds.ts'
import { unknownKind } from '../layout/wording.ts'
import { languageOfWords, setLanguage } from './languages.ts'
import { setText } from './set-text.ts'
import type { Labels } from './labels.ts'
import type { SetLanguage, SetLine, SetPiece } from './typeset.ts'

/** What the lines of a file need beside themselves. */
export interface LineWriting {
  readonly labels: Labels
  /** Of the fixed words. */
  readonly lang: string
}

/** The parts of a line, each in its language; letters, patterns and links as they are in the pages. */
export function setLine(pieces: readonly Piece[], writing: LineWriting): SetLine {
  return pieces.flatMap((piece, index) => [...setPiece(piece, writing), ...addressAfter(piece, pieces[index + 1])])
}

/** The language of a line, in the direction of its words. */
export function languageOf(pieces: readonly Piece[], lang: string): SetLanguage {
  return languageOfWords(textOf(pieces), lang, runsRightToLeft(pieces) ? 'rtl' : 'ltr')
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : 'text' in piece ? piece.text : '')).join('')
}

function setPiece(piece: Piece, writing: LineWriting): SetPiece[] {
  if (typeof piece === 'string') return setText(piece)
  switch (piece.kind) {
    case 'words':
      return inLanguage(piece.lang, lookedAt(piece.look, piece.text))
    case 'sector':
      return [
        { kind: 'mark', sector: piece.sector ?? 'unknown', letter: piece.letter, read: piece.name !== undefined },
        ...(piece.name === undefined ? [] : setText(piece.name)),
      ]
    case 'link':
      return [{ kind: 'link', href: piece.href, line: setText(piece.text) }]
    case 'inside': {
      const line = inLanguage(piece.lang, setText(piece.text))
      return writing.labels.isGiven(piece.to) ? [{ kind: 'inside', to: piece.to, line }] : line
    }
    case 'run':
      return wordsOfRun(piece)
    case 'note':
      return [noteOf(piece.note, writing)]
    case 'break':
      return [{ kind: 'break' }]
    case 'left-out':
      return inLanguage(writing.lang, [{ kind: 'look', look: 'left-out', line: setText(piece.text) }])
    case 'suggested':
      return []
    case 'comment':
      return piece.end === 'start' ? [] : [commentReference(piece.number, piece.label)]
  }
  return unknownKind(piece)
}

/** Leads to a comment. */
export function commentReference(number: number, label: string): SetPiece {
  return { kind: 'reference', to: commentId(number), text: `[${label}]`, label: null }
}

/** Where a link leads, for readers of paper; once for all words of the same link. */
function addressAfter(piece: Piece, next: Piece | undefined): SetPiece[] {
  const address = addressOf(piece)
  const words = textOf([piece])
  if (address === null || address === addressOf(next) || words.includes(address)) return []
  return [{ kind: 'look', look: 'soft', line: setText(/\s$/u.test(words) ? `(${address}) ` : ` (${address})`) }]
}

function addressOf(piece: Piece | undefined): string | null {
  if (piece === undefined || typeof piece === 'string' || piece.kind !== 'run') return null
  const link = piece.marks.find((mark) => mark.type === 'link')
  return link?.href.startsWith('http') === true ? link.href : null
}

function inLanguage(lang: string | undefined, line: SetPiece[]): SetPiece[] {
  return lang === undefined ? line : [{ kind: 'language', language: setLanguage(lang), line }]
}

function lookedAt(look: Look | undefined, text: string): SetPiece[] {
  switch (look) {
    case undefined:
      return setText(text)
    case 'strong':
    case 'soft':
    case 'code':
      return [{ kind: 'look', look, line: setText(text) }]
    case 'quoted':
      return setText(`“${text}”`)
    case 'apart':
      return setText(`${isolate}${text}${isolateEnd}`)
  }
  return unknownKind(look)
}

// For readers of the line from either side: what stands between keeps its own direction.
const isolate = '\u2068'
const isolateEnd = '\u2069'

function wordsOfRun({ text, marks, voice }: RunPiece): SetPiece[] {
  const words = marks.reduceRight<SetPiece[]>((line, mark) => marked(mark, line), setText(text))
  if (voice === null || !voice.shared) return words
  return [{ kind: 'said', sector: voice.sector ?? 'unknown', letter: voice.letter, line: words }]
}

function marked(mark: FileMark, line: SetPiece[]): SetPiece[] {
  switch (mark.type) {
    case 'bold':
      return [{ kind: 'look', look: 'strong', line }]
    case 'italic':
      return [{ kind: 'look', look: 'emphasis', line }]
    case 'link':
      return [{ kind: 'link', href: mark.href, line }]
  }
  return unknownKind(mark)
}

function noteOf({ text, saying }: Note, { lang }: LineWriting): SetPiece {
  const said: SetPiece[] = saying === null ? [] : inLanguage(lang, setText(` (${saying})`))
  return { kind: 'note', line: [...setText(text), ...said], language: languageOf([text], lang) }
}
