import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import * as prng from 'lib0/prng'
import * as Y from 'yjs'

type Chance = prng.PRNG

/** An element with words in it, and where it stands among its siblings. */
interface TextBlock {
  readonly element: Y.XmlElement
  readonly text: Y.XmlText
  readonly parent: Y.XmlFragment
}

/**
 * One thing a person does in an editor, as y-tiptap writes it: one transaction in which splitting, joining, retyping a block and
 * moving delete words and insert them again under the person's own clientID.
 */
export function randomEdit(doc: Y.Doc, sections: readonly SectionKey[], chance: Chance, origin: unknown): void {
  const root = doc.getXmlFragment(sectionRoot(prng.oneOf(chance, [...sections])))
  const other = doc.getXmlFragment(sectionRoot(prng.oneOf(chance, [...sections])))
  doc.transact(() => edit(root, other, chance), origin)
}

function edit(root: Y.XmlFragment, other: Y.XmlFragment, chance: Chance): void {
  const blocks = textBlocksIn(root)
  if (blocks.length === 0) return root.push([paragraphOf(words(chance))])
  const block = prng.oneOf(chance, blocks)
  switch (prng.int32(chance, 0, 15)) {
    case 0:
      return root.insert(prng.int32(chance, 0, root.length), [paragraphOf(words(chance))])
    case 1:
    case 2:
    case 3:
    case 4:
      return block.text.insert(placeIn(block.text, chance), words(chance))
    case 5:
    case 6:
      return erase(block.text, chance)
    case 7:
      return split(block, chance)
    case 8:
      return join(block)
    case 9:
    case 10:
      return format(block.text, chance)
    case 11:
      return listOn(root, chance)
    case 12:
      return listOff(root, chance)
    case 13:
      return retype(block, chance)
    case 14:
      return move(root, other, chance)
    case 15:
      return block.element.push([new Y.XmlElement('hardBreak'), textOf(words(chance))])
  }
}

function textBlocksIn(parent: Y.XmlFragment): TextBlock[] {
  return parent.toArray().flatMap((child): TextBlock[] => {
    if (!(child instanceof Y.XmlElement)) return []
    const text = child.toArray().find((inner) => inner instanceof Y.XmlText)
    return text === undefined ? textBlocksIn(child) : [{ element: child, text, parent }]
  })
}

function erase(text: Y.XmlText, chance: Chance): void {
  const { from, to } = stretchOf(text, chance)
  const end = besidePair(text, Math.min(to, from + 12))
  if (end > from) text.delete(from, end - from)
}

function placeIn(text: Y.XmlText, chance: Chance): number {
  return besidePair(text, prng.int32(chance, 0, text.length))
}

function stretchOf(text: Y.XmlText, chance: Chance): { readonly from: number; readonly to: number } {
  const places = [placeIn(text, chance), placeIn(text, chance)]
  return { from: Math.min(...places), to: Math.max(...places) }
}

/** Never between the two halves of one character: no editor puts a caret there. */
function besidePair(text: Y.XmlText, at: number): number {
  const delta: { insert: string }[] = text.toDelta()
  const code = delta
    .map(({ insert }) => insert)
    .join('')
    .charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}

/** Enter: the tail goes into a new block of the same kind. */
function split({ element, text, parent }: TextBlock, chance: Chance): void {
  const at = placeIn(text, chance)
  const next = like(element, element.nodeName)
  const tail = new Y.XmlText()
  parent.insert(indexIn(parent, element) + 1, [next])
  next.push([tail])
  tail.applyDelta(tailFrom(text, at))
  if (at < text.length) text.delete(at, text.length - at)
}

/** Backspace at the beginning of the block after this one. */
function join({ element, text, parent }: TextBlock): void {
  const index = indexIn(parent, element)
  const next = parent.get(index + 1)
  if (!(next instanceof Y.XmlElement)) return
  const [nextText] = next.toArray()
  if (!(nextText instanceof Y.XmlText) || next.length > 1) return
  const delta: { insert: string; attributes?: Record<string, unknown> }[] = nextText.toDelta()
  text.applyDelta([...(text.length > 0 ? [{ retain: text.length }] : []), ...delta])
  parent.delete(index + 1, 1)
}

function format(text: Y.XmlText, chance: Chance): void {
  const { from, to } = stretchOf(text, chance)
  const link = { href: 'https://example.org/' }
  const mark = prng.oneOf(chance, [{ bold: {} }, { italic: {} }, { bold: null }, { italic: null }, { link }, { link: null }])
  if (to > from) text.format(from, to - from, mark)
}

