import type { ParticipantId, Sector, SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { contentHash, exportJson } from '../export-json.ts'
import { type CaseStudyFile, caseStudyFile } from '../file/case-study-file.ts'
import { exportMarkdown } from '../markdown/export-markdown.ts'
import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyJson } from '../sample-study.ts'
import { buildExportTree } from './build-export-tree.ts'
import type { ExportComment } from './comments.ts'
import type { ExportInput, ExportParticipant, VoicedNode } from './export-input.ts'

const generatedAt = '2026-11-20T10:00:00Z'
const input = importedStudy(planOf(sampleStudyJson), { generatedAt })
const someone = (id: string, publicName: string, sector: Sector): ExportParticipant => ({
  id: id as ParticipantId,
  publicName,
  sector,
  subtype: null,
  hasAccount: true,
})
const nora = someone('nora', 'Nora', 'community')
const kjell = someone('kjell', 'Kjell', 'public')
const section = 'place-and-people' as SectionKey
const words = 'folk who work nights'
const begun: ExportComment = {
  id: 'thread-1',
  section,
  about: aboutWords(words),
  by: nora.id,
  author: { name: 'Nora', sector: 'third' },
  at: '2026-11-02T09:00:00Z',
  language: 'nb',
  text: 'Hvorfor bare dem?\nAndre òg.',
  use: 'case-study',
  hidden: false,
  status: 'answered',
  resolved: false,
  replies: [
    { ...said(kjell, 'We do not know.'), use: 'case-study' },
    { ...said(kjell, 'Rarely said.'), use: 'writing-group' },
  ],
}
const onAll: ExportComment = {
  ...begun,
  id: 'thread-2',
  section: null,
  about: null,
  at: '2026-11-01T09:00:00Z',
  text: 'Fint.',
  resolved: true,
  replies: [],
}

function said({ id, publicName, sector }: ExportParticipant, text: string) {
  return { by: id, author: { name: publicName, sector }, at: '2026-11-03T09:00:00Z', language: 'en', text }
}

function treeWith(comments: readonly ExportComment[], commentChoice: ExportInput['commentChoice'] = 'all') {
  return buildExportTree({ ...input, participants: [...input.participants, nora, kjell], comments, commentChoice })
}

const again = (json: string, more: Partial<ExportInput> = {}) =>
  buildExportTree({ ...importedStudy(planOf(json), { generatedAt }), ...more })
const fileOf = (json: string): CaseStudyFile => caseStudyFile.parse(JSON.parse(json))

describe('comments made here in the JSON', () => {
  test('[X16] come back: the study they were brought into gives the same bytes, whether comments are asked for there or not', () => {
    const first = exportJson(treeWith([begun, onAll]))
    for (const commentChoice of ['none', 'open', 'all'] as const) expect(exportJson(again(first, { commentChoice })) === first).toBe(true)
  })

  test('[X16] stand there with who said them, in which sector and language, at which words, and their replies; with nothing that stays in the group', () => {
    const json = exportJson(treeWith([begun, { ...begun, id: 'thread-3', use: 'ask-first', text: 'Rarely asked.' }, onAll]))
    const { comments, participants } = fileOf(json)
    const [older, newer] = comments.slice(-2)
    expect(older).toEqual({
      id: 'thread-2',
      by: 'nora',
      sector: 'third',
      at: onAll.at,
      language: 'nb',
      text: 'Fint.',
      status: 'answered',
      resolved: true,
      responses: [],
    })
    expect(newer).toMatchObject({ id: 'thread-1', sectionId: section, about: { words }, resolved: false })
    expect(newer?.replies).toEqual([{ by: 'kjell', sector: 'public', at: '2026-11-03T09:00:00Z', language: 'en', text: 'We do not know.' }])
    expect(participants.slice(-2).map(({ id, publicName }) => [id, publicName])).toEqual([
      ['nora', 'Nora'],
      ['kjell', 'Kjell'],
    ])
    expect(json).not.toContain('Rarely')
  })

  test('[X16] are in it only as they are asked for, and name nobody else then', () => {
    const without = exportJson(buildExportTree(input))
    expect(exportJson(treeWith([begun, onAll], 'none')) === without).toBe(true)
    const open = fileOf(exportJson(treeWith([begun, onAll], 'open')))
    expect(open.comments.map(({ id }) => id)).toContain('thread-1')
    expect(open.comments.map(({ id }) => id)).not.toContain('thread-2')
  })

  test('[X16] change neither the hash of the text nor who contributed to it', () => {
    const tree = treeWith([begun, onAll])
    expect(contentHash(tree)).toBe(contentHash(buildExportTree(input)))
    expect(tree.file.participants.map(({ id }) => id)).not.toContain('nora')
  })

  test('[X16] that came back stand at their words, by whom and in the sector in which it was said', () => {
    const tree = again(exportJson(treeWith([begun])), { commentChoice: 'open' })
    const markdown = exportMarkdown(tree, { language: 'en', voices: false })
    expect(markdown).toMatch(new RegExp(`${words}\\[\\^comment-\\d\\], and anybody`))
    expect(markdown).toContain('Nora (Third sector), 2 November 2026: Hvorfor bare dem?')
    expect(markdown).toContain('Kjell (Public sector), 3 November 2026: We do not know.')
  })

  test.each([
    ['moved within the block', { from: 3, words }, words],
    ['are gone from it', { from: 3, words: 'no such words' }, null],
  ])('[X16] whose words %s stand at them, or at all of the block', (_why, about, shown) => {
    const file = fileOf(exportJson(treeWith([begun])))
    const comments = file.comments.map((comment) => (comment.id === begun.id ? { ...comment, about } : comment))
    const tree = again(JSON.stringify({ ...file, comments }), { commentChoice: 'open' })
    const place = tree.comments.shown.find(({ id }) => id === begun.id)?.place
    const isWhole = place?.from.at === 0
    expect([isWhole, isWhole ? null : (place?.to.at ?? 0) - (place?.from.at ?? 0)]).toEqual([shown === null, shown?.length ?? null])
  })

  test('[X16] by somebody who is not in the file are refused', () => {
    const file = fileOf(exportJson(treeWith([begun])))
    const participants = file.participants.filter(({ id }) => id !== 'kjell')
    expect(() => planOf(JSON.stringify({ ...file, participants }))).toThrow('unknown-participant')
  })
})

function aboutWords(quote: string): ExportComment['about'] {
  const texts = (node: VoicedNode): VoicedNode[] => (node.type === 'text' ? [node] : (node.content ?? []).flatMap(texts))
  for (const node of input.sections.flatMap(({ blocks }) => blocks.flatMap(texts))) {
    const at = node.text?.indexOf(quote) ?? -1
    const [range] = node.ranges ?? []
    if (at >= 0 && range !== undefined)
      return {
        start: { client: range.client, clock: range.clock + at },
        end: { client: range.client, clock: range.clock + at + quote.length - 1 },
      }
  }
  throw new Error(`nobody said: ${quote}`)
}
