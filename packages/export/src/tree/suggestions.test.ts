import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'

import { exportDocx } from '../docx/export-docx.ts'
import { exportHtml } from '../html/export-html.ts'
import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyJson } from '../sample-study.ts'
import { buildExportTree } from './build-export-tree.ts'
import type { ExportInput, VoicedNode } from './export-input.ts'
import type { CharacterEdge, ExportSuggestion, SuggestedChange } from './suggestions.ts'

const input = importedStudy(planOf(sampleStudyJson), { generatedAt: '2026-11-20T10:00:00Z' })
const [one, other] = input.voices
if (one === undefined || other === undefined) throw new Error('no voices')

/** Each line is one client's, its characters in order. */
const line = (client: number, text: string, voice = one.id): VoicedNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text, voice, ranges: [{ client, clock: 0, length: text.length }] }],
})
const texts = ['The door is red.', 'We paint it.', 'Bring a cup.'] as const
const blocks: readonly VoicedNode[] = [
  line(1, texts[0]),
  {
    type: 'bulletList',
    content: [
      { type: 'listItem', content: [line(2, texts[1])] },
      { type: 'listItem', content: [line(3, texts[2])] },
    ],
  },
]

function inputWith(suggestions: readonly ExportSuggestion[], more: Partial<ExportInput> = {}): ExportInput {
  const sections = input.sections.map((section, index) => ({ ...section, blocks: index === 0 ? blocks : [] }))
  return { ...input, records: [], commentChoice: 'open', sections, suggestions, ...more }
}

const edge = (client: number, clock: number, side: CharacterEdge['side']): CharacterEdge => ({ character: { client, clock }, side })
/** Other words for a stretch of a line. */
const instead = (client: number, words: string, proposed: string): SuggestedChange => {
  const begins = (texts[client - 1] ?? '').indexOf(words)
  return { from: edge(client, begins, 'before'), to: edge(client, begins + words.length - 1, 'after'), proposed }
}
const at = (place: CharacterEdge, proposed: string): SuggestedChange => ({ from: place, to: place, proposed })
const suggestion = (id: string, changes: readonly SuggestedChange[] | null, more: Partial<ExportSuggestion> = {}): ExportSuggestion => {
  const [first] = changes ?? []
  const about =
    first === undefined
      ? { start: { client: 1, clock: 0 }, end: { client: 1, clock: 2 } }
      : { start: first.from.character, end: first.to.character }
  const author = { name: 'Nora', sector: 'community' } as const
  return { id, author, at: '2026-11-01T09:00:00Z', use: 'case-study', about, changes, ...more }
}
const treeOf = (...suggestions: ExportSuggestion[]) => buildExportTree(inputWith(suggestions))

/** Lines as Word's reader has them once every change is accepted. */
async function acceptedIn(...suggestions: ExportSuggestion[]): Promise<string> {
  const file = await exportDocx(treeOf(...suggestions), { language: 'en', voices: false })
  return (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value
}

describe('suggestions made here', () => {
  test('[X18] put in, accepted by another program, are the text that was suggested: other words, none, and new ones', async () => {
    const text = await acceptedIn(
      suggestion('a', [instead(1, 'red', 'blue')]),
      suggestion('b', [at(edge(1, 0, 'before'), 'Here: ')]),
      suggestion('c', [instead(2, ' it', '')]),
      suggestion('d', [at(edge(3, 11, 'after'), ' Or two.')]),
    )
    for (const words of ['Here: The door is blue.', 'We paint.', 'Bring a cup. Or two.']) expect(text).toContain(words)
  })

  test('[X18] at the beginning of an item stand in that item, and not at the end of the one before', async () => {
    const text = await acceptedIn(suggestion('a', [at(edge(3, 0, 'before'), 'Please. ')]))
    expect(text).toContain('We paint it.\n\nPlease. Bring a cup.')
  })

  test('[X18] about several paragraphs are shown in each', () => {
    const { shown, leftOut } = treeOf(suggestion('a', [instead(1, 'red', 'blue'), instead(2, 'We', 'They')])).suggestions
    expect([shown.map(({ id, proposed }) => [id, proposed]), leftOut]).toEqual([
      [
        ['a', 'blue'],
        ['a', 'They'],
      ],
      0,
    ])
  })

  test.each([
    ['their author keeps in the writing group', suggestion('b', [instead(1, 'door', 'gate')], { use: 'writing-group' })],
    ['their author wants to be asked about', suggestion('b', [instead(1, 'door', 'gate')], { use: 'ask-first' })],
    ['are about words that another is about', suggestion('b', [instead(1, 'is red', 'was gate')])],
    ['make or join paragraphs', suggestion('b', null)],
    ['have lost their words', suggestion('b', [instead(1, 'door', 'gate')], { about: null })],
    ['are about words that are not there', suggestion('b', [at(edge(9, 0, 'after'), 'gate')])],
  ])('[X18] that %s are left out, and counted', (_why, left) => {
    const tree = treeOf(suggestion('a', [instead(1, 'red', 'blue')]), left)
    expect([tree.suggestions.shown.map(({ id }) => id), tree.suggestions.leftOut]).toEqual([['a'], 1])
    // A web page has no tracked changes: neither is in it.
    expect(exportHtml(tree, { language: 'en', voices: true })).toContain('2 suggested changes are left out')
  })

  test('[X18] that touch words that are left out are left out, too: they could repeat them', () => {
    const secret = 'A long secret. '
    const mixed: VoicedNode = {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'We know. ', voice: other.id, ranges: [{ client: 5, clock: 0, length: 9 }] },
        { type: 'text', text: secret, voice: one.id, ranges: [{ client: 4, clock: 0, length: secret.length }] },
        { type: 'text', text: 'It is built.', voice: other.id, ranges: [{ client: 5, clock: 9, length: 12 }] },
      ],
    }
    const over = { from: edge(5, 0, 'before'), to: edge(5, 10, 'after'), proposed: 'A short secret' }
    const within = { from: edge(4, 2, 'before'), to: edge(4, 5, 'after'), proposed: 'short' }
    const beside = { from: edge(5, 15, 'before'), to: edge(5, 19, 'after'), proposed: 'planned' }
    const tree = buildExportTree(
      inputWith([suggestion('a', [over]), suggestion('b', [within]), suggestion('c', [beside])], {
        voices: input.voices.map((voice) => (voice.id === one.id ? { ...voice, mode: 'scribed_confirmed' } : voice)),
        participants: input.participants.map((person) => (person.id === one.by ? { ...person, scribedUse: 'writing-group' } : person)),
        sections: input.sections.map((section, index) => ({ ...section, blocks: index === 0 ? [mixed] : [] })),
      }),
    )
    expect([tree.suggestions.shown.map(({ id }) => id), tree.suggestions.leftOut]).toEqual([['c'], 2])
  })
})
