import type { IdRange } from '@samskriv/attribution'
import { schema } from '@samskriv/document'
import type { ParticipantId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { TypedRun } from './attempts.ts'
import { IdRanges } from './id-ranges.ts'

interface PutBack extends IdRange {
  readonly by: ParticipantId
  readonly at: number
}

/** So long they may not have seen yet that words they took out stand there again. */
const unseenMs = 3_000

/**
 * What somebody means to write, read from where their keys went: each is undone before the next one comes, and the next one builds on it.
 * Their letters that were undone are read as if they stood where they stood, and words that were put back a moment ago as if they did not.
 */
export class MeantWords {
  #putBack: PutBack[] = []

  putBack(by: ParticipantId, ids: readonly IdRange[], at: number): void {
    this.#putBack = this.#putBack.filter((one) => Math.abs(at - one.at) < unseenMs)
    for (const range of ids) this.#putBack.push({ ...range, by, at })
  }

  /**
   * The text of each paragraph and heading of a block, as somebody means it; a hard break is a line break.
   *
   * @param undone - what they typed that was undone
   */
  linesOf(block: Y.XmlElement, by: ParticipantId, now: number, undone: readonly TypedRun[]): readonly string[] {
    const hidden = new IdRanges(this.#putBack.filter((one) => one.by === by && Math.abs(now - one.at) < unseenMs))
    const visit = (element: Y.XmlElement): readonly string[] => {
      const children = element.toArray()
      if (schema.nodes[element.nodeName]?.inlineContent !== true)
        return children.flatMap((child) => (child instanceof Y.XmlElement ? visit(child) : []))
      const parts = children.map((child) => {
        if (child instanceof Y.XmlText) return textOf(child, undone, hidden)
        return child instanceof Y.XmlElement && child.nodeName === 'hardBreak' ? '\n' : ''
      })
      return [parts.join('')]
    }
    return visit(block)
  }
}

function textOf(text: Y.XmlText, undone: readonly TypedRun[], hidden: IdRanges): string {
  let all = ''
  for (let item = text._start; item !== null; item = item.right) {
    const { client, clock } = item.id
    if (!item.deleted && item.content instanceof Y.ContentString) {
      const run = { client, clock, length: item.length, text: item.content.str }
      for (const { run: piece, isIn } of hidden.cut(run)) if (!isIn) all += piece.text
    } else if (item.deleted) {
      const end = clock + item.length
      const inside = undone.filter((one) => one.client === client && one.clock < end && clock < one.clock + one.length)
      for (const one of inside.toSorted((a, b) => a.clock - b.clock))
        all += one.text.slice(Math.max(0, clock - one.clock), Math.min(one.length, end - one.clock))
    }
  }
  return all
}
