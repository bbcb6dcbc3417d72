import * as Y from 'yjs'

/** A block goes, and what holds nothing else with it; a cell of a table keeps an empty paragraph. */
export function remove(element: Y.XmlElement): void {
  const { parent } = element
  if (!(parent instanceof Y.XmlFragment)) return
  if (parent instanceof Y.XmlElement && parent.length === 1) {
    if (parent.nodeName !== 'tableCell') remove(parent)
    else if (element.nodeName === 'paragraph') element.delete(0, element.length)
    else {
      parent.insert(0, [new Y.XmlElement('paragraph')])
      parent.delete(1, 1)
    }
    return
  }
  parent.delete(parent.toArray().indexOf(element), 1)
}
