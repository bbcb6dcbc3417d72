import type { Sector } from '@samskriv/domain'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

import type { FileMark } from '../file/voiced-text.ts'
import { commentId, commentMarkId } from '../layout/comments.ts'
import type { Look, Note, Piece, RunPiece } from '../layout/kinds.ts'
import { unknownKind } from '../layout/wording.ts'

/** Parts of a line; each run of the text inside an element that says whose it is. */
export function lineContent(pieces: readonly Piece[]): ElementContent[] {
  return pieces.flatMap(pieceContent)
}

/** Letter and pattern in the sector's colour; the name stands beside it, so it is hidden from screen readers. */
function sectorMark(sector: Sector | null, letter: string): Element {
  return h('span.sector-mark', { dataSector: sector ?? 'unknown', ariaHidden: 'true' }, letter)
}

/** The same before words: apart from them for whoever copies the line, or reads it with a program. */
export function markBefore(sector: Sector | null, letter: string): ElementContent[] {
  return [sectorMark(sector, letter), text(' ')]
}

/** Leads to a comment. */
export function commentReference(number: number, label: string): Element {
  return h('sup', [h('a', { href: `#${commentId(number)}`, id: commentMarkId(number), role: 'doc-noteref' }, `[${label}]`)])
}

export function noteId({ prefix, number }: Note, part: 'note' | 'ref'): string {
  return `${prefix}-${part}-${number}`
}

function pieceContent(piece: Piece): ElementContent[] {
  if (typeof piece === 'string') return [text(piece)]
  switch (piece.kind) {
    case 'words':
      return [words(piece)]
    case 'sector':
      return [...markBefore(piece.sector, piece.letter), ...(piece.name === undefined ? [] : [h('span.visually-hidden', piece.name)])]
    case 'link':
      return [h('a', { href: piece.href, rel: outside, ...languageOf(piece) }, piece.text)]
    case 'inside':
      return [h('a', { href: `#${piece.to}`, lang: piece.lang }, piece.text)]
    case 'run':
      return [voicedRun(piece)]
    case 'note':
      return [
        h('sup', [
          h('a', { href: `#${noteId(piece.note, 'note')}`, id: noteId(piece.note, 'ref'), role: 'doc-noteref' }, `${piece.note.number}`),
        ]),
      ]
    case 'break':
      return [h('br')]
    case 'left-out':
      return [h('span.left-out', piece.text)]
    case 'suggested':
      return []
    case 'comment':
      return piece.end === 'start' ? [] : [commentReference(piece.number, piece.label)]
  }
  return unknownKind(piece)
}

const outside = ['noopener', 'noreferrer', 'nofollow']

function words({ text: said, look, lang }: Extract<Piece, { kind: 'words' }>): ElementContent {
  const language = languageOf({ lang })
  if (look === undefined) return h('span', language, said)
  return lookedAt(look, language, said)
}

function languageOf({ lang }: { readonly lang?: string | undefined }): { lang?: string; dir?: 'auto' } {
  return lang === undefined ? {} : { lang, dir: 'auto' }
}

function lookedAt(look: Look, language: { lang?: string; dir?: 'auto' }, said: string): Element {
  switch (look) {
    case 'strong':
      return h('strong', language, said)
    case 'soft':
      return h('span.soft', language, said)
    case 'quoted':
      return h('q', language, said)
    case 'code':
      return h('code', { translate: 'no' }, said)
    case 'apart':
      return h('bdi', language, said)
  }
  return unknownKind(look)
}

/** What tells whose words they are is in the language of the page, and the words are in their own. */
function voicedRun({ text: said, marks, lang, voice }: RunPiece): ElementContent {
  const words = marks.reduceRight<ElementContent>((content, mark) => marked(mark, content), text(said))
  const inner = lang === undefined ? words : h('span', { lang }, [words])
  if (voice === null) return inner
  return h(
    'span',
    {
      className: voice.shared ? ['voice', 'said'] : ['voice'],
      dataBy: voice.by,
      dataSector: voice.sector ?? 'unknown',
      title: voice.saying,
      ...(voice.shared ? { dataLetter: voice.letter } : {}),
    },
    [inner],
  )
}

function marked(mark: FileMark, inner: ElementContent): ElementContent {
  switch (mark.type) {
    case 'bold':
      return h('strong', [inner])
    case 'italic':
      return h('em', [inner])
    case 'link':
      return h('a', { href: mark.href, rel: outside }, [inner])
  }
  return unknownKind(mark)
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}
