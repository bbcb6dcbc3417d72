import * as Y from 'yjs'

/**
 * A block whose text is gone goes, and what held nothing else goes with it; a cell of a table keeps its paragraph.
 *
 * @param isOwn - whether an element was written for these words; one that stood there before stays
 */
export function removeEmptied(text: Y.XmlText, isOwn: (element: Y.XmlElement) => boolean): void {
  const { parent } = text
  if (parent instanceof Y.XmlElement && parent.toArray().every((child) => child instanceof Y.XmlText && child.length === 0))
    remove(parent, isOwn)
}

function remove(element: Y.XmlElement, isOwn: (element: Y.XmlElement) => boolean): void {
  const { parent } = element
  if (!(parent instanceof Y.XmlFragment) || !isOwn(element)) return
  if (!(parent instanceof Y.XmlElement) || parent.length > 1) parent.delete(parent.toArray().indexOf(element), 1)
  else if (parent.nodeName !== 'tableCell') remove(parent, isOwn)
}
