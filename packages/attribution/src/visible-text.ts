import * as Y from 'yjs'

import type { YType } from './y-type.ts'

/** The ids of every visible character under a type, in document order. */
export function visibleText(type: YType): readonly { client: number; clock: number; length: number }[] {
  const ranges: { client: number; clock: number; length: number }[] = []
  collect(type, ranges)
  return ranges
}

function collect(type: YType, ranges: { client: number; clock: number; length: number }[]): void {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentString) ranges.push({ client: item.id.client, clock: item.id.clock, length: item.length })
    else if (item.content instanceof Y.ContentType) collect(item.content.type, ranges)
  }
}
