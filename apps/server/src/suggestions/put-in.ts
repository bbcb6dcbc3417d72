import type { Suggestion } from '@samskriv/database'
import type { Edit } from '@samskriv/sync-server'
import * as Y from 'yjs'
import { addParagraph } from './add-paragraph.ts'
import { changedText, isNew, type ChangedParagraph, type ChangedPart } from './changed-text.ts'
import { giveForms } from './forms.ts'
import { remove } from './remove-block.ts'
import type { Speak } from './speak.ts'
import type { Stretch } from './words-at.ts'
import { withVoices, write, type Inline } from './written.ts'

/**
 * Makes of the words of a stretch what is suggested. Only what really changes is taken out and put in; all other words stay as they
 * are, or are written again as their authors', with their formatting and notes, where they come to stand elsewhere.
 */
export function putIn(
  { authorship }: Pick<Edit, 'authorship'>,
  stretch: Stretch,
  suggestion: Pick<Suggestion, 'place' | 'proposed'>,
  speak: Speak,
): void {
  const { passage, paragraphs, gone } = changedText(stretch, suggestion)
  // All is read before anything is changed.
  const contents = passage.blocks.map(({ element, block }) => withVoices(element, block, authorship))
  const inlinesOf = (part: ChangedPart): readonly Inline[] =>
    isNew(part) ? newInlines(part) : cut(contents[part.block] ?? [], part.at, part.to)
  const hosts = paragraphs.map(({ host }) => (host === null ? undefined : passage.blocks[host]?.element))
  const elements: Y.XmlElement[] = []
  const [firstBlock, lastBlock] = [stretch.blocks[0]?.element, stretch.blocks.at(-1)?.element]
  for (const [index, paragraph] of paragraphs.entries()) {
    const host = hosts[index]
    if (host === undefined) {
      const before = elements.at(-1) ?? (suggestion.place === 'below' ? lastBlock : undefined)
      const after = hosts.find((one) => one !== undefined) ?? firstBlock
      const element = before === undefined ? addParagraph(after, 'above', speak) : addParagraph(before, 'below', speak)
      write(element, paragraph.parts.flatMap(inlinesOf), speak)
      elements.push(element)
    } else {
      rewrite(host, contents[paragraph.host ?? 0] ?? [], paragraph, inlinesOf, speak)
      elements.push(host)
    }
  }
  for (const { element } of gone) remove(element)
  const forms = suggestion.proposed.map(({ form }) => form)
  giveForms({ authorship }, elements, forms, speak)
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
    write(element, newInlines({ text, marks: undefined }), speak)
    return element
  })
  const forms = suggestion.proposed.map(({ form }) => form)
  giveForms(edit, elements, forms, speak)
}

/** What comes in the place of a part of a paragraph that does not stay. */
interface Gap {
  readonly from: number
  readonly to: number
  readonly inlines: readonly Inline[]
}

/** Makes another text of a paragraph: in place where only words change, so that the others keep even their ids. */
function rewrite(
  element: Y.XmlElement,
  content: readonly Inline[],
  { host, parts }: ChangedParagraph,
  inlinesOf: (part: ChangedPart) => readonly Inline[],
  speak: Speak,
): void {
  const gaps: Gap[] = []
  let [at, coming]: [number, Inline[]] = [0, []]
  const until = (to: number): void => {
    if (to > at || coming.length > 0) gaps.push({ from: at, to, inlines: coming })
    coming = []
  }
  for (const part of parts) {
    if (!isNew(part) && part.block === host && part.stays && part.at >= at) {
      until(part.at)
      at = part.to
    } else coming.push(...inlinesOf(part))
  }
  until(content.reduce((sum, inline) => sum + lengthOf(inline), 0))
  const isWordsAlone = gaps.every(({ from, to, inlines }) => [...inlines, ...cut(content, from, to)].every(({ node }) => 'voice' in node))
  if (isWordsAlone) for (const gap of gaps.toReversed()) replace(element, gap, speak)
  else {
    element.delete(0, element.length)
    write(element, parts.flatMap(inlinesOf), speak)
  }
}

/** Words for words. */
function replace(element: Y.XmlElement, { from, to, inlines }: Gap, speak: Speak): void {
  let at = from
  for (const { node, voice } of inlines) {
    if (!('voice' in node)) continue
    speak(voice)
    const marks = Object.fromEntries((node.marks ?? []).map(({ type, attrs }) => [type, attrs ?? {}]))
    const { text, offset } = textAt(element, at)
    text.insert(offset, node.text, marks)
    at += node.text.length
  }
  const coming = at - from
  for (const { text, begins, ends } of textsIn(element)) {
    const [first, last] = [Math.max(begins, at), Math.min(ends, to + coming)]
    if (last > first) text.delete(first - begins, last - first)
  }
}

function textAt(element: Y.XmlElement, at: number): { readonly text: Y.XmlText; readonly offset: number } {
  const known = textsIn(element).find(({ begins, ends }) => at >= begins && at <= ends)
  if (known !== undefined) return { text: known.text, offset: at - known.begins }
  const text = new Y.XmlText()
  let begins = 0
  const index = element.toArray().findIndex((child) => {
    if (begins >= at) return true
    begins += child instanceof Y.XmlText ? child.length : 1
    return false
  })
  element.insert(index < 0 ? element.length : index, [text])
  return { text, offset: 0 }
}

function textsIn(element: Y.XmlElement): readonly { readonly text: Y.XmlText; readonly begins: number; readonly ends: number }[] {
  let at = 0
  return element.toArray().flatMap((child) => {
    const begins = at
    at += child instanceof Y.XmlText ? child.length : 1
    return child instanceof Y.XmlText ? [{ text: child, begins, ends: at }] : []
  })
}

/** Text of whoever made the suggestion. */
function newInlines({ text, marks }: { readonly text: string; readonly marks: Extract<ChangedPart, { text: string }>['marks'] }): Inline[] {
  return text
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index === 0 ? [] : [{ node: { type: 'hardBreak' }, voice: null }]),
      ...(line === ''
        ? []
        : [{ node: { type: 'text' as const, text: line, voice: null, ...(marks === undefined ? {} : { marks }) }, voice: null }]),
    ])
}

/** What stands at `[from, to)`, texts cut at both ends. */
function cut(inlines: readonly Inline[], from: number, to: number): readonly Inline[] {
  let at = 0
  return inlines.flatMap((inline): readonly Inline[] => {
    const begins = at
    at += lengthOf(inline)
    if (at <= from || begins >= to) return []
    const { node, voice } = inline
    if (!('voice' in node)) return [inline]
    return [{ node: { ...node, text: node.text.slice(Math.max(0, from - begins), to - begins) }, voice }]
  })
}

function lengthOf({ node }: Inline): number {
  return 'voice' in node ? node.text.length : 1
}
