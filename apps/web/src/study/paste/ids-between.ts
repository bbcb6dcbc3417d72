import { visibleText } from '@samskriv/attribution'
import type { SourceRange } from '@samskriv/protocol/frames'
import type { Node } from '@tiptap/pm/model'
import type { XmlFragment } from 'yjs'

/** Elements and marks have ids too: so many between two stretches of text do not part them. */
const longestGap = 4

/** The ids of the text between two places of an editor, in its order. The editor and its section hold the same text. */
export function idsBetween(doc: Node, fragment: XmlFragment, from: number, to: number): readonly SourceRange[] {
  const start = lettersBefore(doc, from)
  const end = lettersBefore(doc, to)
  const ranges: SourceRange[] = []
  let at = 0
  for (const { client, clock, length } of visibleText(fragment)) {
    const skip = Math.max(start - at, 0)
    const until = Math.min(end - at, length)
    if (until > skip) ranges.push([client, clock + skip, until - skip])
    at += length
  }
  return joined(ranges)
}

/** Of some ids, those of one client from a clock on. */
export function since(ranges: readonly SourceRange[], client: number, clock: number): readonly SourceRange[] {
  return ranges.flatMap(([of, from, length]): readonly SourceRange[] => {
    const first = Math.max(from, clock)
    return of === client && first < from + length ? [[client, first, from + length - first]] : []
  })
}

function joined(ranges: readonly SourceRange[]): readonly SourceRange[] {
  const all: SourceRange[] = []
  for (const range of ranges) {
    const last = all.at(-1)
    const gap = last?.[0] === range[0] ? range[1] - last[1] - last[2] : -1
    if (last !== undefined && gap >= 0 && gap <= longestGap) all[all.length - 1] = [last[0], last[1], last[2] + gap + range[2]]
    else all.push(range)
  }
  return all
}

function lettersBefore(doc: Node, position: number): number {
  let letters = 0
  doc.nodesBetween(0, position, (node, at) => {
    if (node.isText) letters += Math.min(node.nodeSize, position - at)
  })
  return letters
}
