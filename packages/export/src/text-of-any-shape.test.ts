import { contentRules } from '@samskriv/document'
import { exportFormats, type VoiceId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { exportFile } from './export-file.ts'
import { exportJson } from './export-json.ts'
import { renderSectionHtml } from './html/export-html.ts'
import { importedStudy } from './imported-study.ts'
import { planOf, sampleStudyJson } from './sample-study.ts'
import { spokenWords } from './testing-trees.ts'
import { buildExportTree, type ExportTree } from './tree/build-export-tree.ts'
import type { VoicedNode } from './tree/export-input.ts'
import { isRun } from './tree/voiced-runs.ts'

const english = { language: 'en', voices: true } as const
const generatedAt = '2026-11-20T10:00:00Z'
const input = importedStudy(planOf(sampleStudyJson), { generatedAt })
const [first, second] = input.voices.map(({ id }) => id)
const text = (words: string, voice: VoiceId | undefined = first): VoicedNode => ({
  type: 'text',
  text: words,
  ...(voice === undefined ? {} : { voice }),
})
const paragraph = (...content: VoicedNode[]): VoicedNode => ({ type: 'paragraph', content })

/** The sample with these in its first section, and a paragraph that tells whether the rest is there. */
function treeWithBlocks(blocks: readonly VoicedNode[]): ExportTree {
  const all = [...blocks, paragraph(text('What stands after it.'))]
  return buildExportTree({ ...input, sections: input.sections.map(({ key }, index) => ({ key, blocks: index === 0 ? all : [] })) })
}

const again = (json: string): string => exportJson(buildExportTree(importedStudy(planOf(json), { generatedAt })))

/** What two who delete at once leave: each node that holds others, with nothing in it. */
const empty: readonly (readonly [string, VoicedNode])[] = [
  ['a paragraph', { type: 'paragraph' }],
  ['a heading', { type: 'heading', attrs: { level: 3 } }],
  ['a caption', { type: 'caption' }],
  ['a list', { type: 'bulletList' }],
  ['a numbered list', { type: 'orderedList', attrs: { start: 3 } }],
  ['an item', { type: 'bulletList', content: [{ type: 'listItem' }] }],
  [
    'an item beside another',
    { type: 'orderedList', content: [{ type: 'listItem' }, { type: 'listItem', content: [paragraph(text('One'))] }] },
  ],
  ['a list in an item', { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'bulletList' }] }] }],
  [
    'an item of a list in an item',
    {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph(text('One')), { type: 'orderedList', content: [{ type: 'listItem' }] }] }],
    },
  ],
  ['a blockquote', { type: 'blockquote' }],
  ['a list in a blockquote', { type: 'blockquote', content: [{ type: 'bulletList' }] }],
  ['an item in a blockquote', { type: 'blockquote', content: [{ type: 'bulletList', content: [{ type: 'listItem' }] }] }],
  ['a table', { type: 'table' }],
  ['a row', { type: 'table', content: [{ type: 'tableRow' }] }],
  ['a cell', { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell' }] }] }],
  [
    'a cell beside another',
    {
      type: 'table',
      attrs: { headerRow: false },
      content: [
        { type: 'tableRow', content: [{ type: 'tableCell' }, { type: 'tableCell', content: [paragraph(text('One'))] }] },
        { type: 'tableRow' },
      ],
    },
  ],
]

describe('a text in which nothing is left of', () => {
  test.each(empty)('[X28] %s is written in every format, and comes back as it was', async (_kind, node) => {
    const tree = treeWithBlocks([node])
    for (const format of exportFormats) {
      const { bytes } = await exportFile(tree, format, english)
      expect(bytes.byteLength, format).toBeGreaterThan(1000)
    }
    expect(spokenWords(tree).slice(-4)).toEqual(['What', 'stands', 'after', 'it.'])
    const json = exportJson(tree)
    expect(again(json) === json).toBe(true)
    const [section] = input.sections
    expect(section === undefined ? '' : renderSectionHtml(tree, section.key, english)).toContain('What stands after it.')
  })

  test('[X28] every kind that holds others has its case', () => {
    const named = new Set<string>()
    JSON.stringify(empty, (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'type' in value && !('content' in value)) named.add(String(value.type))
      return value
    })
    const { children } = contentRules
    const containers = [...children].filter(([name, allowed]) => name !== '#root' && allowed.size > 0).map(([name]) => name)
    expect(containers.filter((name) => !named.has(name))).toEqual([])
  })
})

describe('a text longer than a run of a file may be', () => {
  const sentence = 'Forty people come on Tuesdays. '
  const long = sentence.repeat(8000)

  test('[X28] is written in every format', async () => {
    const tree = treeWithBlocks([paragraph(text(long))])
    for (const format of exportFormats) expect((await exportFile(tree, format, english)).bytes.byteLength, format).toBeGreaterThan(1000)
  })

  test.each([
    ['in one piece', [text(long)]],
    ['in pieces of one voice that meet', [text(long.slice(0, 110_000)), text(long.slice(110_000, 220_000))]],
    ['without a space', [text('a'.repeat(450_000))]],
    ['of signs that are two halves', [text(`a${'👩🏽‍🌾'.repeat(60_000)}`)]],
    ['by two, one after the other', [text(long), text(long, second)]],
  ])('[X28] %s comes back equal', (_how, content) => {
    const tree = treeWithBlocks([paragraph(...content)])
    const [block] = tree.file.sections[0]?.blocks ?? []
    const runs = block?.type === 'paragraph' ? block.runs.filter(isRun) : []
    expect(runs.map((run) => run.text).join('')).toBe(content.map((node) => node.text).join(''))
    expect(runs.every((run) => run.text.length <= 200_000 && run.text.isWellFormed())).toBe(true)
    const json = exportJson(tree)
    expect(again(json) === json).toBe(true)
  })

  test('[X28] is parted between words where there are some', () => {
    const [block] = treeWithBlocks([paragraph(text(long))]).file.sections[0]?.blocks ?? []
    const runs = block?.type === 'paragraph' ? block.runs.filter(isRun) : []
    expect(runs.map((run) => run.text.endsWith(' '))).toEqual([true, true])
  })
})
