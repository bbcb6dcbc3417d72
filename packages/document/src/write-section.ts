import type { SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { NestedBlock, SectionBlock, SectionInline, SectionMark, SectionRun, TableRow } from './section-block.ts'
import { sectionRoot } from './section-root.ts'

/**
 * Appends blocks to a section, run by run. `asVoice` is called before each run is inserted, and before the element that
 * holds it, so the caller can switch `doc.clientID` to that voice's client: the words of every run then carry it.
 * Do the whole call in one transaction. Nothing already in the section is touched.
 */
export function writeSection<V = VoiceId>(
  doc: Y.Doc,
  key: SectionKey,
  blocks: readonly SectionBlock<V>[],
  asVoice: (voice: V) => void,
): void {
  const root = doc.getXmlFragment(sectionRoot(key))
  for (const block of blocks) appendBlock(root, block, asVoice)
}

type AsVoice<V> = (voice: V) => void
type Attributes = Readonly<Record<string, string | number | boolean>>

function appendBlock<V>(parent: Y.XmlFragment, block: SectionBlock<V>, asVoice: AsVoice<V>): void {
  switch (block.type) {
    case 'paragraph':
      return appendRuns(parent, 'paragraph', {}, block.runs, asVoice)
    case 'heading3':
      return appendRuns(parent, 'heading', { level: 3 }, block.runs, asVoice)
    case 'heading4':
      return appendRuns(parent, 'heading', { level: 4 }, block.runs, asVoice)
    case 'caption':
      return appendRuns(parent, 'caption', {}, block.runs, asVoice)
    case 'bulletList':
      return appendList(parent, 'bulletList', {}, block.items, asVoice)
    case 'orderedList':
      return appendList(parent, 'orderedList', { start: block.start ?? 1 }, block.items, asVoice)
    case 'blockquote': {
      const inner = 'blocks' in block ? block.blocks : [{ type: 'paragraph', runs: block.runs } as const]
      return appendBlocks(parent, 'blockquote', {}, inner, asVoice)
    }
    case 'table':
      return appendTable(parent, block.headerRow, block.rows, asVoice)
    case 'image':
      return appendAtom(parent, 'image', { hash: block.hash, alt: block.alt, decorative: block.decorative }, block.voice, asVoice)
    case 'communityQuote':
      return appendAtom(parent, 'communityQuote', { quoteId: block.quoteId }, block.voice, asVoice)
    case 'indicatorRef':
      return appendAtom(parent, 'indicatorRef', { indicatorId: block.indicatorId }, block.voice, asVoice)
    case 'evidenceRef':
      return appendAtom(parent, 'evidenceRef', { evidenceId: block.evidenceId }, block.voice, asVoice)
    case 'partnersTable':
    case 'decisionsTable':
    case 'creditsTable':
      return appendAtom(parent, block.type, {}, block.voice, asVoice)
  }
}

function appendTable<V>(parent: Y.XmlFragment, headerRow: boolean, rows: readonly TableRow<V>[], asVoice: AsVoice<V>): void {
  speakAsFirst(rows.flat(2), asVoice)
  const table = appendElement(parent, 'table', { headerRow })
  for (const cells of rows) {
    speakAsFirst(cells.flat(), asVoice)
    const row = appendElement(table, 'tableRow', {})
    for (const cell of cells) appendBlocks(row, 'tableCell', {}, cell, asVoice)
  }
}

function appendList<V>(
  parent: Y.XmlFragment,
  name: string,
  attributes: Attributes,
  items: readonly (readonly NestedBlock<V>[])[],
  asVoice: AsVoice<V>,
): void {
  speakAsFirst(items.flat(), asVoice)
  const list = appendElement(parent, name, attributes)
  for (const item of items) appendBlocks(list, 'listItem', {}, item, asVoice)
}

function appendBlocks<V>(
  parent: Y.XmlFragment,
  name: string,
  attributes: Attributes,
  blocks: readonly NestedBlock<V>[],
  asVoice: AsVoice<V>,
): void {
  speakAsFirst(blocks, asVoice)
  const element = appendElement(parent, name, attributes)
  for (const block of blocks) appendBlock(element, block, asVoice)
}

function appendRuns<V>(
  parent: Y.XmlFragment,
  name: string,
  attributes: Attributes,
  runs: readonly SectionInline<V>[],
  asVoice: AsVoice<V>,
): void {
  const first = firstVoice(runs)
  if (first !== null) asVoice(first.voice)
  const element = appendElement(parent, name, attributes)
  // One XmlText for each unbroken stretch of text, as y-tiptap writes it.
  let text: Y.XmlText | null = null
  for (const run of runs) {
    if ('type' in run) {
      appendAtom(element, run.type, run.type === 'footnote' ? { text: run.text } : {}, run.voice, asVoice)
      text = null
    } else if (run.text !== '') {
      asVoice(run.voice)
      text ??= appendText(element)
      text.insert(text.length, run.text, formattingOf(run.marks ?? []))
    }
  }
}

function appendAtom<V>(parent: Y.XmlFragment, name: string, attributes: Attributes, voice: V | undefined, asVoice: AsVoice<V>): void {
  if (voice !== undefined) asVoice(voice)
  appendElement(parent, name, attributes)
}

function appendElement(parent: Y.XmlFragment, name: string, attributes: Attributes): Y.XmlElement {
  const element = new Y.XmlElement(name)
  parent.push([element])
  // Yjs stores any JSON value; its types know only strings here.
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value as string)
  return element
}

function appendText(parent: Y.XmlElement): Y.XmlText {
  const text = new Y.XmlText()
  parent.push([text])
  return text
}

/** The mark's attributes as the value, as y-tiptap writes them; an absent mark ends the one before. */
function formattingOf(marks: readonly SectionMark[]): Record<string, Record<string, string>> {
  return Object.fromEntries(marks.map((mark) => [mark.type, mark.type === 'link' ? { href: mark.href } : {}]))
}

function speakAsFirst<V>(blocks: readonly NestedBlock<V>[], asVoice: AsVoice<V>): void {
  for (const block of blocks) {
    const first = block.type === 'paragraph' ? firstVoice(block.runs) : null
    if (first !== null) return asVoice(first.voice)
  }
}

function firstVoice<V>(runs: readonly SectionInline<V>[]): SectionRun<V> | null {
  return runs.find((run): run is SectionRun<V> => !('type' in run) && run.text !== '') ?? null
}
