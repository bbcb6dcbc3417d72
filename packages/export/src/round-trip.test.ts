import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { exportJson } from './export-json.ts'
import type { FileBlock, FileListItem, FileNestedBlock } from './file/blocks.ts'
import { type CaseStudyFile, caseStudyFile } from './file/case-study-file.ts'
import type { FileInline, FileMark } from './file/voiced-text.ts'
import { importedStudy } from './imported-study.ts'
import { planOf, sampleStudyJson, sampleTree } from './sample-study.ts'
import { buildExportTree } from './tree/build-export-tree.ts'

const generatedAt = '2026-11-20T10:00:00Z'
const sample = caseStudyFile.parse(JSON.parse(sampleStudyJson))

describe('a file that was exported', () => {
  test('[X8] gives the same bytes when it is imported and exported again', () => {
    const first = exportJson(sampleTree())
    expect(again(first) === first).toBe(true)
  })

  test('[X8] holds everything of the file it was imported from, but what may not be shown', () => {
    const { leftOut: _leftOut, balance: _balance, ...file } = sampleTree().file
    const shown = {
      ...sample,
      sections: sample.sections.map(({ sectionId, blocks }) => ({ sectionId, blocks: blocks.map(asShown) })),
      evidence: sample.evidence.map((item) =>
        item.id === 'e-film' ? { id: 'e-film', kind: 'audio_video', consentId: 'c-film', withheld: true } : item,
      ),
    }
    expect(withoutSectors(file)).toEqual(shown)
  })

  test('[X8] keeps any text with any voices, whatever blocks it stands in', () => {
    let cases = 0
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        cases += 1
        const file = withBlocks(blocks)
        const first = exportJson(buildExportTree(importedStudy(planOf(file), { generatedAt })))
        expect(again(first) === first).toBe(true)
        expect(firstBlocks(caseStudyFile.parse(JSON.parse(first)))).toEqual(firstBlocks(file))
      }),
      { numRuns: 150 },
    )
    expect(cases).toBe(150)
  })
})

function again(json: string): string {
  return exportJson(buildExportTree(importedStudy(planOf(json), { generatedAt })))
}

function firstBlocks(file: CaseStudyFile): readonly FileBlock[] {
  return file.sections.at(0)?.blocks ?? []
}

function withBlocks(blocks: readonly FileBlock[]): CaseStudyFile {
  const named = blocks.map((each, index) => ({ ...each, id: `summary-b${index + 1}` }))
  return { ...sample, sections: sample.sections.map((section, index) => (index === 0 ? { ...section, blocks: named } : section)) }
}

function asShown(block: FileBlock): FileBlock {
  return block.type === 'quote' && block.consentId === 'c-d-tuesdays' ? { ...block, text: null } : block
}

/** Older files leave the sector of a run to the participant. */
function withoutSectors(file: object): unknown {
  return JSON.parse(JSON.stringify(file), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('text' in value) || !('sector' in value)) return value
    const { sector: _sector, ...rest } = value
    return rest
  })
}

// Texts that meet are joined when nothing tells them apart, so each run here differs from its neighbours by its voice.
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => caseStudyFile.shape.title.safeParse(text).success)
const marks: fc.Arbitrary<FileMark[]> = fc.constantFrom<FileMark[][]>(
  [],
  [{ type: 'bold' as const }],
  [{ type: 'link' as const, href: 'https://example.org/' }, { type: 'italic' as const }],
)
const voice = fc.constantFrom(
  { by: 'p-community-a', sector: 'community' as const, mode: 'typed_by_self' as const },
  { by: 'p-community-d', sector: 'community' as const, mode: 'scribed_unconfirmed' as const, typedBy: 'p-third-money' },
  {
    by: 'p-community-b',
    sector: 'public' as const,
    mode: 'translated_confirmed' as const,
    typedBy: 'p-third-money',
    confirmedAt: '2026-06-09T14:20:00Z',
    originalLanguage: 'ti',
  },
  { by: 'p-public-nurse', sector: null, mode: 'imported' as const },
)
const inlines: fc.Arbitrary<FileInline[]> = fc
  .array(
    fc.oneof(
      fc
        .record({ text: words, voice, marks })
        .map(({ text, voice: said, marks: look }): FileInline => ({ text, ...said, ...(look.length > 0 ? { marks: look } : {}) })),
      fc.constant<FileInline>({ type: 'hardBreak' }),
      words.map((text): FileInline => ({ type: 'footnote', text })),
    ),
    { maxLength: 5 },
  )
  .map((list) => list.filter((inline, index) => index === 0 || look(inline) !== look(list[index - 1])))
const { nested, item } = fc.letrec<{ nested: FileNestedBlock; item: FileListItem }>((tie) => ({
  nested: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    inlines.map((runs): FileNestedBlock => ({ type: 'paragraph', runs })),
    fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((items): FileNestedBlock => ({ type: 'list', items })),
    fc
      .array(tie('item'), { minLength: 1, maxLength: 3 })
      .map((items): FileNestedBlock => ({ type: 'list', ordered: true, start: 3, items })),
  ),
  item: fc.oneof(
    inlines,
    fc.tuple(tie('nested'), tie('nested')).map((blocks): FileListItem => ({ blocks })),
  ),
}))
const block: fc.Arbitrary<FileBlock> = fc.oneof(
  nested.map((each): FileBlock => ({ id: '', ...each })),
  fc
    .record({ level: fc.constantFrom(3 as const, 4 as const), runs: inlines })
    .map(({ level, runs }): FileBlock => ({ id: '', type: 'heading', level, runs })),
  fc.array(nested, { minLength: 1, maxLength: 3 }).map((blocks): FileBlock => ({ id: '', type: 'blockquote', blocks })),
  fc
    .record({ headerRow: fc.boolean(), rows: fc.array(fc.array(item, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }) })
    .map(({ headerRow, rows }): FileBlock => ({ id: '', type: 'table', headerRow, rows })),
  words.map((alt): FileBlock => ({ id: '', type: 'image', hash: 'b'.repeat(64), alt, decorative: false })),
  fc.constantFrom<FileBlock>(
    { id: '', type: 'partnersTable' },
    { id: '', type: 'indicatorRef', indicatorId: 'i-damp' },
    { id: '', type: 'evidenceRef', evidenceId: 'e-survey' },
  ),
)

function look(inline: FileInline | undefined): string {
  if (inline === undefined || 'type' in inline) return 'atom'
  const { text: _text, ...rest } = inline
  return JSON.stringify(rest)
}
