import { isAllowedLink, type SectionMark } from '@samskriv/document'

import type { ImportedInline } from '../imported-document.ts'
import { importLimits } from '../limits.ts'

/** Where the words begin or end that a remark is about, by the number of the remark in its file. */
export interface RemarkEdge {
  readonly type: 'edge'
  readonly remark: number
  readonly end: 'start' | 'end'
}

/** A line while it is read. Its edges become places in the text once every block stands. */
export type LinePiece = ImportedInline | RemarkEdge

/** Collects what stands in a line: white space between words is one space, and there is none at its ends. */
export class Line {
  readonly #pieces: LinePiece[] = []
  /** A space that comes when a word does. */
  #space: { readonly marks: readonly SectionMark[] } | null = null
  #isBegun = false

  text(value: string, marks: readonly SectionMark[], keepsSpaces = false): void {
    if (keepsSpaces) {
      this.#flushSpace()
      this.#append(value, marks)
      return
    }
    for (const part of value.split(/([ \t\n\r\f]+)/)) {
      if (part === '') continue
      if (/^[ \t\n\r\f]/.test(part)) {
        if (this.#isBegun) this.#space ??= { marks }
        continue
      }
      this.#flushSpace()
      this.#append(part, marks)
    }
  }

  hardBreak(): void {
    this.#space = null
    this.#isBegun = false
    this.#pieces.push({ type: 'hardBreak' })
  }

  /** One that is longer than a note may be goes on in the next. */
  footnote(text: string): void {
    for (const part of inParts(text)) this.#pieces.push({ type: 'footnote', text: part })
    this.#isBegun = true
  }

  edge(edge: RemarkEdge): void {
    // A remark begins at a word, not before it.
    if (edge.end === 'start') this.#flushSpace()
    this.#pieces.push(edge)
  }

  /** Without breaks at its ends; empty when there is nothing to read in it, but for edges. */
  taken(): readonly LinePiece[] {
    const isSeen = (piece: LinePiece): boolean => !('type' in piece) || piece.type === 'footnote'
    const first = this.#pieces.findIndex(isSeen)
    const last = this.#pieces.findLastIndex(isSeen)
    return this.#pieces.filter(
      (piece, index) => ('type' in piece && piece.type === 'edge') || (first >= 0 && index >= first && index <= last),
    )
  }

  #flushSpace(): void {
    if (this.#space !== null) this.#append(' ', this.#space.marks)
    this.#space = null
  }

  #append(text: string, marks: readonly SectionMark[]): void {
    this.#isBegun = true
    const last = this.#pieces.at(-1)
    if (last !== undefined && !('type' in last) && sameMarks(last.marks ?? [], marks)) {
      this.#pieces[this.#pieces.length - 1] = { ...last, text: last.text + text }
      return
    }
    this.#pieces.push(marks.length === 0 ? { text, voice: null } : { text, marks, voice: null })
  }
}

/** The marks with one more, each kind once. */
export function withMark(marks: readonly SectionMark[], mark: SectionMark): readonly SectionMark[] {
  return marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark]
}

export function linkMark(href: string): SectionMark | null {
  return isAllowedLink(href) ? { type: 'link', href } : null
}

function sameMarks(some: readonly SectionMark[], others: readonly SectionMark[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others)
}

function inParts(text: string): readonly string[] {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    // Not through the middle of a character.
    const high = /[\uD800-\uDBFF]/.test(text[at + importLimits.maxAttribute - 1] ?? '')
    const end = at + importLimits.maxAttribute - (high ? 1 : 0)
    parts.push(text.slice(at, end))
    at = end
  }
  return parts
}
