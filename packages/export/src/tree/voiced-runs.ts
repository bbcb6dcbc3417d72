import type { Voice } from '@samskriv/attribution'
import { contentRules, type MarkJson } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'

import type { FileInline, FileMark, FileRun } from '../file/voiced-text.ts'
import type { ConfirmationRecord } from '../records/single-records.ts'
import type { VoicedNode } from './export-input.ts'
import type { People } from './people.ts'

export type VoiceFields = Omit<FileRun, 'text' | 'marks'>
export type VoiceLookup = (voice: VoiceId | undefined) => VoiceFields

/** @throws Error `export-voice-unknown` for a text without a known voice: a file never guesses who spoke */
export function voiceLookup(voices: readonly Voice[], people: People, confirmations: ReadonlyMap<string, ConfirmationRecord>): VoiceLookup {
  const fields = new Map(voices.map((voice) => [voice.id, fieldsOf(voice, people, confirmations)]))
  return (id) => {
    const found = id === undefined ? undefined : fields.get(id)
    if (found === undefined) throw new Error('export-voice-unknown')
    return found
  }
}

/** The inline content of a paragraph or heading, neighbouring texts of one voice and look joined. */
export function inlinesOf(node: VoicedNode, voiceOf: VoiceLookup): FileInline[] {
  const inlines: FileInline[] = []
  for (const child of node.content ?? []) {
    const inline = inlineOf(child, voiceOf)
    const previous = inlines.at(-1)
    if (isRun(inline) && previous !== undefined && isRun(previous) && sameLook(previous, inline))
      inlines[inlines.length - 1] = { ...previous, text: previous.text + inline.text }
    else inlines.push(inline)
  }
  return inlines
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
      const marks = (node.marks ?? []).map(markOf)
      return { text: node.text ?? '', ...voiceOf(node.voice), ...(marks.length > 0 ? { marks } : {}) }
    }
    case 'hardBreak':
      return { type: 'hardBreak' }
    case 'footnote':
      return { type: 'footnote', text: attributeText(node, 'text'), ...(node.voice === undefined ? {} : voiceOf(node.voice)) }
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
