import { schema, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

import type { IdRange } from '../voiced-blocks.ts'
import type { YType } from '../y-type.ts'
import type { CharacterId } from './anchor.ts'
import { itemAt, standsNow, textItems } from './reading-order.ts'

interface Run extends IdRange {
  /** Where it begins in the text. */
  readonly offset: number
}

/**
 * The text of a section as it stands, with the id of each character. Each paragraph, heading and hard break begins a line; what holds no
 * text, such as a picture or a footnote, is passed over.
 */
export class SectionText {
  readonly text: string
  readonly #runs: readonly Run[]
  #byClient: Map<number, Run[]> | null = null

  static of(doc: Y.Doc, section: SectionKey): SectionText {
    const root = sectionRoot(section)
    const reading = new Reading()
    // Asking a Y.Doc for a root creates it.
    if (doc.share.has(root)) reading.read(doc.getXmlFragment(root))
    return new SectionText(reading.text, reading.runs)
  }

  /** The same of the blocks from that of one character to that of another. */
  static around(doc: Y.Doc, start: CharacterId, end: CharacterId): SectionText {
    const reading = new Reading()
    const first = itemAt(doc, start.client, start.clock)?.parent
    const last = itemAt(doc, end.client, end.clock)?.parent
    const begin = first instanceof Y.AbstractType ? first._start : null
    if (begin === null || !(last instanceof Y.AbstractType)) return new SectionText('', [])
    let hasLast = false
    for (const item of textItems(begin, standsNow)) {
      if (hasLast && item.parent !== last) break
      hasLast ||= item.parent === last
      reading.add(item)
    }
    return new SectionText(reading.text, reading.runs)
  }

  /** The same of one block alone. */
  static in(block: YType): SectionText {
    const reading = new Reading()
    for (let item = block._start; item !== null; item = item.right) if (!item.deleted) reading.add(item)
    return new SectionText(reading.text, reading.runs)
  }

  private constructor(text: string, runs: readonly Run[]) {
    this.text = text
    this.#runs = runs
  }

  /** The id of the character at an offset; null at a line break. */
  idAt(offset: number): CharacterId | null {
    const run = this.#runs[lastStartingBy(this.#runs, offset, ({ offset: start }) => start)]
    if (run === undefined || offset >= run.offset + run.length) return null
    return { client: run.client, clock: run.clock + offset - run.offset }
  }

  /** The ids in `[from, to)`, in order. */
  idsIn(from: number, to: number): readonly IdRange[] {
    const ranges: IdRange[] = []
    for (
      let index = Math.max(
        0,
        lastStartingBy(this.#runs, from, ({ offset }) => offset),
      );
      index < this.#runs.length;
      index++
    ) {
      const run = this.#runs[index]
      if (run === undefined || run.offset >= to) break
      const skip = Math.max(0, from - run.offset)
      const length = Math.min(run.offset + run.length, to) - run.offset - skip
      if (length > 0) ranges.push({ client: run.client, clock: run.clock + skip, length })
    }
    return ranges
  }

  /** Undefined when the character does not stand in the section. */
  offsetOf({ client, clock }: CharacterId): number | undefined {
    const runs = this.#clients().get(client) ?? []
    const run = runs[lastStartingBy(runs, clock, ({ clock: start }) => start)]
    return run === undefined || clock >= run.clock + run.length ? undefined : run.offset + clock - run.clock
  }

  /** From 0; of the text before it. */
  lineAt(offset: number): { readonly line: number; readonly at: number } {
    let line = 0
    let begins = 0
    for (let next = this.text.indexOf('\n'); next >= 0 && next < offset; next = this.text.indexOf('\n', next + 1)) {
      line += 1
      begins = next + 1
    }
    return { line, at: offset - begins }
  }

  #clients(): Map<number, Run[]> {
    if (this.#byClient !== null) return this.#byClient
    const byClient = new Map<number, Run[]>()
    for (const run of this.#runs) {
      const known = byClient.get(run.client)
      if (known === undefined) byClient.set(run.client, [run])
      else known.push(run)
    }
    for (const runs of byClient.values()) runs.sort((one, other) => one.clock - other.clock)
    this.#byClient = byClient
    return byClient
  }
}

class Reading {
  text = ''
  readonly runs: { client: number; clock: number; length: number; offset: number }[] = []
  #hasLine = false
  #parent: Y.Item['parent'] = null

  read(type: YType): void {
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted) continue
      if (item.content instanceof Y.ContentType) this.#open(item.content.type)
      else this.#append(item)
    }
  }

  /** One after the other; where another text begins, so does a line. */
  add(item: Y.Item): void {
    if (this.#parent !== null && item.parent !== this.#parent) this.text += '\n'
    this.#parent = item.parent
    this.#append(item)
  }

  #open(type: YType): void {
    if (type instanceof Y.XmlElement) {
      const isLine = schema.nodes[type.nodeName]?.inlineContent === true
      if (isLine && this.#hasLine) this.text += '\n'
      if (isLine) this.#hasLine = true
      if (type.nodeName === 'hardBreak') this.text += '\n'
    }
    this.read(type)
  }

  #append({ id: { client, clock }, length, content }: Y.Item): void {
    if (!(content instanceof Y.ContentString)) return
    const last = this.runs.at(-1)
    if (
      last !== undefined &&
      last.client === client &&
      last.clock + last.length === clock &&
      last.offset + last.length === this.text.length
    )
      last.length += length
    else this.runs.push({ client, clock, length, offset: this.text.length })
    this.text += content.str
  }
}

/** Index of the last that starts at or before a place; -1 when none does. */
function lastStartingBy(runs: readonly Run[], place: number, startOf: (run: Run) => number): number {
  let low = -1
  let high = runs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const run = runs[middle]
    if (run !== undefined && startOf(run) <= place) low = middle
    else high = middle - 1
  }
  return low
}
