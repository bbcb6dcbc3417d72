import { type JsonValue, type MarkJson, type ProseMirrorJson, sectionJson, sectionRoot } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import { visibleText } from './visible-text.ts'

/** Consecutive Yjs ids of one client. */
export interface IdRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export interface VoicedText {
  readonly type: 'text'
  readonly text: string
  readonly marks?: readonly MarkJson[]
  readonly voice: VoiceId
  /** The ids of the text, in order, their lengths summing to `text.length`. */
  readonly ranges: readonly IdRange[]
}

export interface VoicedElement {
  readonly type: string
  readonly attrs?: { readonly [name: string]: JsonValue }
  readonly content?: readonly VoicedNode[]
}

export type VoicedNode = VoicedText | VoicedElement

export function isVoicedText(node: VoicedNode): node is VoicedText {
  return 'voice' in node
}

/**
 * A section's blocks as `sectionJson` gives them, each text node cut where the voice changes. Never writes to the document.
 *
 * @returns an empty list for a section nobody has written in
 * @throws {@link UnattributedText} when a client is unbound
 */
export function spansOfBlocks(doc: Y.Doc, key: SectionKey, authorship: Authorship): readonly VoicedElement[] {
  const root = sectionRoot(key)
  // Asking a Y.Doc for a root creates it.
  if (!doc.share.has(root)) return []
  const cutter = new TextCutter(visibleText(doc.getXmlFragment(root)), authorship)
  return (sectionJson(doc, key).content ?? []).map((block) => voicedElement(block, cutter))
}

function voicedElement({ type, attrs, content }: ProseMirrorJson, cutter: TextCutter): VoicedElement {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content === undefined ? {} : { content: content.flatMap((node) => voicedNodes(node, cutter)) }),
  }
}

function voicedNodes(node: ProseMirrorJson, cutter: TextCutter): readonly VoicedNode[] {
  return node.type === 'text' ? cutter.cut(node.text ?? '', node.marks) : [voicedElement(node, cutter)]
}

/** Hands out the ids of a section's characters in the order in which its JSON names them. */
class TextCutter {
  readonly #ranges: readonly IdRange[]
  readonly #authorship: Authorship
  #index = 0
  #used = 0

  constructor(ranges: readonly IdRange[], authorship: Authorship) {
    this.#ranges = ranges
    this.#authorship = authorship
  }

  cut(text: string, marks: readonly MarkJson[] | undefined): readonly VoicedText[] {
    const nodes: { from: number; to: number; voice: VoiceId; ranges: IdRange[] }[] = []
    for (let at = 0; at < text.length;) {
      const range = this.#ranges[this.#index]
      if (range === undefined) throw new Error('section-text-without-ids')
      const length = Math.min(range.length - this.#used, text.length - at)
      for (const segment of this.#authorship.segments(range.client, range.clock + this.#used, length)) {
        const ids = { client: range.client, clock: segment.clock, length: segment.length }
        const last = nodes.at(-1)
        if (last !== undefined && last.voice === segment.voice) {
          last.to = at + segment.length
          appendRange(last.ranges, ids)
        } else nodes.push({ from: at, to: at + segment.length, voice: segment.voice, ranges: [ids] })
        at += segment.length
      }
      this.#used += length
      if (this.#used === range.length) {
        this.#index++
        this.#used = 0
      }
    }
    return nodes.map(({ from, to, voice, ranges }) => ({
      type: 'text',
      text: text.slice(from, to),
      ...(marks === undefined ? {} : { marks }),
      voice,
      ranges,
    }))
  }
}

function appendRange(ranges: IdRange[], added: IdRange): void {
  const last = ranges.at(-1)
  if (last !== undefined && last.client === added.client && last.clock + last.length === added.clock) {
    ranges[ranges.length - 1] = { ...last, length: last.length + added.length }
  } else ranges.push(added)
}
