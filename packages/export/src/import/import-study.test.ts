import { everyNode } from '@samskriv/document/every-node'
import { sectionJson } from '@samskriv/document'
import type { ParticipantId } from '@samskriv/domain'
import { limits } from '@samskriv/protocol/limits'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { caseStudyFile, type CaseStudyFile } from '../file/case-study-file.ts'
import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyJson } from '../sample-study.ts'
import { buildExportTree } from '../tree/build-export-tree.ts'
import { importStudy } from './import-study.ts'

const generatedAt = '2026-11-20T10:00:00Z'

describe('reading a file', () => {
  test('[X7] keeps whose words they are, who typed them and how they were confirmed', () => {
    const plan = planOf(sampleStudyJson)
    const scribed = plan.voices.filter(({ typedBy }) => typedBy !== null)
    expect(plan.voices).toContainEqual({
      by: 'p-community-d',
      typedBy: 'p-third-money',
      sector: 'community',
      mode: 'scribed_confirmed',
      confirmation: scribed.find(({ by }) => by === 'p-community-d')?.confirmation,
    })
    const records = plan.records(new Map())
    expect(records.filter(({ kind }) => kind === 'confirmation').map(({ body }) => body)).toContainEqual({
      position: expect.any(Number),
      value: { confirmedAt: '2026-06-02T10:40:00Z', confirmedHow: 'Read back by phone' },
    })
  })

  test('keeps every kind of record, each under an id of its own', () => {
    const records = planOf(sampleStudyJson).records(new Map([['p-community-a', 'row-1' as ParticipantId]]))
    const count = (kind: string): number => records.filter((record) => record.kind === kind).length
    expect(Object.fromEntries([...new Set(records.map(({ kind }) => kind))].map((kind) => [kind, count(kind)]))).toEqual({
      about: 1,
      community: 6,
      partner: 5,
      participant: 12,
      funding: 4,
      theme: expect.any(Number),
      frameworkTag: expect.any(Number),
      indicator: 6,
      evidence: 6,
      consent: 10,
      comment: 5,
      suggestion: 3,
      decision: 5,
      review: 19,
      signOff: 5,
      version: 4,
      quote: 7,
      confirmation: expect.any(Number),
      participantLink: 1,
    })
    expect(new Set(records.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(records.length)
  })

  test('[X4] does not store words that were withdrawn or refused, and keeps those that wait for a yes with the writing group', () => {
    const file = caseStudyFile.parse(JSON.parse(sampleStudyJson))
    const declined = {
      ...file,
      consents: file.consents.map((consent) => (consent.id === 'c-a-wall' ? { ...consent, status: 'declined' as const } : consent)),
    }
    const stored = JSON.stringify(planOf(declined).records(new Map()))
    expect(stored).not.toContain('Nobody fixed my chest')
    expect(stored).toContain('I got my Tuesdays back')
  })

  test('names blocks by their place, and what refers to them follows', () => {
    const file = changed((copy) => {
      const block = copy.sections.at(7)?.blocks.at(6)
      if (block !== undefined) block.id = 'an-older-name'
      for (const comment of copy.comments) if (comment.blockId === 'what-changed-b7') comment.blockId = 'an-older-name'
    })
    const comment = planOf(file)
      .records(new Map())
      .find(({ kind, id }) => kind === 'comment' && id === 'cm-1')
    expect(comment?.body).toMatchObject({ value: { blockId: 'what-changed-b7' } })
  })

  test('writes every node and mark as it stood', () => {
    const file = changed((copy) => {
      for (const section of copy.sections) section.blocks = []
      const by = { by: 'p-community-a', mode: 'typed_by_self' as const }
      const link = { type: 'link' as const, href: 'https://example.org/a?b=c' }
      const [bold, italic] = [{ type: 'bold' as const }, { type: 'italic' as const }]
      const combinations = [[link], [bold], [link, bold], [italic], [link, italic], [bold, italic], [link, bold, italic]]
      const text = (words: string) => ({ text: words, ...by })
      copy.sections.at(0)?.blocks.push(
        { id: '1', type: 'heading', level: 3, runs: [text('Why the hall')] },
        { id: '2', type: 'heading', level: 4, runs: [text('On '), { ...text('Tuesdays'), marks: [italic] }] },
        {
          id: '3',
          type: 'paragraph',
          runs: [text('Plain. '), ...combinations.map((marks, index) => ({ ...text(`words ${index} `), marks }))],
        },
        {
          id: '4',
          type: 'paragraph',
          runs: [
            text('Before the break'),
            { type: 'hardBreak' },
            text('after it'),
            { type: 'footnote', text: 'Minutes, 3 May' },
            text('.'),
          ],
        },
        { id: '5', type: 'paragraph', runs: [] },
        { id: '6', type: 'paragraph', runs: [text('Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka')] },
        {
          id: '7',
          type: 'list',
          items: [
            {
              blocks: [
                { type: 'paragraph', runs: [text('One')] },
                { type: 'list', items: [[text('One, nested')]] },
              ],
            },
            {
              blocks: [
                { type: 'paragraph', runs: [text('Two')] },
                { type: 'paragraph', runs: [text('and more on two')] },
              ],
            },
          ],
        },
        { id: '8', type: 'list', ordered: true, start: 3, items: [[text('Three')]] },
        {
          id: '9',
          type: 'blockquote',
          blocks: [
            { type: 'paragraph', runs: [text('Said at the meeting.')] },
            { type: 'list', items: [[text('twice')]] },
          ],
        },
        {
          id: '9b',
          type: 'table',
          headerRow: true,
          rows: [
            [[text('Winter')], [text('Flats without '), { ...text('heat'), marks: [{ type: 'bold' }] }]],
            [
              [text('2023')],
              {
                blocks: [
                  { type: 'paragraph', runs: [text('Nine of them:')] },
                  { type: 'list', items: [[text('on the ground floor')]] },
                ],
              },
            ],
            [[]],
          ],
        },
        { id: '10', type: 'image', hash: 'a'.repeat(64), alt: 'Nine people at a table', decorative: false },
        { id: '11', type: 'caption', runs: [text('The first Tuesday. '), { ...text('Photo: Amina'), marks: [italic] }] },
        { id: 'q-wall', type: 'quote', text: null },
        { id: '12', type: 'indicatorRef', indicatorId: 'i-missed' },
        { id: '13', type: 'evidenceRef', evidenceId: 'e-minutes' },
        { id: '14', type: 'partnersTable' },
        { id: '15', type: 'decisionsTable' },
        { id: '16', type: 'creditsTable' },
      )
    })
    const { doc, sections } = importedStudy(planOf(file), { generatedAt })
    const key = sections.at(0)?.key
    if (key === undefined) throw new Error('no section')
    expect(sectionJson(doc, key)).toEqual(everyNode)
  })
})

describe('a file of a study that goes as deep as anybody can write', () => {
  const run = { text: 'in the end', by: 'p-community-a', mode: 'typed_by_self', marks: [{ type: 'link', href: 'https://example.org/' }] }
  /** So many lists within each other: elements of an editor, each list with its item. */
  const lists = (depth: number): object => ({ type: 'list', items: [depth === 1 ? [run] : { blocks: [lists(depth - 1)] }] })
  // Within each: the paragraph of the innermost item, and its text.
  const deepest = (around: number): number => Math.floor((limits.maxElementDepth - around - 2) / 2)

  test.each([
    ['lists', { id: 'b', ...lists(deepest(0)) }, 2 * deepest(0) + 2],
    ['lists in a quote', { id: 'b', type: 'blockquote', blocks: [lists(deepest(1))] }, 2 * deepest(1) + 3],
    ['lists in a table', { id: 'b', type: 'table', headerRow: false, rows: [[{ blocks: [lists(deepest(3))] }]] }, 2 * deepest(3) + 5],
  ])('[X8] comes back as it was: %s', (_what, block, elements) => {
    const study = importedStudy(planOf(withBlock(block)), { generatedAt })
    expect(depthOf(study.doc.getXmlFragment(`s:${study.sections[0]?.key ?? ''}`).get(0))).toBe(elements)
    const { file } = buildExportTree(study)
    const again = importStudy(JSON.stringify(file))
    if (!again.ok) throw new Error(JSON.stringify(again.errors))
    expect(buildExportTree(importedStudy(again.plan, { generatedAt })).file).toEqual(file)
    expect(JSON.stringify(file.sections[0]?.blocks)).toContain('in the end')
  })
})

describe('a file that is not right', () => {
  test.each<[string, unknown, { path: string; code: string }]>([
    ['no JSON', '{"title": ', { path: '', code: 'not-json' }],
    ['nothing', '', { path: '', code: 'not-json' }],
    ['a number', 4, { path: '', code: 'wrong-type' }],
    ['null', null, { path: '', code: 'wrong-type' }],
    ['too deep', deep(5000), { path: '', code: 'too-deep' }],
    ['a later version', changed((file) => Object.assign(file, { schemaVersion: 2 })), { path: 'schemaVersion', code: 'unknown-value' }],
    ['a field nobody knows', changed((file) => Object.assign(file, { script: 'x' })), { path: '', code: 'unknown-field' }],
    ['no title', changed((file) => Reflect.deleteProperty(file, 'title')), { path: 'title', code: 'missing' }],
    ['an empty title', changed((file) => Object.assign(file, { title: ' ' })), { path: 'title', code: 'title-empty' }],
    [
      'a title of 10,000 letters',
      changed((file) => Object.assign(file, { title: 'a'.repeat(10_000) })),
      { path: 'title', code: 'title-too-long' },
    ],
    ['a control character', changed((file) => Object.assign(file, { title: 'a\u0000b' })), { path: 'title', code: 'control-characters' }],
    ['a lone surrogate', changed((file) => Object.assign(file, { title: 'a\uD800b' })), { path: 'title', code: 'control-characters' }],
    [
      'a language there are no words for',
      changed((file) => Object.assign(file, { language: 'fr' })),
      { path: 'language', code: 'language-not-supported' },
    ],
    ['an unknown template', changed((file) => Object.assign(file, { templateId: 'x' })), { path: 'templateId', code: 'unknown-template' }],
    [
      'a newer template',
      changed((file) => Object.assign(file, { templateVersion: 9 })),
      { path: 'templateVersion', code: 'template-too-new' },
    ],
    [
      'a section of another template',
      changed((file) => Object.assign(file.sections[1] ?? {}, { sectionId: 'x' })),
      { path: 'sections.1.sectionId', code: 'unknown-section' },
    ],
    [
      'a section twice',
      changed((file) => Object.assign(file.sections[1] ?? {}, { sectionId: 'summary' })),
      { path: 'sections.1.sectionId', code: 'duplicate-section' },
    ],
    [
      'a person twice',
      changed((file) => Object.assign(file.participants[1] ?? {}, { id: 'p-community-a' })),
      { path: 'participants.1.id', code: 'duplicate-id' },
    ],
    [
      'a name of 100 letters',
      changed((file) => Object.assign(file.participants[1] ?? {}, { publicName: 'a'.repeat(100) })),
      { path: 'participants.1.publicName', code: 'name-too-long' },
    ],
    ['words of nobody', withRun({ by: 'p-ghost' }), { path: 'sections.0.blocks.0.by', code: 'unknown-participant' }],
    ['words typed by nobody', withRun({ typedBy: 'p-ghost' }), { path: 'sections.0.blocks.0.typedBy', code: 'unknown-participant' }],
    ['a way of speaking nobody knows', withRun({ mode: 'dreamt' }), { path: 'sections.0.blocks.0.runs.0', code: 'not-understood' }],
    [
      'a link that runs',
      withRun({ marks: [{ type: 'link', href: 'javascript:alert(1)' }] }),
      { path: 'sections.0.blocks.0.runs.0.marks.0.href', code: 'link-not-allowed' },
    ],
    [
      'a quote without consent',
      withBlock({ id: 'q', type: 'quote', text: 'Hello', by: 'p-community-a', mode: 'typed_by_self' }),
      { path: 'sections.0.blocks.0', code: 'quote-without-voice-or-consent' },
    ],
    [
      'a consent that is not there',
      withBlock({ id: 'q', type: 'quote', text: 'Hello', by: 'p-community-a', mode: 'typed_by_self', consentId: 'c-x', publicLabel: 'A' }),
      { path: 'sections.0.blocks.0.consentId', code: 'unknown-consent' },
    ],
    [
      'an indicator that is not there',
      withBlock({ id: 'i', type: 'indicatorRef', indicatorId: 'i-x' }),
      { path: 'sections.0.blocks.0.indicatorId', code: 'unknown-indicator' },
    ],
    [
      'evidence that is not there',
      withBlock({ id: 'e', type: 'evidenceRef', evidenceId: 'e-x' }),
      { path: 'sections.0.blocks.0.evidenceId', code: 'unknown-evidence' },
    ],
    ['a block nobody knows', withBlock({ id: 'b', type: 'iframe' }), { path: 'sections.0.blocks.0.type', code: 'not-understood' }],
    [
      'a picture from elsewhere',
      withBlock({ id: 'b', type: 'image', hash: 'https://example.org/a.png', alt: '', decorative: true }),
      { path: 'sections.0.blocks.0.hash', code: 'wrong-format' },
    ],
  ])('with %s is refused, and the answer says where', (_case, json, error) => {
    const result = importStudy(json)
    expect(result.ok).toBe(false)
    expect(result.ok ? [] : result.errors).toContainEqual(error)
  })

  test('answers with a bounded list, however much is wrong', () => {
    const result = importStudy(changed((file) => Object.assign(file, { comments: Array.from({ length: 5000 }, () => ({})) })))
    expect(result.ok ? [] : result.errors).toHaveLength(50)
  })

  test('is read with a byte order mark', () => {
    expect(importStudy(`\uFEFF${sampleStudyJson}`).ok).toBe(true)
  })
})

function depthOf(node: unknown): number {
  if (node instanceof Y.XmlText) return 1
  return node instanceof Y.XmlElement ? 1 + Math.max(0, ...node.toArray().map(depthOf)) : 0
}

function changed(change: (file: CaseStudyFile) => unknown): CaseStudyFile {
  const file = caseStudyFile.parse(JSON.parse(sampleStudyJson))
  change(file)
  return file
}

function withBlock(block: object): unknown {
  return changed((file) => Object.assign(file.sections[0] ?? {}, { blocks: [block] }))
}

function withRun(run: object): unknown {
  return withBlock({ id: 'b', type: 'paragraph', runs: [{ text: 'Hello', by: 'p-community-a', mode: 'typed_by_self', ...run }] })
}

function deep(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = [value]
  return { title: value }
}
