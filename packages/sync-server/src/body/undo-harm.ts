import { type Authorship, saidInAttribute, voiceOfSaid } from '@samskriv/attribution'
import { sectionRoot, writeContent } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { Harm, Sections } from './harm.ts'
import { IdRanges } from './id-ranges.ts'
import { idOf, isElement, nodesOf, runsIn, type TreeElement, type TreeNode, type TreeRun, type TreeText } from './section-tree.ts'

type Speak = (voice: VoiceId) => void

interface Words {
  readonly doc: Y.Doc
  readonly authorship: Authorship
}

/**
 * Makes the harmed blocks what they were, every word under the voice it had. What still stands of them stays as it is; what came into
 * them goes; what went is written again where it stood.
 *
 * @param speak - is told whose words come next
 */
export function undoHarm({ doc, authorship }: Words, before: Sections, harm: Harm, speak: Speak): void {
  for (const [section, blocks] of before) {
    const root = doc.getXmlFragment(sectionRoot(section))
    const known = new Set(blocks.map(({ id }) => id))
    for (const child of root.toArray().toReversed()) {
      const id = idOf(child)
      if (harm.after.has(id) && !known.has(id)) root.delete(root.toArray().indexOf(child), 1)
    }
    let at = 0
    for (const [place, block] of blocks.entries()) {
      const standing = placeOf(root, block)
      if (standing >= 0) at = standing + 1
      if (!harm.before.has(block.id)) continue
      const child = standing < 0 ? undefined : root.get(standing)
      if (child instanceof Y.XmlElement) restoreElement(child, block, authorship, speak)
      else {
        // What stood before it may have gone for something else: then it is as far down as it was.
        const next = blocks.slice(place + 1).map((one) => placeOf(root, one))
        at = Math.max(at, Math.min(place, next.find((one) => one >= 0) ?? root.length))
        insert(root, at, block, speak)
        at += 1
      }
    }
  }
}

function placeOf(root: Y.XmlFragment, { id }: TreeElement): number {
  return root.toArray().findIndex((child) => idOf(child) === id)
}

function restoreElement(element: Y.XmlElement, before: TreeElement, authorship: Authorship, speak: Speak): void {
  for (const [name, value] of Object.entries(before.attrs)) {
    const isOthers = name === saidInAttribute[before.name] && voiceOfSaid(element, authorship) !== before.voice
    if (!isOthers && JSON.stringify(element.getAttribute(name)) === JSON.stringify(value)) continue
    if (before.voice !== null) speak(before.voice)
    // Yjs stores any JSON value; its types know only strings here.
    element.setAttribute(name, value as string)
  }
  for (const name of Object.keys(element.getAttributes())) if (!(name in before.attrs)) element.removeAttribute(name)
  const known = new Set(before.children.map(({ id }) => id))
  for (let index = element.length - 1; index >= 0; index -= 1) {
    const child = element.get(index)
    if (!known.has(idOf(child))) element.delete(index, 1)
  }
  for (const [index, wanted] of before.children.entries()) {
    const child = index < element.length ? element.get(index) : undefined
    if (child === undefined || idOf(child) !== wanted.id) insert(element, index, wanted, speak)
    else if (child instanceof Y.XmlText && !isElement(wanted)) restoreText(child, wanted, speak)
    else if (child instanceof Y.XmlElement && isElement(wanted)) restoreElement(child, wanted, authorship, speak)
  }
}

function restoreText(text: Y.XmlText, before: TreeText, speak: Speak): void {
  const known = new IdRanges(before.runs)
  const standing: { readonly run: { client: number; clock: number; length: number; text: string }; readonly at: number }[] = []
  let at = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    standing.push({ run: { ...item.id, length: item.length, text: item.content.str }, at })
    at += item.length
  }
  for (const { run, at: begins } of standing.toReversed())
    for (const { run: piece, isIn } of known.cut(run).toReversed()) if (!isIn) text.delete(begins + piece.clock - run.clock, piece.length)
  const left = new IdRanges(standing.map(({ run }) => run))
  at = 0
  for (const run of before.runs) {
    for (const { run: piece, isIn } of left.cut(run)) {
      if (!isIn) {
        speak(piece.voice)
        text.insert(at, piece.text, piece.marks)
      }
      at += piece.length
    }
  }
}

function insert(parent: Y.XmlFragment, at: number, node: TreeNode, speak: Speak): void {
  const first = firstVoice(node)
  if (first !== undefined) speak(first)
  if (isElement(node)) {
    const element = new Y.XmlElement(node.name)
    parent.insert(at, [element])
    if (node.voice !== null) speak(node.voice)
    for (const [name, value] of Object.entries(node.attrs)) element.setAttribute(name, value as string)
    writeContent(element, node.children.flatMap(nodesOf), speak)
    speakAgain(element, node, speak)
    return
  }
  const text = new Y.XmlText()
  parent.insert(at, [text])
  for (const run of node.runs) write(text, run, speak)
}

/** What notes and pictures inside it say was written together with the words beside them, which may be another's. */
function speakAgain(element: Y.XmlElement, node: TreeElement, speak: Speak): void {
  const written = elementsIn(element)
  for (const [place, { name, attrs, voice }] of node.children.filter(isElement).flatMap(allIn).entries()) {
    const said = saidInAttribute[name]
    const value = said === undefined ? undefined : attrs[said]
    if (said === undefined || voice === null || typeof value !== 'string') continue
    speak(voice)
    written[place]?.setAttribute(said, value)
  }
}

function allIn(node: TreeElement): readonly TreeElement[] {
  return [node, ...node.children.filter(isElement).flatMap(allIn)]
}

function elementsIn(element: Y.XmlElement): readonly Y.XmlElement[] {
  return element.toArray().flatMap((child) => (child instanceof Y.XmlElement ? [child, ...elementsIn(child)] : []))
}

function write(text: Y.XmlText, { text: words, voice, marks }: TreeRun, speak: Speak): void {
  speak(voice)
  text.insert(text.length, words, marks)
}

function firstVoice(node: TreeNode): VoiceId | undefined {
  return runsIn(node)[0]?.voice
}
