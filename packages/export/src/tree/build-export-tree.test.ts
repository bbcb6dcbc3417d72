import type { Voice } from '@samskriv/attribution'
import { templateById } from '@samskriv/document'
import type { ParticipantId, VoiceId } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { describe, expect, test } from 'vitest'

import { exportJson } from '../export-json.ts'
import { exportHtml } from '../html/export-html.ts'
import { importStudy } from '../import/import-study.ts'
import { importedStudy } from '../imported-study.ts'
import { exportMarkdown } from '../markdown/export-markdown.ts'
import { planOf, sampleStudyExpected, sampleStudyJson, sampleTree } from '../sample-study.ts'
import { buildExportTree } from './build-export-tree.ts'
import type { ExportInput } from './export-input.ts'

describe('the voice balance of the sample study', () => {
  const { file } = sampleTree()

  test.each(sampleStudyExpected.sections)('[X6] is as expected in $sectionId', (expected) => {
    expect(file.balance?.sections.find(({ sectionId }) => sectionId === expected.sectionId)).toEqual(expected)
  })

  test('is as expected in the whole of it', () => {
    const { words, totalWords, communitySharePercent } = sampleStudyExpected.document
    const { unconfirmed, ...counted } = words
    expect(file.balance?.document).toEqual({ words: counted, unconfirmedWords: unconfirmed, totalWords, communitySharePercent })
    expect(file.balance?.sections).toHaveLength(14)
  })
})

describe('words whose consent does not allow showing them', () => {
  // From the quote that waits for an answer, and from the film whose consent ran out.
  const hidden = ['I got my Tuesdays back', 'It is not small', 'Chap the door']
  const tree = sampleTree()
  const outputs = [
    exportJson(tree),
    ...(['en', 'nb', 'sv'] as const).flatMap((language) => [true, false].map((voices) => exportHtml(tree, { language, voices }))),
  ]

  test('[X4] are in no output', () => {
    expect(outputs).toHaveLength(7)
    for (const output of outputs) expect(hidden.filter((text) => output.includes(text))).toEqual([])
  })

  test('[X4] leave a placeholder and are counted', () => {
    expect(tree.file.leftOut).toEqual({ quotes: 2, evidence: 1 })
    const quotes = tree.file.sections.flatMap(({ blocks }) => blocks).filter((block) => block.type === 'quote')
    expect(quotes.filter(({ text }) => text === null).map(({ consentId }) => consentId)).toEqual(['c-e-withdrawn', 'c-d-tuesdays'])
    expect(tree.file.evidence.find(({ id }) => id === 'e-film')).toEqual({
      id: 'e-film',
      kind: 'audio_video',
      consentId: 'c-film',
      withheld: true,
    })
  })

  test.each([
    ['the last day of a consent', '2028-06-11T23:59:00Z', 1],
    ['the day after it', '2028-06-12T00:00:00Z', 0],
  ])('are judged by the day of the export: on %s', (_case, generatedAt, shown) => {
    const quotes = sampleTree({ generatedAt }).file.sections.flatMap(({ blocks }) => blocks)
    expect(quotes.filter((block) => block.type === 'quote' && block.consentId === 'c-c-budget' && block.text !== null)).toHaveLength(shown)
  })

  test('are judged by the use: what was not said yes to is left out', () => {
    const input = importedStudy(planOf(sampleStudyJson), { generatedAt: '2026-11-20T10:00:00Z' })
    expect(buildExportTree({ ...input, use: 'press' }).file.leftOut?.quotes).toBe(6)
  })
})

