import type { Voice } from '@samskriv/attribution'
import { contentRules, type MarkJson } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import { maxTextLength } from '@samskriv/protocol/about'

import type { FileBlock, FileListItem, FileNestedBlock } from '../file/blocks.ts'
import type { FileInline, FileMark, FileRun } from '../file/voiced-text.ts'
import type { ConfirmationRecord } from '../records/single-records.ts'
import type { VoicedNode } from './export-input.ts'
import type { People } from './people.ts'
import { visibleText } from './visible-text.ts'

export type VoiceFields = Omit<FileRun, 'text' | 'marks'>
/** Null where the words are left out. */
export type VoiceLookup = (voice: VoiceId | undefined) => VoiceFields | null

/** @throws Error `export-voice-unknown` for a text without a known voice: a file never guesses who spoke */
export function voiceLookup(
  voices: readonly Voice[],
  kept: ReadonlySet<VoiceId>,
  people: People,
  confirmations: ReadonlyMap<string, ConfirmationRecord>,
): VoiceLookup {
  const fields = new Map(voices.map((voice) => [voice.id, kept.has(voice.id) ? null : fieldsOf(voice, people, confirmations)]))
  return (id) => {
    const found = id === undefined ? undefined : fields.get(id)
    if (found === undefined) throw new Error('export-voice-unknown')
    return found
  }
}

/** The inline content of a paragraph or heading, neighbouring texts of one voice and look joined as far as a run of a file may be long. */
export function inlinesOf(node: VoicedNode, voiceOf: VoiceLookup): FileInline[] {
  const inlines: FileInline[] = []
  for (const child of node.content ?? []) {
    const inline = inlineOf(child, voiceOf)
    const previous = inlines.at(-1)
    if (isRun(inline) && previous !== undefined && isRun(previous) && sameLook(previous, inline))
      inlines[inlines.length - 1] = { ...previous, text: previous.text + inline.text }
    else if (!isLeftOut(inline) || previous === undefined || !isLeftOut(previous)) inlines.push(inline)
  }
  return inlines.flatMap((inline): FileInline[] => (isRun(inline) ? partedRun(inline) : [inline]))
}

/** Parted by its letters alone, so that a text comes out the same however it was put together. */
function partedRun(run: FileRun): FileRun[] {
  const parts: FileRun[] = []
  let rest = run.text
  while (rest.length > maxTextLength) {
    const most = rest.slice(0, maxTextLength)
    // Between two words where there are some, and never within what two halves write together.
    const space = most.search(/\s\S*$/u)
    const end = space === -1 ? most.length - (most.isWellFormed() ? 0 : 1) : space + 1
    parts.push({ ...run, text: rest.slice(0, end) })
    rest = rest.slice(end)
  }
  return [...parts, { ...run, text: rest }]
}

/** Everything that stands in the paragraphs of a block, in the order of the text. */
export function inlinesOfBlock(block: FileBlock | FileNestedBlock): readonly FileInline[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'caption':
      return block.runs
    case 'list':
      return block.items.flatMap(inlinesOfItem)
    case 'table':
      return block.rows.flat().flatMap(inlinesOfItem)
    case 'blockquote':
      return block.blocks.flatMap(inlinesOfBlock)
    case 'quote':
    case 'image':
    case 'indicatorRef':
    case 'evidenceRef':
    case 'decisionsTable':
    case 'partnersTable':
    case 'creditsTable':
      return []
  }
  throw new Error('export-block-unknown')
}

function inlinesOfItem(item: FileListItem): readonly FileInline[] {
  return Array.isArray(item) ? item : item.blocks.flatMap(inlinesOfBlock)
}

export function isLeftOut(inline: FileInline): boolean {
  return 'type' in inline && inline.type === 'leftOut'
}

export function isRun(inline: FileInline): inline is FileRun {
  return !('type' in inline)
}

function fieldsOf(voice: Voice, people: People, confirmations: ReadonlyMap<string, ConfirmationRecord>): VoiceFields {
  const confirmation = voice.confirmation === null ? undefined : confirmations.get(voice.confirmation)
  return {
    by: people.referenceOf(voice.by),
    sector: voice.sector,
    mode: voice.mode,
    ...(voice.typedBy === null ? {} : { typedBy: people.referenceOf(voice.typedBy) }),
    ...confirmation,
  }
}

function inlineOf(node: VoicedNode, voiceOf: VoiceLookup): FileInline {
  switch (node.type) {
    case 'text': {
      const voice = voiceOf(node.voice)
      if (voice === null) return { type: 'leftOut' }
      const marks = (node.marks ?? []).map(markOf)
      return { text: visibleText(node.text ?? ''), ...voice, ...(marks.length > 0 ? { marks } : {}) }
    }
    case 'hardBreak':
      return { type: 'hardBreak' }
    case 'footnote': {
      const voice = node.voice === undefined ? {} : voiceOf(node.voice)
      return voice === null ? { type: 'leftOut' } : { type: 'footnote', text: attributeText(node, 'text'), ...voice }
    }
    default:
      throw new Error(`export-node-unknown: ${node.type}`)
  }
}

function markOf(mark: MarkJson): FileMark {
  switch (mark.type) {
    case 'bold':
    case 'italic':
      return { type: mark.type }
    case 'link': {
      const href = mark.attrs?.['href']
      if (typeof href !== 'string' || contentRules.marks.get('link')?.({ href }) !== true) throw new Error('export-link-not-allowed')
      return { type: 'link', href }
    }
    default:
      throw new Error(`export-mark-unknown: ${mark.type}`)
  }
}

export function attributeText(node: VoicedNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

function sameLook({ text: _a, ...one }: FileRun, { text: _b, ...other }: FileRun): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
