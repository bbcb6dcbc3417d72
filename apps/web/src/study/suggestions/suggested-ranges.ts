import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import type { Node } from '@tiptap/pm/model'

import type { CommentedPiece } from '../threads/drawn-threads.ts'
import type { OtherRange } from '../threads/thread-marks.ts'
import type { View } from './shown-suggestions.ts'

/** What is told about a suggestion where its words are. */
export interface SuggestedWords {
  readonly suggestion: SuggestionView
  /** “Suggestion of Bo (Public sector), 26 November 2026, 14:00”. */
  readonly name: string
  readonly removedBegins: string
  readonly removedEnds: string
  readonly added: (words: string) => string
  /** Where a paragraph or a line would go on with the next. */
  readonly joined: string
  /** What paragraphs would be made, one for each; null where they stay what they are. */
  readonly forms: readonly (string | null)[]
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Where what would go and what would come is in a section, as an editor or a section that is read holds it. What would come is told by
 * attributes of an element around a letter beside it: it is no part of the text.
 *
 * @param places - of the anchors
 */
export function suggestedRanges(
  doc: Node,
  suggested: readonly SuggestedWords[],
  places: ReadonlyMap<string, Stretch>,
  view: View,
): readonly OtherRange[] {
  if (view === 'now') return []
  const taken: Stretch[] = []
  return suggested.flatMap((one) => {
    const { anchor, place } = one.suggestion
    const stretch = place === 'end' ? lastLetters(doc) : anchor === null ? undefined : places.get(anchor)
    if (stretch === undefined) return []
    // Of two for the same words only one can come true.
    if (view === 'then' && place === 'instead' && taken.some(({ from, to }) => from < stretch.to && to > stretch.from)) return []
    taken.push(stretch)
    return rangesOf(doc, one, stretch, view)
  })
}

function rangesOf(doc: Node, words: SuggestedWords, stretch: Stretch, view: View): readonly OtherRange[] {
  const { suggestion, name, forms } = words
  const letters = lettersIn(doc, stretch)
  const ranges: OtherRange[] = []
  const isThen = view === 'then'
  const about = (className: string, more: Partial<CommentedPiece>): CommentedPiece => ({
    className: `suggested ${className}${isThen ? ' suggested-then' : ''}`,
    'data-suggestion': suggestion.id,
    ...more,
  })
  const add = ({ from, to }: Stretch, level: number, piece: OtherRange['about']): void => {
    ranges.push({ name: `${suggestion.id} ${ranges.length}`, from, to, level, about: piece })
  }
  let isNamed = false
  /** On the first element of all. */
  const named = (): Partial<CommentedPiece> => {
    if (isNamed) return {}
    isNamed = true
    return { 'aria-description': name }
  }
  let lastGone: Stretch | undefined
  const gone = (from: number, to: number): void => {
    for (const part of stretchesOf(letters.places.slice(from, to))) {
      lastGone = part
      const who = named()
      add(part, 0, ({ isFirst, isLast }) =>
        about('suggested-gone', {
          role: 'deletion',
          ...(isFirst ? who : {}),
          ...(isFirst && !isThen ? { 'data-begins': words.removedBegins } : {}),
          ...(isLast && !isThen ? { 'data-ends': words.removedEnds } : {}),
        }),
      )
    }
  }
  const come = (text: string, at: number, side: 'block-before' | 'block-after' | null): void => {
    if (text === '') return
    const host = hostOf(letters, at)
    if (host === null) return
    const shown = side === null ? text.replaceAll('\n', '¶\n') : text
    const said = { 'data-said': isThen ? text : words.added(text) }
    const before = side === 'block-before' || (side === null && host.isAfter)
    const who = named()
    // Around all that it replaces, so that those words stay in one.
    const around = !before && lastGone?.to === host.to ? lastGone : host
    add(around, 1, ({ isFirst, isLast }) =>
      about(side === null ? 'suggested-come' : 'suggested-come suggested-block', {
        ...(isFirst ? who : {}),
        ...(isLast || before ? said : {}),
        ...(isFirst && before ? { 'data-before': shown } : {}),
        ...(isLast && !before ? { 'data-after': shown } : {}),
      }),
    )
  }
  const joins = (at: number): void => {
    const host = hostOf(letters, at)
    if (host === null) return
    const who = named()
    add(host, 1, ({ isFirst, isLast }) =>
      about('suggested-join', {
        ...(isFirst ? who : {}),
        ...(isLast ? { 'data-after': '¶', 'data-said': words.joined } : {}),
      }),
    )
  }
  const text = suggestion.blocks.map((block) => block.text).join('\n')
  switch (suggestion.place) {
    case 'before':
      come(text, 0, null)
      break
    case 'after':
      come(text, letters.text.length, null)
      break
    case 'above':
      come(text, 0, 'block-before')
      break
    case 'below':
    case 'end':
      come(text, letters.text.length, 'block-after')
      break
    case 'instead': {
      // Where the words are not what they were, only that there is something to decide about them can be shown.
      if (letters.text !== suggestion.original.join('\n')) break
      let at = 0
      for (const [order, piece] of suggestion.pieces.entries()) {
        if (piece.kind === 'added') {
          come(piece.text, at, null)
          continue
        }
        if (piece.kind === 'removed') {
          gone(at, at + piece.text.length)
          if (!isThen) for (const lineBreak of breaksThatGo(suggestion.pieces, order)) joins(at + lineBreak)
        }
        at += piece.text.length
      }
      for (const [line, start] of letters.lines.entries()) {
        const form = forms[line]
        const host = hostOf(letters, start)
        if (host === null || form === null || form === undefined) continue
        const who = named()
        add(host, 2, () => about('suggested-form', { ...who, 'data-before': form, 'data-said': form }))
      }
    }
  }
  if (ranges.length === 0 && !isThen) {
    const who = named()
    add(stretch, 0, ({ isFirst }) => about('suggested-about', isFirst ? who : {}))
  }
  return ranges
}

/** Of the line breaks in a piece that would go those in the place of which none would come, by where they are in it. */
function breaksThatGo(pieces: SuggestionView['pieces'], order: number): readonly number[] {
  const come = [pieces[order - 1], pieces[order + 1]].map((beside) => (beside?.kind === 'added' ? breaksIn(beside.text).length : 0))
  return breaksIn(pieces[order]?.text ?? '').slice(Math.max(...come))
}

function breaksIn(text: string): readonly number[] {
  return [...text.matchAll(/\n/g)].map(({ index }) => index)
}

interface Letters {
  readonly text: string
  /** Of each letter; null for a line break. */
  readonly places: readonly (number | null)[]
  /** Where each paragraph begins in the text. */
  readonly lines: readonly number[]
}

function lettersIn(doc: Node, { from, to }: Stretch): Letters {
  let text = ''
  const places: (number | null)[] = []
  const lines: number[] = []
  doc.nodesBetween(from, to, (node, at) => {
    if (node.isTextblock) {
      if (lines.length > 0) {
        text += '\n'
        places.push(null)
      }
      lines.push(text.length)
    }
    if (node.type.name === 'hardBreak') {
      text += '\n'
      places.push(null)
    }
    if (!node.isText) return
    const begins = Math.max(from, at)
    const ends = Math.min(to, at + node.nodeSize)
    text += (node.text ?? '').slice(begins - at, ends - at)
    for (let place = begins; place < ends; place += 1) places.push(place)
  })
  return { text, places, lines }
}

/** The letter beside which something would come: the one before it in its line, else the one after. */
function hostOf({ text, places }: Pick<Letters, 'text' | 'places'>, at: number): (Stretch & { readonly isAfter: boolean }) | null {
  const before = places[at - 1] ?? null
  if (before !== null) return { from: isLow(text.charCodeAt(at - 1)) ? before - 1 : before, to: before + 1, isAfter: false }
  const after = places[at] ?? null
  if (after !== null) return { from: after, to: isLow(text.charCodeAt(at + 1)) ? after + 2 : after + 1, isAfter: true }
  const near = places.findLastIndex((place, index) => place !== null && index < at)
  return near < 0 ? null : hostOf({ text, places }, near + 1)
}

/** Places that follow each other. */
function stretchesOf(places: readonly (number | null)[]): readonly Stretch[] {
  const found: { from: number; to: number }[] = []
  for (const place of places) {
    if (place === null) continue
    const last = found.at(-1)
    if (last?.to === place) last.to = place + 1
    else found.push({ from: place, to: place + 1 })
  }
  return found
}

/** The last paragraph with letters. */
function lastLetters(doc: Node): Stretch | undefined {
  let found: Stretch | undefined
  doc.descendants((node, at) => {
    if (node.isText) found = { from: at, to: at + node.nodeSize }
  })
  return found
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
