import * as Y from 'yjs'

/** A block goes, and what holds nothing else with it; a cell of a table keeps an empty one. */
export function remove(element: Y.XmlElement): void {
  const { parent } = element
  if (!(parent instanceof Y.XmlFragment)) return
  if (parent instanceof Y.XmlElement && parent.length === 1) {
    if (parent.nodeName === 'tableCell') element.delete(0, element.length)
    else remove(parent)
    return
  }
  parent.delete(parent.toArray().indexOf(element), 1)
}
