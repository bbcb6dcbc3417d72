import * as Y from 'yjs'

import type { Random } from './random.ts'

const words = 'trees council spade garden trust meeting hälsa språk møte 🌱 👩‍🌾 money voice street school'.split(' ')

/**
 * One thing that somebody does in the editor, as it arrives in the document.
 *
 * @param takesOut - false for somebody who only adds words and formats them
 */
export function randomEdit(doc: Y.Doc, random: Random, sections: readonly string[], takesOut = true): void {
  doc.transact(() => {
    const root = doc.getXmlFragment(`s:${random.pick(sections)}`)
    const texts = textsIn(root)
    const text = texts.length === 0 ? undefined : random.pick(texts)
    const gesture = random.below(20)
    if (text === undefined || gesture < 2) insertBlock(root, random)
    else if (gesture < 10 || (!takesOut && gesture >= 15)) text.insert(boundary(text, random.below(text.length + 1)), someWords(random, 3))
    else if (gesture < 13 && takesOut) deletePart(text, random)
    else if (gesture < 15) formatPart(text, random)
    else if (gesture < 17) splitBlock(text, random)
    else if (gesture < 18) changeHeading(root, random)
    else if (gesture < 19) retype(root, random)
    else if (root.length > 3) root.delete(random.below(root.length), 1)
  })
}

function textsIn(node: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  return node.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsIn(child) : []
  })
}

function someWords(random: Random, most: number): string {
  return Array.from({ length: 1 + random.below(most) }, () => random.pick(words)).join(' ') + ' '
}

function block(name: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement(name)
  element.insert(0, [new Y.XmlText(text)])
  return element
}

function insertBlock(root: Y.XmlFragment, random: Random): void {
  const at = random.below(root.length + 1)
  const kind = random.below(5)
  if (kind < 3) root.insert(at, [block('paragraph', someWords(random, 6))])
  else if (kind === 3) {
    const heading = new Y.XmlElement('heading')
    root.insert(at, [heading])
    setLevel(heading, 3)
    heading.insert(0, [new Y.XmlText(someWords(random, 2))])
  } else {
    const list = new Y.XmlElement('bulletList')
    const item = new Y.XmlElement('listItem')
    item.insert(0, [block('paragraph', someWords(random, 3))])
    list.insert(0, [item])
    root.insert(at, [list])
  }
}

function deletePart(text: Y.XmlText, random: Random): void {
  if (text.length === 0) return
  const at = boundary(text, random.below(text.length))
  const end = boundary(text, at + 1 + random.below(Math.min(text.length - at, 12)))
  text.delete(at, end - at)
}

function formatPart(text: Y.XmlText, random: Random): void {
  if (text.length === 0) return
  const at = boundary(text, random.below(text.length))
  const length = boundary(text, at + 1 + random.below(text.length - at)) - at
  const on = random.chance(0.7)
  const mark = random.pick(['bold', 'italic', 'link'])
  text.format(at, length, { [mark]: on ? (mark === 'link' ? { href: 'https://example.org/' } : {}) : null })
}

function plain(text: Y.XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('')
}

/** Not between the two halves of a character: no editor puts a caret there. */
function boundary(text: Y.XmlText, at: number): number {
  const code = plain(text).charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}

/** Enter in the middle of a paragraph: the editor deletes the tail and writes it again in a new one. */
function splitBlock(text: Y.XmlText, random: Random): void {
  const { parent } = text
  const around = parent?.parent
  if (!(parent instanceof Y.XmlElement) || parent.nodeName !== 'paragraph' || !(around instanceof Y.XmlFragment) || text.length < 2) return
  const at = boundary(text, 1 + random.below(text.length - 1))
  const tail = plain(text).slice(at)
  text.delete(at, text.length - at)
  around.insert(around.toArray().indexOf(parent) + 1, [block('paragraph', tail)])
}

function changeHeading(root: Y.XmlFragment, random: Random): void {
  for (const child of root.toArray()) {
    if (child instanceof Y.XmlElement && child.nodeName === 'heading') {
      setLevel(child, random.pick([3, 4]))
      return
    }
  }
}

/** The editor stores levels as numbers; the types of Yjs know strings only. */
function setLevel(heading: Y.XmlElement, level: number): void {
  heading.setAttribute('level', level as unknown as string)
}

/** A paragraph becomes a quotation: all of it is deleted and written again. */
function retype(root: Y.XmlFragment, random: Random): void {
  if (root.length === 0) return
  const at = random.below(root.length)
  const child = root.get(at)
  if (!(child instanceof Y.XmlElement) || child.nodeName !== 'paragraph') return
  const text = textsIn(child).map(plain).join('')
  const quotation = new Y.XmlElement('blockquote')
  quotation.insert(0, [block('paragraph', text)])
  root.delete(at, 1)
  root.insert(at, [quotation])
}
