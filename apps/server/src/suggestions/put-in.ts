import type { VoicedNode } from '@samskriv/attribution'
import type { Suggestion } from '@samskriv/database'
import { writeContent, type VoicedNodeJson } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import type { Edit, TextBlock } from '@samskriv/sync-server'
import * as Y from 'yjs'
import { changedText } from './changed-text.ts'
import { giveForms } from './forms.ts'
import { remove } from './remove-block.ts'
import type { Speak } from './speak.ts'
import { contentOf, flatText, slice, type Stretch } from './words-at.ts'
import { wordDiff } from './word-diff.ts'

type Node = VoicedNodeJson<VoiceId | null>

/**
 * Makes of the words of a stretch what is suggested. Only what really changes is taken out and put in; all other words stay as they
 * are, or are written again as their authors'.
 */
export function putIn(
  edit: Pick<Edit, 'authorship'>,
  stretch: Stretch,
  suggestion: Pick<Suggestion, 'place' | 'proposed'>,
  speak: Speak,
): void {
  const { paired, more, tail, gone } = changedText(stretch, suggestion)
  const elements: Y.XmlElement[] = []
  for (const { block, text } of paired) {
    rewrite(block, text, speak)
    elements.push(block.element)
  }
  const [first] = stretch.blocks
  for (const text of more) {
    const beside = suggestion.place === 'above' ? first?.element : (elements.at(-1) ?? stretch.blocks.at(-1)?.element)
    elements.push(addParagraph(beside, suggestion.place === 'above' ? 'above' : 'below', text, speak))
  }
  const last = elements.at(-1)
  if (tail.length > 0 && last !== undefined) writeContent<VoiceId | null>(last, tail, speak)
  for (const { element } of gone) remove(element)
  giveForms(
    edit,
    elements,
    suggestion.proposed.map(({ form }) => form),
    speak,
  )
}

/** At the end of a section in which nothing else has a place. */
export function putAtEnd(
  root: Y.XmlFragment,
  suggestion: Pick<Suggestion, 'proposed'>,
  edit: Pick<Edit, 'authorship'>,
  speak: Speak,
): void {
  const elements = suggestion.proposed.map(({ text }) => {
    speak(null)
    const element = new Y.XmlElement('paragraph')
    root.push([element])
    writeContent<VoiceId | null>(element, nodesOf(text), speak)
    return element
  })
  giveForms(
    edit,
    elements,
    suggestion.proposed.map(({ form }) => form),
    speak,
  )
}

/** Makes another text of a paragraph, in place where its lines stay. */
function rewrite(block: TextBlock, text: string, speak: Speak): void {
  const content = contentOf(block)
  const flat = flatText(content)
  const pieces = wordDiff(flat, text)
  if (pieces.some(({ kind, text: one }) => kind !== 'same' && one.includes('\n'))) {
    const { element } = block
    element.delete(0, element.length)
    writeContent<VoiceId | null>(element, rewritten(content, pieces), speak)
    return
  }
  let at = flat.length
  for (const { kind, text: one } of pieces.toReversed()) {
    if (kind === 'added') {
      speak(null)
      insertAt(block.element, at, one)
    } else {
      at -= one.length
      if (kind === 'removed') removeAt(block.element, at, one)
    }
  }
}

function rewritten(content: readonly VoicedNode[], pieces: ReturnType<typeof wordDiff>): readonly Node[] {
  let at = 0
  return pieces.flatMap(({ kind, text }): readonly Node[] => {
    if (kind === 'added') return nodesOf(text)
    const from = at
    at += text.length
    const nodes = slice(content, from, at)
    return kind === 'same' ? nodes : nodes.filter((node) => !('text' in node) && node.type !== 'hardBreak')
  })
}

/** Text of whoever made the suggestion. */
function nodesOf(text: string): readonly Node[] {
  return text
    .split('\n')
    .flatMap((line, index): readonly Node[] => [
      ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
      ...(line === '' ? [] : [{ type: 'text' as const, text: line, voice: null }]),
    ])
}

function insertAt(element: Y.XmlElement, offset: number, text: string): void {
  let at = 0
  for (const [index, child] of element.toArray().entries()) {
    const length = child instanceof Y.XmlText ? child.length : 1
    if (child instanceof Y.XmlText && offset <= at + length) {
      child.insert(offset - at, text)
      return
    }
    if (!(child instanceof Y.XmlText) && offset <= at) {
      element.insert(index, [new Y.XmlText(text)])
      return
    }
    at += length
  }
  element.push([new Y.XmlText(text)])
}

/** What is no text stays. */
function removeAt(element: Y.XmlElement, from: number, removed: string): void {
  let at = 0
  for (const child of element.toArray()) {
    const length = child instanceof Y.XmlText ? child.length : 1
    if (child instanceof Y.XmlText) {
      const begins = Math.max(from, at)
      const ends = Math.min(from + removed.length, at + length)
      if (ends > begins) child.delete(begins - at, ends - begins)
    }
    at += length
  }
}

/** In a list it is an item of its own. */
function addParagraph(sibling: Y.XmlElement | undefined, side: 'above' | 'below', text: string, speak: Speak): Y.XmlElement {
  const item = sibling?.parent
  if (sibling === undefined || !(item instanceof Y.XmlFragment)) throw new Error('paragraph-without-place')
  speak(null)
  const paragraph = new Y.XmlElement('paragraph')
  const isItem = item instanceof Y.XmlElement && item.nodeName === 'listItem'
  const [parent, next] = isItem && item.parent instanceof Y.XmlFragment ? [item.parent, item] : [item, sibling]
  const at = parent.toArray().indexOf(next) + (side === 'below' ? 1 : 0)
  if (parent === item) parent.insert(at, [paragraph])
  else {
    const listItem = new Y.XmlElement('listItem')
    parent.insert(at, [listItem])
    listItem.insert(0, [paragraph])
  }
  writeContent<VoiceId | null>(paragraph, nodesOf(text), speak)
  return paragraph
}
