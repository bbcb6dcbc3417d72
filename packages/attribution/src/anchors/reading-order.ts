import * as Y from 'yjs'

type Seen = (item: Y.Item) => boolean

/** Items of text under one root in the order of reading, from one of them on or back, this one included. @param isSeen - which items, blocks too */
export function* textItems(from: Y.Item, isSeen: Seen, side: 'left' | 'right' = 'right'): Generator<Y.Item, undefined> {
  let item: Y.Item | null = from
  while (item !== null) {
    let inside: Y.Item | null = null
    if (isSeen(item)) {
      if (item.content instanceof Y.ContentString) yield item
      else if (item.content instanceof Y.ContentType) inside = firstIn(item.content.type, side)
    }
    item = inside ?? beside(item, side)
  }
}

export function standsNow(item: Y.Item): boolean {
  return !item.deleted
}

/** The item that holds a character; null for one that the document does not have, or has thrown away. */
export function itemAt({ store }: Y.Doc, client: number, clock: number): Y.Item | null {
  const structs = store.clients.get(client)
  if (structs === undefined || clock >= Y.getState(store, client)) return null
  const struct = structs[Y.findIndexSS(structs, clock)]
  return struct instanceof Y.Item ? struct : null
}

/** The list at the top that an item lies in. */
export function rootOf(item: Y.Item): Y.AbstractType<unknown> {
  let at = item
  for (;;) {
    const { parent } = at
    if (!(parent instanceof Y.AbstractType)) throw new Error('text-outside-of-a-section')
    if (parent._item === null) return parent
    at = parent._item
  }
}

function firstIn(type: Y.ContentType['type'], side: 'left' | 'right'): Y.Item | null {
  let item = type._start
  if (side === 'left') while (item !== null && item.right !== null) item = item.right
  return item
}

/** The next one on that side, in an outer list where this one ends. */
function beside(item: Y.Item, side: 'left' | 'right'): Y.Item | null {
  let at = item
  for (;;) {
    const next = at[side]
    if (next !== null) return next
    const outer = at.parent instanceof Y.AbstractType ? at.parent._item : null
    if (outer === null) return null
    at = outer
  }
}