describe('a study that was begun here', () => {
  test('is exported with the words of each person, by the name they chose', () => {
    const { file } = buildExportTree(aStudy())
    expect(file.sections.at(0)?.blocks).toEqual([
      {
        id: 'summary-b1',
        type: 'paragraph',
        runs: [
          { text: 'We asked for a ramp. ', by: 'amina', sector: 'community', mode: 'typed_by_self' },
          { text: 'It was built.', by: 'bjorn', sector: 'public', mode: 'typed_by_self', marks: [{ type: 'bold' }] },
        ],
      },
    ])
    expect(file.participants).toEqual([
      { id: 'amina', publicName: 'Amina', sector: 'community', subtype: 'resident', hasAccount: true },
      { id: 'bjorn', publicName: 'Bjørn', sector: 'public', subtype: 'kommune', hasAccount: true },
    ])
  })

  test('[X3] does not name those who only read', () => {
    expect(exportJson(buildExportTree(aStudy())).includes('Rita')).toBe(false)
  })

  test('[X3] names an organisation in the note on somebody’s capacity, where it is given', () => {
    const study = aStudy()
    const participants = study.participants.map((person) => ({ ...person, organisation: person.id === 'bjorn' ? 'Nordvik kommune' : null }))
    const tree = buildExportTree({ ...study, participants })
    expect(tree.file.participants).toEqual([
      { id: 'amina', publicName: 'Amina', sector: 'community', subtype: 'resident', hasAccount: true },
      { id: 'bjorn', publicName: 'Bjørn', sector: 'public', subtype: 'kommune', capacityNote: 'Nordvik kommune', hasAccount: true },
    ])
    expect(exportHtml(tree, { language: 'en', voices: false })).toContain('<p class="small" lang="nb" dir="auto">Nordvik kommune</p>')
  })

  test('[X3] keeps in which way people are shown and how many a group are, as it is now, and gives them back', () => {
    const study = aStudy()
    const shown = { amina: { identity: 'collective', groupSize: 7 }, bjorn: { identity: 'pseudonym' } } as const
    const participants = study.participants.map((person) => ({ ...person, ...(person.id in shown ? shown[person.id as 'amina'] : {}) }))
    const tree = buildExportTree({ ...study, participants })
    expect(tree.file.participants).toMatchObject([
      { id: 'amina', identity: 'collective', groupSize: 7 },
      { id: 'bjorn', identity: 'pseudonym' },
    ])
    const page = exportHtml(tree, { language: 'en', voices: false })
    expect(page).toContain(translator('en')('export.contributors.group', { size: 7 }))
    const plan = planOf(exportJson(tree))
    expect(plan.participants.map(({ identity, groupSize }) => [identity, groupSize])).toEqual([
      ['collective', 7],
      ['pseudonym', null],
    ])
    // They came with that file, and are five by another name since.
    const here = importedStudy(plan, { generatedAt: '2026-11-20T10:00:00Z' })
    const fewer = here.participants.map((person) =>
      person.groupSize === 7 ? { ...person, groupSize: 5, identity: 'named' as const } : person,
    )
    expect(buildExportTree({ ...here, participants: fewer }).file.participants[0]).toMatchObject({ identity: 'named', groupSize: 5 })
    const alone = here.participants.map((person) => ({ ...person, groupSize: null }))
    expect(buildExportTree({ ...here, participants: alone }).file.participants[0]).toMatchObject({ groupSize: null })
  })

  test('[X5] is refused when a text has no known voice', () => {
    const study = aStudy()
    expect(() => buildExportTree({ ...study, voices: study.voices.slice(1) })).toThrow('export-voice-unknown')
  })

  test.each(['iframe', 'video'])('is refused when it holds a %s, which no format knows', (type) => {
    const study = aStudy()
    expect(() => buildExportTree({ ...study, sections: study.sections.map(({ key }) => ({ key, blocks: [{ type }] })) })).toThrow(
      'export-node-unknown',
    )
  })

  test.each(['\u0000', '\u000B', '\uD800', '\uFFFF', '\u007F'])(
    '[X19] is written although somebody’s program put %j into its text',
    (broken) => {
      const study = aStudy()
      const content = [{ type: 'text', text: `a${broken}b`, voice: 'v1' as VoiceId }]
      const blocks = [{ type: 'paragraph', content }]
      const { file } = buildExportTree({ ...study, sections: study.sections.map(({ key }) => ({ key, blocks })) })
      const [block] = file.sections.at(0)?.blocks ?? []
      expect(block?.type === 'paragraph' ? block.runs : []).toMatchObject([{ text: broken === '\uD800' ? 'a\uFFFDb' : 'a b' }])
    },
  )

  test('keeps its place when a quote it points to is gone', () => {
    const study = aStudy()
    const blocks = [
      { type: 'communityQuote', attrs: { quoteId: 'gone' } },
      { type: 'communityQuote', attrs: { quoteId: '' } },
    ]
    const { file } = buildExportTree({ ...study, sections: study.sections.map(({ key }) => ({ key, blocks })) })
    expect(file.sections.at(0)?.blocks).toEqual([{ id: 'summary-b1', type: 'quote', quoteId: 'gone', text: null }])
    expect(file.leftOut?.quotes).toBe(1)
  })
})

