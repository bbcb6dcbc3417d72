import * as Y from 'yjs'

/** What holds an id, gone or not. @returns null for an id that is not there yet, or of which nothing is kept */
export function itemAt({ store }: Y.Doc, client: number, clock: number): Y.Item | null {
  const structs = store.clients.get(client)
  if (structs === undefined || clock < 0 || clock >= Y.getState(store, client)) return null
  const found = structs[Y.findIndexSS(structs, clock)]
  return found instanceof Y.Item ? found : null
}
