import * as Y from 'yjs'

import { readUpdate } from '../wire/read-update.ts'
import type { WireUpdate } from '../wire/wire-update.ts'

export interface Arriving {
  readonly bytes: Uint8Array
  readonly update: WireUpdate
}

/**
 * The update without the structs that the document has. Yjs looks at those as well, finds their neighbours and splits what it finds,
 * so a known struct with false neighbours would change the server's text and nobody else's.
 */
export function withoutKnown(doc: Y.Doc, bytes: Uint8Array, update: WireUpdate): Arriving {
  let known: Map<number, number> | null = null
  for (const { client, clock, structs } of update.sections) {
    const state = Y.getState(doc.store, client)
    if (structs.length > 0 && clock < state) (known ??= new Map()).set(client, state)
  }
  if (known === null) return { bytes, update }
  const rest = Y.diffUpdate(bytes, Y.encodeStateVector(known))
  return { bytes: rest, update: readUpdate(rest) }
}