describe('words that were written down for somebody', () => {
  test.each([
    ['who keeps them with the writing group', 'writing-group', 'scribed_confirmed', undefined, false],
    ['who wants to be asked first', 'ask-first', 'scribed_unconfirmed', undefined, false],
    ['who lets them go further', 'case-study', 'scribed_confirmed', undefined, true],
    ['whom nobody has to ask', null, 'scribed_confirmed', undefined, true],
    ['who typed them themselves later', 'writing-group', 'typed_by_self', undefined, true],
    ['by whoever belongs to the writing group', 'writing-group', 'scribed_confirmed', 'writing-group', true],
  ] as const)(
    '[X4] are shown, or leave a counted placeholder that names nobody: of somebody %s',
    (_whose, scribedUse, mode, readers, isShown) => {
      const study = aStudy()
      const tree = buildExportTree({
        ...study,
        ...(readers === undefined ? {} : { readers }),
        participants: study.participants.map((person) => (person.id === 'amina' ? { ...person, scribedUse } : person)),
        voices: study.voices.map((voice) => (voice.by === 'amina' ? { ...voice, mode, typedBy: 'bjorn' as ParticipantId } : voice)),
      })
      const { file } = tree
      const [block] = file.sections.at(0)?.blocks ?? []
      const [first] = block?.type === 'paragraph' ? block.runs : []
      expect([file.leftOut?.passages, file.participants.map(({ id }) => id)]).toEqual(
        isShown ? [undefined, ['amina', 'bjorn']] : [1, ['bjorn']],
      )
      expect(first !== undefined && 'type' in first ? first.type : 'text').toBe(isShown ? 'text' : 'leftOut')
      for (const output of [exportJson(tree), exportHtml(tree, { language: 'en', voices: true })])
        expect([output.includes('We asked'), output.toLowerCase().includes('amina'), output.includes('It was built.')]).toEqual([
          isShown,
          isShown,
          true,
        ])
      // The words are counted all the same, as on the screen.
      expect(file.balance?.document.totalWords).toBe(buildExportTree(study).file.balance?.document.totalWords)
      expect(importStudy(exportJson(tree)).ok).toBe(true)
    },
  )
})

describe('words of a comment that were put into the text', () => {
  test.each([
    ['lets them go further', 'case-study', undefined, true],
    ['keeps them with the writing group now', 'writing-group', undefined, false],
    ['wants to be asked first', 'ask-first', undefined, false],
    ['does not say', undefined, undefined, false],
    ['keeps them with the writing group, which reads it', 'writing-group', 'writing-group', true],
  ] as const)('[X4] are shown, or leave a counted placeholder in every format: whoever said them %s', (_who, use, readers, isShown) => {
    const study = aStudy()
    const tree = buildExportTree({
      ...study,
      ...(readers === undefined ? {} : { readers }),
      voices: study.voices.map((voice) => (voice.by === 'amina' ? { ...voice, placed: 'placement-1' } : voice)),
      placedUses: new Map(use === undefined ? [] : [['placement-1', use]]),
    })
    expect([tree.file.leftOut?.passages, tree.file.participants.map(({ id }) => id)]).toEqual(
      isShown ? [undefined, ['amina', 'bjorn']] : [1, ['bjorn']],
    )
    const outputs = [
      exportJson(tree),
      exportHtml(tree, { language: 'en', voices: true }),
      exportMarkdown(tree, { language: 'en', voices: true }),
    ]
    for (const output of outputs)
      expect([output.includes('We asked'), output.includes('Amina'), output.includes('It was built.')]).toEqual([isShown, isShown, true])
    expect(importStudy(exportJson(tree)).ok).toBe(true)
  })
})

function aStudy(): ExportInput {
  const summary = templateById('cross-sector-collaboration')?.sections[0]?.id
  if (summary === undefined) throw new Error('no such template')
  const voice = (id: string, by: string, sector: 'community' | 'public'): Voice => ({
    id: id as VoiceId,
    by: by as ParticipantId,
    typedBy: null,
    sector,
    mode: 'typed_by_self',
    confirmation: null,
  })
  const voices = [voice('v1', 'amina', 'community'), voice('v2', 'bjorn', 'public')]
  const person = (id: string, publicName: string, sector: 'community' | 'public', subtype: string) => ({
    id: id as ParticipantId,
    publicName,
    sector,
    subtype,
    hasAccount: true,
  })
  return {
    study: {
      id: 'study-1',
      title: 'The ramp',
      place: 'Nordvik',
      language: 'nb',
      templateId: 'cross-sector-collaboration',
      templateVersion: 1,
      status: 'draft',
      example: false,
    },
    participants: [
      person('amina', 'Amina', 'community', 'resident'),
      person('bjorn', 'Bjørn', 'public', 'kommune'),
      person('rita', 'Rita Reader', 'public', 'council'),
    ],
    voices,
    sections: [
      {
        key: summary,
        blocks: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'We asked ', voice: 'v1' as VoiceId },
              { type: 'text', text: 'for a ramp. ', voice: 'v1' as VoiceId },
              { type: 'text', text: 'It was built.', voice: 'v2' as VoiceId, marks: [{ type: 'bold' }] },
            ],
          },
        ],
      },
    ],
    records: [],
    generatedAt: '2026-11-20T10:00:00Z',
    address: 'https://samskriv.example/studies/study-1',
  }
}
