import type { Authorship } from '@samskriv/attribution'
import type { SuggestedBlock, Suggestion } from '@samskriv/database'
import type { Edit } from '@samskriv/sync-server'
import * as Y from 'yjs'
import { changedText } from './changed-text.ts'
import { remove } from './remove-block.ts'
import type { Speak } from './speak.ts'
import type { Stretch } from './words-at.ts'
import { inlinesOf, isParagraph, write, writeBlock, writtenBlock, type Written } from './written.ts'

type Form = NonNullable<SuggestedBlock['form']>

/** With which number a list begins at most. */
const largestStart = 9999

/**
 * Makes headings, lists, quotations or plain paragraphs of blocks, each where it stands: a list or a quotation is parted there. Those
 * without a form stay what they are. Authors keep their words.
 */
export function giveForms(
  { authorship }: Pick<Edit, 'authorship'>,
  elements: readonly Y.XmlElement[],
  forms: readonly (Form | undefined)[],
  speak: Speak,
): void {
  const standing = [...elements]
  const isChanged = (index: number): boolean => {
    const [element, form] = [elements[index], forms[index]]
    return element !== undefined && changesForm(element, form)
  }
  const changed = new Set([...elements.keys()].filter(isChanged))
  const parted = new PartedLists()
  for (const index of [...changed].toReversed()) {
    const again = standOut(standing, index, authorship, speak, parted)
    for (const [place, element] of standing.entries()) standing[place] = again.get(element) ?? element
  }
  speak(null)
  parted.number()
  for (const [index, element] of standing.entries()) {
    const form = forms[index]
    if (form === undefined || !changed.has(index)) continue
    const before = standing[index - 1]
    standing[index] = become(element, form, before === undefined ? null : topOf(before), authorship, speak)
  }
}

/** Whether something else would be made of a paragraph in a cell of a table: a cell has no place for headings, nor a table for what stands between. */
export function changesFormInTable(stretch: Stretch, suggested: Pick<Suggestion, 'place' | 'proposed'>): boolean {
  const { passage, paragraphs } = changedText(stretch, suggested)
  const [first, last] = [stretch.blocks[0], stretch.blocks.at(-1)]
  let beside = suggested.place === 'below' ? last : first
  return paragraphs.some(({ host }, index) => {
    beside = host === null ? beside : (passage.blocks[host] ?? beside)
    const form = suggested.proposed[index]?.form
    return beside !== undefined && topOf(beside.element).nodeName === 'table' && changesForm(beside.element, form)
  })
}

/** Whether a block is something else than it would be. */
function changesForm(element: Y.XmlElement, form: Form | undefined): boolean {
  return form !== undefined && form !== formOf(element)
}

/**
 * Makes a block of the section of one that stands in a list or a quotation, between what comes before and after it there.
 *
 * @returns which paragraphs are written again, and as which
 */
function standOut(
  elements: Y.XmlElement[],
  index: number,
  authorship: Authorship,
  speak: Speak,
  parted: PartedLists,
): ReadonlyMap<Y.XmlElement, Y.XmlElement> {
  const again = new Map<Y.XmlElement, Y.XmlElement>()
  const element = elements[index]
  const root = element === undefined ? null : topOf(element).parent
  if (element === undefined || !(root instanceof Y.XmlFragment) || root === element.parent) return again
  const top = topOf(element)
  const at = root.toArray().indexOf(top)
  const behind = partBehind(top, element, authorship)
  const inlines = inlinesOf(element, authorship)
  speak(null)
  const paragraph = new Y.XmlElement('paragraph')
  root.insert(at + 1, [paragraph])
  write(paragraph, inlines, speak)
  if (behind !== null) {
    const written = writeBlock(root, at + 2, behind.written, speak)
    for (const [place, old] of behind.paragraphs.entries()) {
      const fresh = written[place]
      if (fresh !== undefined) again.set(old, fresh)
    }
    for (const old of behind.paragraphs) remove(old)
    parted.add(top, root.get(at + 2))
  }
  remove(element)
  elements[index] = paragraph
  return again
}

/** Lists with numbers that are parted go on counting where the part before ends. */
class PartedLists {
  readonly #parts: { readonly start: number; readonly lists: Y.XmlElement[] }[] = []

  add(before: Y.XmlElement, behind: unknown): void {
    if (before.nodeName !== 'orderedList' || !(behind instanceof Y.XmlElement)) return
    const known = this.#parts.find(({ lists }) => lists[0] === before)
    if (known === undefined) this.#parts.push({ start: startOf(before), lists: [before, behind] })
    else known.lists.splice(1, 0, behind)
  }

  number(): void {
    for (const { start, lists } of this.#parts) {
      let next = start
      for (const list of lists) {
        // One of which nothing was left is gone.
        if (list.parent === null || list._item?.deleted === true) continue
        // Yjs stores any JSON value; its types know only strings here.
        if (startOf(list) !== next) list.setAttribute('start', Math.min(next, largestStart) as unknown as string)
        next += list.length
      }
    }
  }
}

