import { blockJson, type JsonValue, type MarkJson, type ProseMirrorJson, sectionJson, sectionRoot } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { Authorship } from './authorship.ts'

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
  const runs = new VoicedRuns(authorship)
  const { content = [] } = sectionJson(doc, key, (item) => runs.add(item))
  return content.map((block) => voicedElement(block, runs))
}

/** One block of a section, as {@link spansOfBlocks} gives it. */
export function spansOfBlock(block: Y.XmlElement, authorship: Authorship): VoicedElement {
  const runs = new VoicedRuns(authorship)
  return voicedElement(
    blockJson(block, (item) => runs.add(item)),
    runs,
  )
}

function voicedElement({ type, attrs, content }: ProseMirrorJson, runs: VoicedRuns): VoicedElement {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content === undefined ? {} : { content: content.flatMap((node) => voicedNodes(node, runs)) }),
  }
}

function voicedNodes(node: ProseMirrorJson, runs: VoicedRuns): readonly VoicedNode[] {
  return node.type === 'text' ? runs.take(node.text ?? '', node.marks) : [voicedElement(node, runs)]
}

/** A stretch of text in one voice. */
interface Run {
  readonly voice: VoiceId
  length: number
  readonly ranges: { readonly client: number; readonly clock: number; length: number }[]
}

/** The voices of a section's characters, in the order in which its JSON names them. */
class VoicedRuns {
  readonly #authorship: Authorship
  readonly #runs: Run[] = []
  #index = 0

  constructor(authorship: Authorship) {
    this.#authorship = authorship
  }

  add({ id: { client, clock }, length }: Y.Item): void {
    const voice = this.#authorship.soleVoice(client, clock, length)
    if (voice !== undefined) appendTo(this.#runs, voice, client, clock, length)
    else
      for (const part of this.#authorship.segments(client, clock, length)) appendTo(this.#runs, part.voice, client, part.clock, part.length)
  }

  /** The next text, cut where the voice changes. */
  take(text: string, marks: readonly MarkJson[] | undefined): readonly VoicedText[] {
    const nodes: VoicedText[] = []
    for (let at = 0; at < text.length;) {
      const run = this.#runs[this.#index]
      if (run === undefined) throw new Error('section-text-without-ids')
      const { voice } = run
      const length = Math.min(run.length, text.length - at)
      const isWhole = length === run.length
      if (isWhole) this.#index++
      const ranges = isWhole ? run.ranges : splitOff(run, length)
      nodes.push({ type: 'text', text: text.slice(at, at + length), ...(marks === undefined ? {} : { marks }), voice, ranges })
      at += length
    }
    return nodes
  }
}

function appendTo(runs: Run[], voice: VoiceId, client: number, clock: number, length: number): void {
  const run = runs.at(-1)
  if (run === undefined || run.voice !== voice) {
    runs.push({ voice, length, ranges: [{ client, clock, length }] })
    return
  }
  run.length += length
  const range = run.ranges.at(-1)
  if (range !== undefined && range.client === client && range.clock + range.length === clock) range.length += length
  else run.ranges.push({ client, clock, length })
}

/** Takes the first `length` ids out of a run, which has more. */
function splitOff(run: Run, length: number): readonly IdRange[] {
  let whole = 0
  let left = length
  for (let range = run.ranges[0]; range !== undefined && range.length <= left; range = run.ranges[whole]) {
    left -= range.length
    whole++
  }
  const taken = run.ranges.splice(0, whole)
  const [cut] = run.ranges
  if (left > 0 && cut !== undefined) {
    taken.push({ ...cut, length: left })
    run.ranges[0] = { ...cut, clock: cut.clock + left, length: cut.length - left }
  }
  run.length -= length
  return taken
}
