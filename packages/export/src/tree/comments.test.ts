import type { ParticipantId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { exportJson } from '../export-json.ts'
import { exportHtml } from '../html/export-html.ts'
import { importedStudy } from '../imported-study.ts'
import { exportMarkdown } from '../markdown/export-markdown.ts'
import { planOf, sampleStudyJson } from '../sample-study.ts'
import { buildExportTree, type ExportTree } from './build-export-tree.ts'
import type { CharacterPlace, ExportComment } from './comments.ts'
import type { ExportInput, VoicedNode } from './export-input.ts'

const input = importedStudy(planOf(sampleStudyJson), { generatedAt: '2026-11-20T10:00:00Z' })
const words = 'folk who work nights'
const begun: ExportComment = {
  id: 'thread-1',
  section: 'place-and-people' as ExportInput['sections'][number]['key'],
  about: aboutWords(words),
  by: 'nora' as ParticipantId,
  author: { name: 'Nora', sector: 'community' },
  at: '2026-11-01T09:00:00Z',
  language: 'en',
  text: 'Why only them?',
  use: 'case-study',
  hidden: false,
  status: 'open',
  resolved: false,
  replies: [
    {
      by: 'kjell' as ParticipantId,
      author: { name: 'Kjell', sector: 'public' },
      at: '2026-11-02T09:00:00Z',
      language: 'nb',
      text: 'Vi vet ikke.',
      use: 'case-study',
    },
  ],
}

describe('the comments of a file', () => {
  test('are none unless they are asked for', () => {
    expect(buildExportTree({ ...input, comments: [begun] }).comments).toEqual({ shown: [], leftOut: 0, repliesLeftOut: 0 })
  })

  test.each([
    ['open', false, true],
    ['open', true, false],
    ['all', true, true],
  ] as const)('[X16] of which %s are asked for hold one that is resolved: %s – %s', (commentChoice, resolved, isShown) => {
    const { comments } = buildExportTree({ ...input, commentChoice, comments: [{ ...begun, resolved }] })
    expect(comments.shown.some(({ id }) => id === 'thread-1')).toBe(isShown)
  })

  test.each([
    ['kept in the writing group', { use: 'writing-group' }],
    ['not asked about', { use: 'ask-first' }],
    ['hidden', { hidden: true }],
    ['taken back', { text: '' }],
  ] as const)('[X16] that are %s are in no format, nor what answers them; they are counted', (_why, change) => {
    const tree = buildExportTree({ ...input, commentChoice: 'all', comments: [{ ...begun, ...change }] })
    expect(tree.comments.leftOut).toBe(1)
    for (const text of everyFormat(tree))
      expect(['Why only them?', 'Nora', 'Vi vet ikke', 'Kjell'].filter((part) => text.includes(part))).toEqual([])
    expect(exportHtml(tree, { language: 'en', voices: true })).toContain('1 comment is left out')
  })

  test('[X16] have of their replies those whose own author lets them leave the group; the others are counted', () => {
    const reply = (text: string, use: ExportComment['use']) => ({ ...begun, text, use })
    const replies = [reply('Because of the rota.', 'case-study'), reply('A rare one.', 'writing-group'), reply('A rare two.', 'ask-first')]
    const tree = buildExportTree({ ...input, commentChoice: 'open', comments: [{ ...begun, replies }] })
    expect(tree.comments).toMatchObject({ leftOut: 0, repliesLeftOut: 2 })
    for (const text of everyFormat(tree)) expect(text).not.toContain('rare')
    const html = exportHtml(tree, { language: 'en', voices: true })
    expect([html.includes('Because of the rota.'), html.includes('2 replies are left out')]).toEqual([true, true])
  })

  test('[X16] that are taken back and were answered by nobody are not counted', () => {
    const gone = { ...begun, text: '', replies: [] }
    expect(buildExportTree({ ...input, commentChoice: 'all', comments: [gone] }).comments.leftOut).toBe(0)
  })

  test('that came with a file are shown where they are about a block, a section or all of it, with their answers', () => {
    const { shown } = buildExportTree({ ...input, commentChoice: 'all' }).comments
    expect(shown).toHaveLength(5)
    const [first] = shown
    expect(first).toMatchObject({
      section: 'what-changed',
      author: { name: 'Community member A', sector: 'community' },
      place: { from: { block: 'what-changed-b7', at: 0 }, to: { block: 'what-changed-b7' } },
      resolved: true,
      replies: [{ author: { sector: 'public' } }],
    })
  })

  test('[X18] come with the suggestions of the file that wait for an answer and whose words stand once', () => {
    expect(buildExportTree(input).suggestions).toEqual({ shown: [], leftOut: 0 })
    const { suggestions, file } = buildExportTree({ ...input, commentChoice: 'open' })
    expect([file.suggestions.length, suggestions.shown.map(({ id, from }) => [id, from.block]), suggestions.leftOut]).toEqual([
      3,
      [['s-3', 'barriers-b3']],
      0,
    ])
    const plain = exportMarkdown(buildExportTree({ ...input, commentChoice: 'open' }), { language: 'en', voices: false })
    expect([plain.includes('It is not a sample of Harbour Rigs.'), plain.includes('It should not be read as representative')]).toEqual([
      true,
      false,
    ])
  })

  test('stand at their words, in the order of the text, in HTML and in Markdown', () => {
    const all = { ...begun, id: 'thread-2', section: null, about: null, text: 'About all of it' }
    const tree = buildExportTree({ ...input, commentChoice: 'open', comments: [begun, all] })
    const markdown = exportMarkdown(tree, { language: 'en', voices: false })
    const [, number = ''] = new RegExp(`${words}\\[\\^comment-(\\d)\\], and anybody`).exec(markdown) ?? []
    expect(number).toBe('2')
    expect(markdown).toMatch(
      /\[\^comment-2\]: Comment 2 – Nora \(Community\), 1 November 2026: Why only them\?\n\n {4}About: 2 The place and the people: “folk who work nights”\n\n {4}Kjell \(Public sector\), 2 November 2026: Vi vet ikke\./,
    )
    expect(markdown.indexOf('[^comment-1]')).toBeLessThan(markdown.indexOf('## Contents'))
    const html = exportHtml(tree, { language: 'en', voices: true })
    expect(html).toContain(`${words}</span><sup><a href="#comment-2" id="comment-ref-2" role="doc-noteref">[Comment 2]</a></sup><span`)
    expect(html).toContain('<li class="entry" id="comment-2" dir="auto">')
    expect(html).toContain('<p lang="nb" dir="auto">Vi vet ikke.</p>')
  })

  test('that lost their words stay with their section', () => {
    const lost = { ...begun, about: { start: { client: 1, clock: 1 }, end: { client: 1, clock: 2 } } }
    const tree = buildExportTree({ ...input, commentChoice: 'open', comments: [lost] })
    expect(exportMarkdown(tree, { language: 'en', voices: false })).toContain('## 2 The place and the people\n\n[^comment-1]')
  })

  test('keep their place beside words that are left out', () => {
    const said = (text: string, voice: 'kept' | 'shown') => ({
      type: 'text',
      text,
      voice: voices[voice],
      ranges: [{ client: voice === 'kept' ? 7 : 8, clock: 0, length: text.length }],
    })
    const [kept, shown] = input.voices
    if (kept === undefined || shown === undefined) throw new Error('no voices')
    const voices = { kept: kept.id, shown: shown.id }
    const blocks: VoicedNode[] = [{ type: 'paragraph', content: [said('A long secret. ', 'kept'), said('The ramp was built.', 'shown')] }]
    const tree = buildExportTree({
      ...input,
      commentChoice: 'open',
      voices: input.voices.map((voice) => (voice.id === kept.id ? { ...voice, mode: 'scribed_confirmed' } : voice)),
      participants: input.participants.map((person) => (person.id === kept.by ? { ...person, scribedUse: 'writing-group' } : person)),
      sections: input.sections.map((section, index) => ({ ...section, blocks: index === 0 ? blocks : [] })),
      comments: [
        { ...begun, about: { start: { client: 8, clock: 4 }, end: { client: 8, clock: 7 } } },
        { ...begun, id: 'thread-2', about: { start: { client: 7, clock: 2 }, end: { client: 7, clock: 5 } } },
      ],
    })
    const markdown = exportMarkdown(tree, { language: 'en', voices: false })
    expect(markdown).toContain('left out here.]*[^comment-1]The ramp[^comment-2] was built.')
  })
})

function everyFormat(tree: ExportTree): string[] {
  const options = { language: 'en', voices: true } as const
  return [exportHtml(tree, options), exportMarkdown(tree, options), exportJson(tree)]
}

function aboutWords(said: string): { start: CharacterPlace; end: CharacterPlace } {
  const texts = (node: VoicedNode): VoicedNode[] => (node.type === 'text' ? [node] : (node.content ?? []).flatMap(texts))
  for (const node of input.sections.flatMap(({ blocks }) => blocks.flatMap(texts))) {
    const at = node.text?.indexOf(said) ?? -1
    const [range] = node.ranges ?? []
    if (at >= 0 && range !== undefined)
      return {
        start: { client: range.client, clock: range.clock + at },
        end: { client: range.client, clock: range.clock + at + said.length - 1 },
      }
  }
  throw new Error(`nobody said: ${said}`)
}
