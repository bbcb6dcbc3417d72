import type { FileMark } from '../file/voiced-text.ts'
import { commentId, commentMarkId } from '../layout/comments.ts'
import { runsRightToLeft } from '../layout/direction.ts'
import { tagOf } from '../layout/language-tag.ts'
import type { Look, Note, Piece, RunPiece } from '../layout/kinds.ts'
import { textOfPieces } from '../layout/text-of-pieces.ts'
import { unknownKind } from '../layout/wording.ts'
import { languageOfWords, setLanguage } from './languages.ts'
import { setText } from './set-text.ts'
import type { Labels } from './labels.ts'
import type { Direction, SetLanguage, SetLine, SetPiece } from './typeset.ts'

/** What the lines of a file need beside themselves. */
export interface LineWriting {
  readonly labels: Labels
  /** Of the fixed words. */
  readonly lang: string
  /** So many letters of a word find room in a column; as many as in a line where there is none. */
  readonly longest?: number
}

/**
 * The parts of a line, each in its language; letters, patterns and links as they are in the pages.
 *
 * @param lang - of the line
 */
export function setLine(pieces: readonly Piece[], lang: string, writing: LineWriting): SetLine {
  const of = languageOf(pieces, lang)
  return pieces.flatMap((piece, index) => [...setPiece(piece, { lang, of }, writing), ...addressAfter(piece, pieces[index + 1])])
}

/** A tag, and as Typst takes it for a line of some words. */
interface LanguageOfLine {
  readonly lang: string
  readonly of: SetLanguage
}

/** That of the words of the text in a line, which all are in the same; where there are none, that of the place where it stands. */
export function languageOfRuns(pieces: readonly Piece[], lang: string): string {
  const run = pieces.find((piece) => typeof piece !== 'string' && piece.kind === 'run')
  return (typeof run === 'object' && 'lang' in run ? run.lang : undefined) ?? lang
}

/** The language of a line, in the direction of its words unless another is given. */
export function languageOf(pieces: readonly Piece[], lang: string, dir?: Direction): SetLanguage {
  return languageOfWords(textOfPieces(pieces), lang, dir ?? (runsRightToLeft(pieces) ? 'rtl' : 'ltr'))
}

function setPiece(piece: Piece, line: LanguageOfLine, writing: LineWriting): SetPiece[] {
  const { longest } = writing
  if (typeof piece === 'string') return setText(piece, longest)
  switch (piece.kind) {
    case 'words':
      return inOwnLanguage(piece, line, lookedAt(piece.look, piece.text, longest))
    case 'sector':
      return [
        { kind: 'mark', sector: piece.sector ?? 'unknown', letter: piece.letter, read: piece.name !== undefined },
        ...(piece.name === undefined ? [] : setText(piece.name, longest)),
      ]
    case 'link':
      return [{ kind: 'link', href: piece.href, line: inOwnLanguage(piece, line, setText(piece.text, longest)) }]
    case 'inside': {
      const words = inLanguage(piece.lang, setText(piece.text, longest))
      return writing.labels.isGiven(piece.to) ? [{ kind: 'inside', to: piece.to, line: words }] : words
    }
    case 'run':
      return wordsOfRun(piece, longest)
    case 'note':
      return [noteOf(piece.note, piece.note.lang ?? line.lang, writing)]
    case 'break':
      return [{ kind: 'break' }]
    case 'left-out':
      return inLanguage(writing.lang, [{ kind: 'look', look: 'left-out', line: setText(piece.text) }])
    case 'suggested':
      return []
    case 'comment':
      return piece.end === 'start'
        ? []
        : inLanguage(isSame(line.lang, writing.lang) ? undefined : writing.lang, [commentReference(piece.number, piece.label, writing)])
  }
  return unknownKind(piece)
}

/** Leads to a comment. */
export function commentReference(number: number, label: string, { labels }: Pick<LineWriting, 'labels'>): SetPiece {
  return { kind: 'reference', to: commentId(number), text: `[${label}]`, label: labels.place(commentMarkId(number)) }
}

/** Where a link leads, for readers of paper; once for all words of the same link. */
function addressAfter(piece: Piece, next: Piece | undefined): SetPiece[] {
  const address = addressOf(piece)
  const words = textOfPieces([piece])
  if (address === null || address === addressOf(next) || words.includes(address)) return []
  return [{ kind: 'look', look: 'soft', line: setText(/\s$/u.test(words) ? `(${address}) ` : ` (${address})`) }]
}

function addressOf(piece: Piece | undefined): string | null {
  if (piece === undefined || typeof piece === 'string' || piece.kind !== 'run') return null
  const link = piece.marks.find((mark) => mark.type === 'link')
  return link?.href.startsWith('http') === true ? link.href : null
}

/** Words of another language than the line's, in the direction of their own script. */
function inOwnLanguage(words: { readonly text: string; readonly lang?: string }, { of }: LanguageOfLine, line: SetPiece[]): SetPiece[] {
  if (words.lang === undefined) return line
  const language = languageOf([words.text], words.lang)
  const isThat = language.lang === of.lang && language.region === of.region && language.dir === of.dir
  return isThat ? line : [{ kind: 'language', language, line }]
}

function isSame(one: string, other: string): boolean {
  return tagOf(one) === tagOf(other)
}

function inLanguage(lang: string | undefined, line: SetPiece[]): SetPiece[] {
  return lang === undefined ? line : [{ kind: 'language', language: setLanguage(lang), line }]
}

function lookedAt(look: Look | undefined, text: string, longest: number | undefined): SetPiece[] {
  switch (look) {
    case undefined:
      return setText(text, longest)
    case 'strong':
    case 'soft':
    case 'code':
      return [{ kind: 'look', look, line: setText(text, longest) }]
    case 'quoted':
      return setText(`“${text}”`, longest)
    case 'apart':
      return setText(`${isolate}${text}${isolateEnd}`, longest)
  }
  return unknownKind(look)
}

// For readers of the line from either side: what stands between keeps its own direction.
const isolate = '\u2068'
const isolateEnd = '\u2069'

function wordsOfRun({ text, marks, voice }: RunPiece, longest: number | undefined): SetPiece[] {
  const words = marks.reduceRight<SetPiece[]>((line, mark) => marked(mark, line), setText(text, longest))
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

/** In the language of the line it is a note to, but for who said it. */
function noteOf({ text, saying }: Note, lang: string, writing: LineWriting): SetPiece {
  const said: SetPiece[] = saying === null ? [] : inLanguage(writing.lang, setText(` (${saying})`))
  return { kind: 'note', line: [...setText(text), ...said], language: languageOf([text], lang) }
}
