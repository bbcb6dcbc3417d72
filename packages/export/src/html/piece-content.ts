import type { Sector } from '@samskriv/domain'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

import type { FileMark } from '../file/voiced-text.ts'
import { commentId } from '../layout/comments.ts'
import type { Look, Note, Piece, RunPiece } from '../layout/kinds.ts'
import { unknownKind } from '../layout/wording.ts'

/** Parts of a line; each run of the text inside an element that says whose it is. */
export function lineContent(pieces: readonly Piece[]): ElementContent[] {
  return pieces.flatMap(pieceContent)
}

/** Letter and pattern in the sector's colour; the name stands beside it, so it is hidden from screen readers. */
export function sectorMark(sector: Sector | null, letter: string): Element {
  return h('span.sector-mark', { dataSector: sector ?? 'unknown', ariaHidden: 'true' }, letter)
}

/** Leads to a comment. */
export function commentReference(number: number, label: string): Element {
  return h('sup', [h('a', { href: `#${commentId(number)}`, role: 'doc-noteref' }, `[${label}]`)])
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
      return [sectorMark(piece.sector, piece.letter), ...(piece.name === undefined ? [] : [h('span.visually-hidden', piece.name)])]
    case 'link':
      return [h('a', { href: piece.href, rel: outside }, piece.text)]
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
  const language = lang === undefined ? {} : { lang, dir: 'auto' as const }
  if (look === undefined) return h('span', language, said)
  return lookedAt(look, said)
}

function lookedAt(look: Look, said: string): Element {
  switch (look) {
    case 'strong':
      return h('strong', said)
    case 'soft':
      return h('span.soft', said)
    case 'quoted':
      return h('q', said)
    case 'code':
      return h('code', { translate: 'no' }, said)
    case 'apart':
      return h('bdi', said)
  }
  return unknownKind(look)
}

function voicedRun({ text: said, marks, voice }: RunPiece): ElementContent {
  const inner = marks.reduceRight<ElementContent>((content, mark) => marked(mark, content), text(said))
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
