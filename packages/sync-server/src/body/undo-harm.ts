import { sectionRoot, writeContent } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { Harm, Sections } from './harm.ts'
import { IdRanges } from './id-ranges.ts'
import { idOf, isElement, nodesOf, runsIn, type TreeElement, type TreeNode, type TreeRun, type TreeText } from './section-tree.ts'

type Speak = (voice: VoiceId) => void

/**
 * Makes the harmed blocks what they were, every word under the voice it had. What still stands of them stays as it is; what came into
 * them goes; what went is written again where it stood.
 *
 * @param speak - is told whose words come next
 */
export function undoHarm(doc: Y.Doc, before: Sections, harm: Harm, speak: Speak): void {
  for (const [section, blocks] of before) {
    const root = doc.getXmlFragment(sectionRoot(section))
    const known = new Set(blocks.map(({ id }) => id))
    for (const child of root.toArray().toReversed()) {
      const id = idOf(child)
      if (harm.after.has(id) && !known.has(id)) root.delete(root.toArray().indexOf(child), 1)
    }
    let at = 0
    for (const block of blocks) {
      const standing = root.toArray().findIndex((child) => idOf(child) === block.id)
      if (standing >= 0) at = standing + 1
      if (!harm.before.has(block.id)) continue
      const child = standing < 0 ? undefined : root.get(standing)
      if (child instanceof Y.XmlElement) restoreElement(child, block, speak)
      else {
        insert(root, at, block, speak)
        at += 1
      }
    }
  }
}

function restoreElement(element: Y.XmlElement, before: TreeElement, speak: Speak): void {
  for (const [name, value] of Object.entries(before.attrs))
    // Yjs stores any JSON value; its types know only strings here.
    if (JSON.stringify(element.getAttribute(name)) !== JSON.stringify(value)) element.setAttribute(name, value as string)
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
    else if (child instanceof Y.XmlElement && isElement(wanted)) restoreElement(child, wanted, speak)
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
    for (const [name, value] of Object.entries(node.attrs)) element.setAttribute(name, value as string)
    writeContent(element, node.children.flatMap(nodesOf), speak)
    return
  }
  const text = new Y.XmlText()
  parent.insert(at, [text])
  for (const run of node.runs) write(text, run, speak)
}

function write(text: Y.XmlText, { text: words, voice, marks }: TreeRun, speak: Speak): void {
  speak(voice)
  text.insert(text.length, words, marks)
}

function firstVoice(node: TreeNode): VoiceId | undefined {
  return runsIn(node)[0]?.voice
}
