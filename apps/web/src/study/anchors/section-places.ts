import { type CharacterId, SectionText } from '@samskriv/attribution'
import type { SectionKey } from '@samskriv/domain'
import type { AnchorRequest } from '@samskriv/protocol/http-threads'
import type { Node } from '@tiptap/pm/model'
import type { Doc } from 'yjs'

import type { LiveAnchor } from './live-anchors.ts'

/** Positions in an editor's document; `to` is after the last letter. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Where anchors are in a section as an editor holds it.
 *
 * @returns by anchor, without those that are not there; null in the moment in which the editor and the copy differ
 */
export function stretchesOf(doc: Doc, section: SectionKey, page: Node, anchors: Iterable<LiveAnchor>): ReadonlyMap<string, Stretch> | null {
  const text = SectionText.of(doc, section)
  const places = new PagePlaces(page)
  if (places.text !== text.text) return null
  const found = new Map<string, Stretch>()
  for (const { id, start, end } of anchors) {
    const first = text.offsetOf(start)
    const last = text.offsetOf(end)
    if (first === undefined || last === undefined || last < first) continue
    found.set(id, { from: places.positionOf(first), to: places.positionOf(last) + 1 })
  }
  return found
}

/**
 * What says to the server which words are selected in an editor.
 *
 * @returns null when no letter is, and in the moment in which the editor and the copy differ
 */
export function requestFor(
  doc: Doc,
  { section, epoch }: Pick<AnchorRequest, 'section' | 'epoch'>,
  page: Node,
  { from, to }: Stretch,
): AnchorRequest | null {
  const text = SectionText.of(doc, section as SectionKey)
  const places = new PagePlaces(page)
  if (places.text !== text.text) return null
  const offsets = places.offsetsIn(from, to)
  const quote = text.text.slice(offsets.from, offsets.to)
  const first = offsets.from + quote.length - quote.trimStart().length
  const last = offsets.from + quote.trimEnd().length - 1
  const start = text.idAt(first)
  const end = text.idAt(last)
  return start === null || end === null || last < first
    ? null
    : { section, epoch, start, end, quote: quote.trim().slice(0, longestRequest) }
}

/** Of the words in a request: the ids say which they are, should they be more. */
const longestRequest = 100_000

/**
 * The ids of the letters right before and after a place in an editor; null for none.
 *
 * @returns null in the moment in which the editor and the copy differ
 */
export function lettersBeside(
  doc: Doc,
  section: SectionKey,
  page: Node,
  position: number,
): { readonly before: CharacterId | null; readonly after: CharacterId | null } | null {
  const text = SectionText.of(doc, section)
  const places = new PagePlaces(page)
  if (places.text !== text.text) return null
  const letter = (from: number): CharacterId | null => {
    const offsets = places.offsetsIn(from, from + 1)
    return offsets.to > offsets.from ? text.idAt(offsets.from) : null
  }
  return { before: letter(position - 1), after: letter(position) }
}

/** The text of an editor's document as `SectionText` has it, and where it stands. */
class PagePlaces {
  readonly text: string
  readonly #runs: { readonly offset: number; readonly position: number; readonly length: number }[] = []

  constructor(page: Node) {
    let text = ''
    let hasLine = false
    page.descendants((node, position) => {
      if (node.isTextblock) {
        if (hasLine) text += '\n'
        hasLine = true
      }
      if (node.type.name === 'hardBreak') text += '\n'
      if (!node.isText) return
      const letters = node.text ?? ''
      this.#runs.push({ offset: text.length, position, length: letters.length })
      text += letters
    })
    this.text = text
  }

  /** Of a letter. */
  positionOf(offset: number): number {
    const run = this.#runs.findLast(({ offset: from }) => from <= offset)
    return run === undefined ? 0 : run.position + Math.min(offset - run.offset, run.length)
  }

  /** The letters between two positions. */
  offsetsIn(from: number, to: number): Stretch {
    const inside = this.#runs.filter(({ position, length }) => position < to && position + length > from)
    const [first] = inside
    const last = inside.at(-1)
    if (first === undefined || last === undefined) return { from: 0, to: 0 }
    return {
      from: first.offset + Math.max(0, from - first.position),
      to: last.offset + Math.min(last.length, to - last.position),
    }
  }
}
