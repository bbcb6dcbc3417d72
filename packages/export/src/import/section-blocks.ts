import type { NestedBlock, SectionBlock, SectionInline } from '@samskriv/document'
import type { Sector } from '@samskriv/domain'

import type { FileBlock, FileListItem, FileNestedBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { FileInline, FileRun } from '../file/voiced-text.ts'
import type { ConfirmationRecord } from '../records/single-records.ts'
import type { PlanVoice } from './plan.ts'

type Spoken = Pick<FileRun, 'by' | 'sector' | 'mode' | 'typedBy' | 'confirmedAt' | 'confirmedHow' | 'originalLanguage'>

/** Gives equal voices of a file one object, and each distinct confirmation an id by its first place in the file. */
export class VoicesOfFile {
  readonly #sectors: ReadonlyMap<string, Sector | null>
  readonly #voices = new Map<string, PlanVoice>()
  readonly #confirmations = new Map<string, { id: string; value: ConfirmationRecord }>()

  constructor(participants: CaseStudyFile['participants']) {
    this.#sectors = new Map(participants.map(({ id, sector }) => [id, sector]))
  }

  voiceOf(spoken: Spoken): PlanVoice {
    const voice: PlanVoice = {
      by: spoken.by,
      typedBy: spoken.typedBy ?? null,
      sector: spoken.sector === undefined ? (this.#sectors.get(spoken.by) ?? null) : spoken.sector,
      mode: spoken.mode,
      confirmation: this.#confirmationOf(spoken),
    }
    const key = JSON.stringify(voice)
    const known = this.#voices.get(key) ?? voice
    this.#voices.set(key, known)
    return known
  }

  get voices(): readonly PlanVoice[] {
    return [...this.#voices.values()]
  }

  get confirmations(): readonly { id: string; value: ConfirmationRecord }[] {
    return [...this.#confirmations.values()]
  }

  #confirmationOf({ confirmedAt, confirmedHow, originalLanguage }: Spoken): string | null {
    const value: ConfirmationRecord = {
      ...(typeof confirmedAt === 'string' ? { confirmedAt } : {}),
      ...(typeof confirmedHow === 'string' ? { confirmedHow } : {}),
      ...(typeof originalLanguage === 'string' ? { originalLanguage } : {}),
    }
    if (Object.keys(value).length === 0) return null
    const key = JSON.stringify(value)
    const known = this.#confirmations.get(key) ?? { id: `confirmation-${this.#confirmations.size + 1}`, value }
    this.#confirmations.set(key, known)
    return known.id
  }
}

/** The blocks to write for a section of the file; a quote becomes the place where it stands. */
export function sectionBlocks(blocks: readonly FileBlock[], voices: VoicesOfFile): SectionBlock<PlanVoice>[] {
  return blocks.map((block) => sectionBlock(block, voices))
}

function sectionBlock(block: FileBlock, voices: VoicesOfFile): SectionBlock<PlanVoice> {
  switch (block.type) {
    case 'paragraph':
    case 'list':
      return nestedBlock(block, voices)
    case 'heading':
      return { type: block.level === 3 ? 'heading3' : 'heading4', runs: inlines(block.runs, voices) }
    case 'caption':
      return { type: 'caption', runs: inlines(block.runs, voices) }
    case 'blockquote':
      return { type: 'blockquote', blocks: block.blocks.map((inner) => nestedBlock(inner, voices)) }
    case 'table':
      return { type: 'table', headerRow: block.headerRow, rows: block.rows.map((cells) => cells.map((cell) => listItem(cell, voices))) }
    case 'quote':
      return { type: 'communityQuote', quoteId: block.quoteId ?? block.id }
    case 'image':
      return { type: 'image', hash: block.hash, alt: block.alt, decorative: block.decorative }
    case 'indicatorRef':
      return { type: 'indicatorRef', indicatorId: block.indicatorId }
    case 'evidenceRef':
      return { type: 'evidenceRef', evidenceId: block.evidenceId }
    case 'partnersTable':
    case 'decisionsTable':
    case 'creditsTable':
      return { type: block.type }
  }
}

function nestedBlock(block: FileNestedBlock, voices: VoicesOfFile): NestedBlock<PlanVoice> {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', runs: inlines(block.runs, voices) }
    case 'list': {
      const items = block.items.map((item) => listItem(item, voices))
      return block.ordered === true ? { type: 'orderedList', start: block.start ?? 1, items } : { type: 'bulletList', items }
    }
  }
}

function listItem(item: FileListItem, voices: VoicesOfFile): NestedBlock<PlanVoice>[] {
  if (Array.isArray(item)) return [{ type: 'paragraph', runs: inlines(item, voices) }]
  return item.blocks.map((inner) => nestedBlock(inner, voices))
}

function inlines(runs: readonly FileInline[], voices: VoicesOfFile): SectionInline<PlanVoice>[] {
  return runs.flatMap((inline): SectionInline<PlanVoice> | [] => {
    if (!('type' in inline))
      return { text: inline.text, ...(inline.marks === undefined ? {} : { marks: inline.marks }), voice: voices.voiceOf(inline) }
    switch (inline.type) {
      case 'hardBreak':
        return { type: 'hardBreak' }
      case 'leftOut':
        // A text has no place for words that are not there.
        return []
      case 'footnote': {
        const { by, mode } = inline
        const voice = by === undefined || mode === undefined ? undefined : voices.voiceOf({ ...inline, by, mode })
        return { type: 'footnote', text: inline.text, ...(voice === undefined ? {} : { voice }) }
      }
    }
  })
}
