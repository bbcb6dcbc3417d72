import * as Y from 'yjs'

import type { WireDeletes } from '../wire/wire-update.ts'

/**
 * Whether a deletion reaches something that is not deleted yet.
 *
 * @param isFound - asked for each such item, and from which clock to which it is to go; false goes on looking
 */
export function findLiving(
  store: Y.Doc['store'],
  deletes: readonly WireDeletes[],
  isFound: (item: Y.Item, from: number, to: number) => boolean = () => true,
): boolean {
  for (const { client, ranges } of deletes) {
    const structs = store.clients.get(client)
    if (structs === undefined) continue
    const state = Y.getState(store, client)
    for (let range = 0; range < ranges.length; range += 2) {
      const clock = ranges[range] ?? 0
      if (clock >= state) continue
      const end = clock + (ranges[range + 1] ?? 0)
      for (let index = Y.findIndexSS(structs, clock); ; index += 1) {
        const item = structs[index]
        if (item === undefined || item.id.clock >= end) break
        if (item instanceof Y.Item && !item.deleted && isFound(item, clock, end)) return true
      }
    }
  }
  return false
}
