import type { IdRange } from '@samskriv/attribution'
import * as Y from 'yjs'

/** Calls for each living stretch of text that has some of the ids. */
export function eachText(doc: Y.Doc, { client, clock, length }: IdRange, visit: (item: Y.Item, from: number, to: number) => void): void {
  const structs = doc.store.clients.get(client)
  if (structs === undefined || length === 0 || clock >= Y.getState(doc.store, client)) return
  const end = clock + length
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const item = structs[index]
    if (item === undefined || item.id.clock >= end) return
    if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) continue
    visit(item, Math.max(0, clock - item.id.clock), Math.min(item.length, end - item.id.clock))
  }
}
