import * as Y from 'yjs'
import type { Speak } from './speak.ts'

/** An empty one beside another. In a list it is an item of its own, unless that would put it behind or before others of the same item. */
export function addParagraph(sibling: Y.XmlElement | undefined, side: 'above' | 'below', speak: Speak): Y.XmlElement {
  const parent = sibling?.parent
  if (sibling === undefined || !(parent instanceof Y.XmlFragment)) throw new Error('paragraph-without-place')
  speak(null)
  const paragraph = new Y.XmlElement('paragraph')
  const place = parent.toArray().indexOf(sibling)
  const isAtEdge = side === 'above' ? place === 0 : place === parent.length - 1
  if (parent instanceof Y.XmlElement && parent.nodeName === 'listItem' && parent.parent instanceof Y.XmlFragment && isAtEdge) {
    const item = new Y.XmlElement('listItem')
    parent.parent.insert(parent.parent.toArray().indexOf(parent) + (side === 'below' ? 1 : 0), [item])
    item.insert(0, [paragraph])
  } else {
    const previous = place > 0 ? parent.get(place - 1) : null
    // What is told of a picture stands right behind it.
    const isOfPicture =
      side === 'above' && sibling.nodeName === 'caption' && previous instanceof Y.XmlElement && previous.nodeName === 'image'
    parent.insert(side === 'below' ? place + 1 : isOfPicture ? place - 1 : place, [paragraph])
  }
  return paragraph
}
