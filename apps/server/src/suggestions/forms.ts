import { spansOfBlock } from '@samskriv/attribution'
import type { SuggestedBlock } from '@samskriv/database'
import { writeContent } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import type { Edit } from '@samskriv/sync-server'
import * as Y from 'yjs'
import { remove } from './remove-block.ts'
import type { Speak } from './speak.ts'

type Form = NonNullable<SuggestedBlock['form']>

/** Makes headings, lists, quotations or plain paragraphs of blocks; those without a form stay what they are. Authors keep their words. */
export function giveForms(
  { authorship }: Pick<Edit, 'authorship'>,
  elements: readonly Y.XmlElement[],
  forms: readonly (Form | undefined)[],
  speak: Speak,
): void {
  let after: Y.XmlElement | null = null
  for (const [index, element] of elements.entries()) {
    const form = forms[index]
    if (form === undefined || form === formOf(element)) {
      after = topOf(element)
      continue
    }
    const { content = [] } = spansOfBlock(element, authorship)
    const top = topOf(element)
    const root = top.parent
    if (!(root instanceof Y.XmlFragment)) throw new Error('block-without-section')
    const anchor: Y.XmlElement = after ?? top
    const at = root.toArray().indexOf(anchor) + (after !== null || top !== element ? 1 : 0)
    speak(null)
    const { outer, inner } = newBlock(form, after)
    if (outer !== null) root.insert(at, [outer])
    const block = inner()
    writeContent<VoiceId | null>(block, content, speak)
    remove(element)
    after = topOf(block)
  }
}

/** The block, and what holds it; a list that stands right before takes another item. */
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
  if (!(parent instanceof Y.XmlElement)) return 'paragraph'
  if (parent.nodeName === 'blockquote') return 'quote'
  if (parent.nodeName !== 'listItem') return undefined
  return parent.parent instanceof Y.XmlElement && parent.parent.nodeName === 'orderedList' ? 'numbered' : 'bullet'
}