function listOn(root: Y.XmlFragment, chance: Chance): void {
  const index = prng.int32(chance, 0, root.length - 1)
  const block = root.get(index)
  if (!(block instanceof Y.XmlElement) || block.nodeName !== 'paragraph') return
  const list = new Y.XmlElement(prng.oneOf(chance, ['bulletList', 'orderedList']))
  const item = new Y.XmlElement('listItem')
  const inside = copyOf(block)
  root.delete(index, 1)
  root.insert(index, [list])
  list.push([item])
  item.push([inside])
}

function listOff(root: Y.XmlFragment, chance: Chance): void {
  const lists = root.toArray().filter((child) => child instanceof Y.XmlElement && child.nodeName.endsWith('List'))
  if (lists.length === 0) return
  const list = prng.oneOf(chance, lists)
  if (!(list instanceof Y.XmlElement)) return
  const freed = list.toArray().flatMap((item) =>
    item instanceof Y.XmlElement
      ? item
          .toArray()
          .filter(isElement)
          .map((inner) => copyOf(inner))
      : [],
  )
  const index = indexIn(root, list)
  root.delete(index, 1)
  root.insert(index, freed)
}

/** Paragraph to heading and back: y-tiptap makes a new element for another kind of block. */
function retype({ element, parent }: TextBlock, chance: Chance): void {
  if (element.parent instanceof Y.XmlElement) return
  const index = indexIn(parent, element)
  const kind = element.nodeName === 'heading' ? 'paragraph' : 'heading'
  const retyped = new Y.XmlElement(kind)
  if (kind === 'heading') setLevel(retyped, prng.oneOf(chance, [3, 4]))
  retyped.insert(0, childrenOf(element))
  parent.delete(index, 1)
  parent.insert(index, [retyped])
}

function move(from: Y.XmlFragment, to: Y.XmlFragment, chance: Chance): void {
  const index = prng.int32(chance, 0, from.length - 1)
  const block = from.get(index)
  if (!(block instanceof Y.XmlElement)) return
  const copy = copyOf(block)
  from.delete(index, 1)
  to.insert(prng.int32(chance, 0, to.length), [copy])
}

function copyOf(element: Y.XmlElement): Y.XmlElement {
  const copy = like(element, element.nodeName)
  copy.insert(0, childrenOf(element))
  return copy
}

function childrenOf(element: Y.XmlElement): (Y.XmlElement | Y.XmlText)[] {
  return element.toArray().flatMap((child): (Y.XmlElement | Y.XmlText)[] => {
    if (child instanceof Y.XmlElement) return [copyOf(child)]
    if (!(child instanceof Y.XmlText)) return []
    const text = new Y.XmlText()
    text.applyDelta(child.toDelta())
    return [text]
  })
}

function like(element: Y.XmlElement, nodeName: string): Y.XmlElement {
  const made = new Y.XmlElement(nodeName)
  if (nodeName === 'heading') setLevel(made, element.getAttribute('level') ?? 3)
  return made
}

function setLevel(heading: Y.XmlElement, level: unknown): void {
  // Yjs holds any JSON value here; its types know only strings.
  heading.setAttribute('level', level as string)
}

function tailFrom(text: Y.XmlText, at: number): { insert: string; attributes?: Record<string, unknown> }[] {
  let passed = 0
  const delta: { insert: string; attributes?: Record<string, unknown> }[] = text.toDelta()
  return delta.flatMap(({ insert, ...rest }) => {
    const kept = insert.slice(Math.max(0, at - passed))
    passed += insert.length
    return kept === '' ? [] : [{ insert: kept, ...rest }]
  })
}

function paragraphOf(content: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [textOf(content)])
  return paragraph
}

function textOf(content: string): Y.XmlText {
  const text = new Y.XmlText()
  text.insert(0, content)
  return text
}

function indexIn(parent: Y.XmlFragment, child: Y.XmlElement): number {
  return parent.toArray().indexOf(child)
}

function isElement(child: Y.XmlElement | Y.XmlText | Y.XmlHook): child is Y.XmlElement {
  return child instanceof Y.XmlElement
}

function words(chance: Chance): string {
  const some = Array.from({ length: prng.int32(chance, 1, 4) }, () => prng.word(chance, 1, 9))
  return prng.int32(chance, 0, 9) === 0 ? `${some.join(' ')} 🌿 ` : `${some.join(' ')} `
}
