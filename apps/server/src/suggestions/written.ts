import { isVoicedText, spansOfBlock, voiceOfSaid, type Authorship, type VoicedElement, type VoicedNode } from '@samskriv/attribution'
import { schema, writeContent, type VoicedElementJson, type VoicedTextJson } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'
import type { Speak } from './speak.ts'

/** What is written into a paragraph, in whose voice: words or a note. */
export interface Inline {
  readonly node: VoicedTextJson<VoiceId | null> | VoicedElementJson<VoiceId | null>
  readonly voice: VoiceId | null
}

/** A block that is written again as it stands, with all that is in it. */
export interface Written {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: unknown])[]
  readonly content: readonly Written[] | { readonly inlines: readonly Inline[] }
}

export function write(element: Y.XmlElement, inlines: readonly Inline[], speak: Speak): void {
  for (const { node, voice } of inlines) {
    speak(voice)
    writeContent<VoiceId | null>(element, [node], speak)
  }
}

/** @returns its paragraphs, in order */
export function writeBlock(parent: Y.XmlFragment, at: number, written: Written, speak: Speak): readonly Y.XmlElement[] {
  speak(null)
  const element = new Y.XmlElement(written.name)
  parent.insert(at, [element])
  // Yjs stores any JSON value; its types know only strings here.
  for (const [name, value] of written.attributes) element.setAttribute(name, value as string)
  if ('inlines' in written.content) {
    write(element, written.content.inlines, speak)
    return [element]
  }
  return written.content.flatMap((child, index) => writeBlock(element, index, child, speak))
}

export function writtenBlock(element: Y.XmlElement, authorship: Authorship): Written {
  const inlines = isParagraph(element) ? { inlines: inlinesOf(element, authorship) } : null
  const content = inlines ?? element.toArray().flatMap((child) => (child instanceof Y.XmlElement ? [writtenBlock(child, authorship)] : []))
  return { name: element.nodeName, attributes: Object.entries(element.getAttributes()), content }
}

export function inlinesOf(element: Y.XmlElement, authorship: Authorship): readonly Inline[] {
  return withVoices(element, spansOfBlock(element, authorship), authorship)
}

/** Of a note the voice of what it says; of a line break none. @param block - the same element */
export function withVoices(element: Y.XmlElement, block: VoicedElement, authorship: Authorship): readonly Inline[] {
  const atoms = element.toArray().filter((child) => child instanceof Y.XmlElement)
  let next = 0
  return (block.content ?? []).map((node: VoicedNode): Inline => {
    if (isVoicedText(node)) return { node, voice: node.voice }
    const atom = atoms[next]
    next += 1
    return { node, voice: atom === undefined ? null : voiceOfNote(atom, authorship) }
  })
}

/** A paragraph, a heading, or what is told of a picture. */
export function isParagraph(element: Y.XmlElement): boolean {
  return schema.nodes[element.nodeName]?.inlineContent === true
}

function voiceOfNote(element: Y.XmlElement, authorship: Authorship): VoiceId | null {
  const client = element._item?.id.client
  return voiceOfSaid(element, authorship) ?? (client === undefined ? undefined : authorship.voiceOf(client)) ?? null
}
