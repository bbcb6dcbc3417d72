import type { SectionKey } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { describe, expect, test } from 'vitest'

import { exportJson } from '../export-json.ts'
import { exportHtml } from '../html/export-html.ts'
import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyJson } from '../sample-study.ts'
import { buildExportTree, type ExportTree } from './build-export-tree.ts'
import { recordedComments, type ExportQuestion } from './questions.ts'

const generatedAt = '2026-11-20T10:00:00Z'

const asked: ExportQuestion = {
  id: 'q-1',
  kind: 'question',
  section: 'summary' as SectionKey,
  sector: 'community',
  at: '2026-10-01T10:00:00.000Z',
  language: 'so',
  text: 'Yaa lacagta siiya?',
  use: 'case-study',
  hidden: false,
  status: 'disputed',
  due: '2026-10-15',
  extended: true,
  answersForIt: 'Ellisk Council',
  answers: [
    {
      at: '2026-10-10T10:00:00.000Z',
      outcome: 'planned',
      text: 'We will pay from May.',
      reason: null,
      organisation: 'Ellisk Council',
      sector: 'public',
      editedAfter: false,
      changed: 'summary' as SectionKey,
      promise: { until: '2026-11-01', kept: 'open', reason: null },
    },
  ],
  disagreement: 'May is late.',
}

const treeWith = (...questions: ExportQuestion[]): ExportTree =>
  buildExportTree({ ...importedStudy(planOf(sampleStudyJson), { generatedAt }), questions })

describe('“You said, we did” in a file', () => {
  test('[X14] says what was asked, the answer, what was promised and what came of it, in JSON and in HTML', () => {
    const tree = treeWith(asked)
    const html = exportHtml(tree, { language: 'en', voices: true })
    for (const part of [
      'lang="so"',
      'Yaa lacagta siiya?',
      'We will pay from May.',
      'Ellisk Council',
      'Will be done',
      'Was to be done by',
      'May is late.',
    ])
      expect(html).toContain(part)
    expect(tree.file.questions).toMatchObject([{ text: 'Yaa lacagta siiya?', answers: [{ outcome: 'planned', kept: 'open' }] }])
    expect(tree.file.leftOut?.questions).toBeUndefined()
  })

  test.each(['en', 'nb', 'sv'] as const)('[X14] says in %s that an answer was given before the question was changed', (language) => {
    const edited = treeWith({ ...asked, answers: asked.answers.map((answer) => ({ ...answer, editedAfter: true })) })
    const sentence = translator(language)('answer.editedAfter')
    expect(exportHtml(edited, { language, voices: true })).toContain(sentence)
    expect(exportHtml(treeWith(asked), { language, voices: true })).not.toContain(sentence)
    expect(edited.file.questions).toMatchObject([{ answers: [{ editedAfter: true }] }])
  })

  test.each([
    ['stay with the writing group', { use: 'writing-group' }],
    ['are to be asked about first', { use: 'ask-first' }],
    ['are hidden', { hidden: true }],
    ['were deleted', { text: '' }],
  ] as const)('[X14] leaves out words that %s, with the words of the answer, and counts them', (_case, change) => {
    const tree = treeWith({ ...asked, ...change })
    const html = exportHtml(tree, { language: 'en', voices: true })
    for (const output of [html, exportJson(tree)])
      for (const words of ['lacagta', 'from May', 'May is late']) expect(output).not.toContain(words)
    expect(tree.file.leftOut?.questions).toBe(1)
    expect(html).toContain('The words of 1 question or concern are left out')
    expect(tree.file.questions).toMatchObject([{ text: null, sector: 'community', answers: [{ outcome: 'planned', text: null }] }])
  })

  test('[X8] comes back when the file is imported, and gives the same bytes again', () => {
    const first = exportJson(treeWith(asked, { ...asked, id: 'q-2', use: 'writing-group' }))
    expect(exportJson(buildExportTree(importedStudy(planOf(first), { generatedAt }))) === first).toBe(true)
  })

  test('[X12] is not there where nobody has asked anything', () => {
    expect(treeWith().file.questions).toBeUndefined()
  })

  test('has rows for what was asked in a file from elsewhere, with its no, the reason and the note against it, and names no person', () => {
    const { records } = importedStudy(planOf(sampleStudyJson), { generatedAt })
    const rows = recordedComments(records, 'en')
    expect(rows.map(({ status }) => status)).toEqual(['accepted', 'answered', 'disputed', 'accepted', 'open'])
    expect(rows[2]).toMatchObject({
      sector: 'community',
      answers: [{ outcome: 'not_done', sector: 'public', reason: expect.stringContaining('no caretaker') }],
      disagreement: expect.stringContaining('We do not agree'),
    })
    expect(JSON.stringify(rows)).not.toMatch(/Head of|p-public|p-community/)
  })

  test('[X9] has all text escaped', () => {
    const html = exportHtml(treeWith({ ...asked, text: '<img src=x onerror=alert(1)>\njavascript:alert(1)' }), {
      language: 'en',
      voices: true,
    })
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('href="javascript')
  })
})