function startOf(list: Y.XmlElement): number {
  return Number(list.getAttribute('start') ?? 1)
}

interface Behind {
  readonly written: Written
  readonly paragraphs: readonly Y.XmlElement[]
}

/** What stands behind a block in all that holds it; null for nothing. Numbers go on. */
function partBehind(holder: Y.XmlElement, element: Y.XmlElement, authorship: Authorship): Behind | null {
  const children = holder.toArray().filter((child) => child instanceof Y.XmlElement)
  const place = children.findIndex((child) => child === element || paragraphsIn(child).includes(element))
  const within = children[place]
  if (within === undefined) return null
  const first = within === element ? null : partBehind(within, element, authorship)
  const rest = children.slice(place + 1)
  if (first === null && rest.length === 0) return null
  const { name, attributes } = writtenBlock(holder, authorship)
  const content = [...(first === null ? [] : [first.written]), ...rest.map((child) => writtenBlock(child, authorship))]
  const others = attributes.filter(([attribute]) => attribute !== 'start')
  const before = place + (paragraphsIn(within)[0] === element ? 0 : 1)
  const start = Math.min(startOf(holder) + before, largestStart)
  const isNumbered = holder.nodeName === 'orderedList'
  return {
    written: { name, attributes: isNumbered ? [...others, ['start', start]] : attributes, content },
    paragraphs: [...(first?.paragraphs ?? []), ...rest.flatMap(paragraphsIn)],
  }
}

function paragraphsIn(element: Y.XmlElement): readonly Y.XmlElement[] {
  if (isParagraph(element)) return [element]
  return element.toArray().flatMap((child) => (child instanceof Y.XmlElement ? paragraphsIn(child) : []))
}

/** In the place of a block that stands by itself; a list that stands right before takes another item. */
function become(element: Y.XmlElement, form: Form, before: Y.XmlElement | null, authorship: Authorship, speak: Speak): Y.XmlElement {
  const root = element.parent
  if (!(root instanceof Y.XmlFragment)) throw new Error('block-without-section')
  if (form === 'paragraph' && element.nodeName === form) return element
  const inlines = inlinesOf(element, authorship)
  const at = root.toArray().indexOf(element)
  speak(null)
  const { outer, inner } = newBlock(form, at > 0 && root.get(at - 1) === before ? before : null)
  if (outer !== null) root.insert(at, [outer])
  const block = inner()
  write(block, inlines, speak)
  remove(element)
  return block
}

/** The block, and what holds it. */
function newBlock(form: Form, before: Y.XmlElement | null): { outer: Y.XmlElement | null; inner: () => Y.XmlElement } {
  switch (form) {
    case 'paragraph':
      return standing(new Y.XmlElement('paragraph'))
    case 'heading-3':
    case 'heading-4': {
      const heading = new Y.XmlElement('heading')
      return {
        outer: heading,
        inner: () => {
          // Yjs stores any JSON value; its types know only strings here.
          heading.setAttribute('level', Number(form.slice(-1)) as unknown as string)
          return heading
        },
      }
    }
    case 'quote': {
      const quote = new Y.XmlElement('blockquote')
      return { outer: quote, inner: () => paragraphIn(quote) }
    }
    case 'bullet':
    case 'numbered': {
      const name = form === 'bullet' ? 'bulletList' : 'orderedList'
      const list = before?.nodeName === name ? before : new Y.XmlElement(name)
      return {
        outer: list === before ? null : list,
        inner: () => {
          const item = new Y.XmlElement('listItem')
          list.push([item])
          return paragraphIn(item)
        },
      }
    }
  }
}

function standing(block: Y.XmlElement): { outer: Y.XmlElement; inner: () => Y.XmlElement } {
  return { outer: block, inner: () => block }
}

function paragraphIn(parent: Y.XmlElement): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  parent.push([paragraph])
  return paragraph
}

/** The block of the section that an element is, or is in. */
function topOf(element: Y.XmlElement): Y.XmlElement {
  return element.parent instanceof Y.XmlElement ? topOf(element.parent) : element
}

function formOf(element: Y.XmlElement): Form | undefined {
  const { parent, nodeName } = element
  if (nodeName === 'heading') return Number(element.getAttribute('level')) === 4 ? 'heading-4' : 'heading-3'
  if (!(parent instanceof Y.XmlElement) || parent.nodeName === 'tableCell') return 'paragraph'
  if (parent.nodeName === 'blockquote') return 'quote'
  if (parent.nodeName !== 'listItem') return undefined
  return parent.parent instanceof Y.XmlElement && parent.parent.nodeName === 'orderedList' ? 'numbered' : 'bullet'
}
