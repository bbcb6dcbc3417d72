import * as Y from 'yjs'

import type { WireUpdate } from '../wire/wire-update.ts'

/**
 * Tries an update on a copy of the document, for the rare one whose neighbours' order depends on how Yjs will place them: an editor
 * that was offline while others wrote at the same spot. Costs as much as loading the study.
 *
 * @returns whether every new struct ends up between its neighbours and the result loads again as it is
 */
export function rehearse(state: Uint8Array, bytes: Uint8Array, update: WireUpdate, roots: Iterable<string>): boolean {
  const doc = new Y.Doc({ gc: true })
  const names = [...roots]
  for (const name of names) doc.getXmlFragment(name)
  try {
    Y.applyUpdate(doc, state)
    const before = new Map(update.sections.map(({ client }) => [client, Y.getState(doc.store, client)]))
    Y.applyUpdate(doc, bytes)
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return false
    if (!isInOrder(doc, update, before)) return false
    const again = new Y.Doc({ gc: true })
    for (const name of names) again.getXmlFragment(name)
    Y.applyUpdate(again, Y.encodeStateAsUpdate(doc))
    return names.every((name) => again.getXmlFragment(name).toString() === doc.getXmlFragment(name).toString())
  } catch {
    // Whatever Yjs throws here it would have thrown in the live document.
    return false
  }
}

function isInOrder(doc: Y.Doc, update: WireUpdate, before: ReadonlyMap<number, number>): boolean {
  const places = new Map<unknown, Map<Y.Item, number>>()
  const placeOf = (item: Y.Item): number | undefined => {
    const { parent } = item
    if (!(parent instanceof Y.AbstractType)) return undefined
    let known = places.get(parent)
    if (known === undefined) {
      known = new Map()
      for (let each = parent._start; each !== null; each = each.right) known.set(each, known.size)
      places.set(parent, known)
    }
    return known.get(item)
  }
  for (const { client, structs } of update.sections) {
    for (const { clock, length, rightClient, rightClock } of structs) {
      if (rightClock < 0 || clock + length <= (before.get(client) ?? 0)) continue
      const item = Y.getItem(doc.store, Y.createID(client, clock + length - 1))
      const right = Y.getItem(doc.store, Y.createID(rightClient, rightClock))
      if (!(item instanceof Y.Item) || !(right instanceof Y.Item)) continue
      if (item === right) continue
      const at = placeOf(item)
      const rightAt = placeOf(right)
      if (at === undefined || rightAt === undefined || item.parent !== right.parent || at >= rightAt) return false
    }
  }
  return true
}
