import { schema } from '@samskriv/document'
import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { describe, expect, test } from 'vitest'

import { suggestedRanges } from './suggested-ranges.ts'

const by = { participantId: 'p', name: 'Bo', sector: 'public' } as const

const bare: SuggestionView = {
  id: 's',
  section: 'summary',
  anchor: 'a',
  kind: 'replace',
  place: 'instead',
  original: [],
  blocks: [],
  pieces: [],
  by,
  authors: [],
  agreed: [],
  at: '2026-11-26T14:00:00.000Z',
  reason: null,
  spelling: false,
  kept: false,
  state: 'proposed',
  decided: null,
  stewardsFrom: null,
  batch: null,
  use: 'writing-group',
  mine: false,
  lacksReason: false,
  may: { decide: false, settle: false, agree: false, takeBack: false, withdraw: false },
  needsReason: { accept: false, decline: false },
}
const page = schema.nodeFromJSON({
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'It was an honest no.' }] },
    { type: 'paragraph', content: [{ type: 'text', text: 'We' }, { type: 'hardBreak' }, { type: 'text', text: 'heard it 🦄.' }] },
  ],
})

function placeOf(words: string): { from: number; to: number } {
  let found = { from: -1, to: -1 }
  page.descendants((node, at) => {
    const index = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (index >= 0) found = { from: at + index, to: at + index + words.length }
  })
  return found
}

/** What is around the words: each stretch of letters with its attributes. */
function drawn(suggestion: Partial<SuggestionView>, stretch: { from: number; to: number }, view: 'changes' | 'now' | 'then' = 'changes') {
  const words = {
    suggestion: { ...bare, ...suggestion },
    name: 'Bo',
    removedBegins: 'begins',
    removedEnds: 'ends',
    joined: 'joined',
    forms: suggestion.kind === 'blocks' ? [null, 'a heading'] : [],
  }
  const ranges = suggestedRanges(page, [{ ...words, added: (text) => `added ${text}` }], new Map([['a', stretch]]), view)
  return ranges.map(({ from, to, about }) => {
    const { className, 'data-before': before, 'data-after': after, 'data-said': said } = about({ isFirst: true, isLast: true })
    return [page.textBetween(from, to), className.split(' ')[1], before ?? after ?? null, said ?? null]
  })
}

describe('[WE44] what is suggested, within the text', () => {
  const replaced = {
    original: ['an honest no'],
    pieces: [
      { kind: 'same', text: 'an ' },
      { kind: 'removed', text: 'honest' },
      { kind: 'added', text: 'open' },
      { kind: 'same', text: ' no' },
    ],
  } as const

  test('strikes the words that would go, and tells beside them which would come', () => {
    expect(drawn({ ...replaced, original: [...replaced.original], pieces: [...replaced.pieces] }, placeOf('an honest no'))).toEqual([
      ['honest', 'suggested-gone', null, null],
      ['honest', 'suggested-come', 'open', 'added open'],
    ])
  })

  test('as it is, shows nothing; as it would be, the new words are words like others', () => {
    const suggestion = { original: [...replaced.original], pieces: [...replaced.pieces] }
    expect(drawn(suggestion, placeOf('an honest no'), 'now')).toEqual([])
    expect(drawn(suggestion, placeOf('an honest no'), 'then').at(-1)).toEqual(['honest', 'suggested-come', 'open', 'open'])
  })

  test('stands beside a letter that is whole, and across paragraphs and line breaks', () => {
    expect(drawn({ place: 'after', blocks: [{ text: ' Twice.' }] }, placeOf('🦄'))).toEqual([
      ['🦄', 'suggested-come', ' Twice.', 'added  Twice.'],
    ])
    const stretch = { from: placeOf('no.').from, to: placeOf('heard').to }
    const over = {
      original: ['no.', 'We\nheard'],
      pieces: [
        { kind: 'removed' as const, text: 'no.\nWe\nheard' },
        { kind: 'added' as const, text: 'yes' },
      ],
    }
    expect(drawn(over, stretch)).toEqual([
      ['no.', 'suggested-gone', null, null],
      ['We', 'suggested-gone', null, null],
      ['heard', 'suggested-gone', null, null],
      ['.', 'suggested-join', '¶', 'joined'],
      ['e', 'suggested-join', '¶', 'joined'],
      ['heard', 'suggested-come', 'yes', 'added yes'],
    ])
  })

  test('has a sign where a paragraph would go on with the next, and none where one break stands for another', () => {
    const stretch = { from: placeOf('no.').from, to: placeOf('We').to }
    const joined = {
      original: ['no.', 'We'],
      pieces: [
        { kind: 'same' as const, text: 'no.' },
        { kind: 'removed' as const, text: '\n' },
        { kind: 'added' as const, text: ' ' },
        { kind: 'same' as const, text: 'We' },
      ],
    }
    expect(drawn(joined, stretch)).toEqual([
      ['.', 'suggested-join', '¶', 'joined'],
      ['W', 'suggested-come', ' ', 'added  '],
    ])
    expect(drawn(joined, stretch, 'then')).toEqual([['W', 'suggested-come', ' ', ' ']])
    const reworded = {
      original: ['no.', 'We'],
      pieces: [
        { kind: 'removed' as const, text: 'no.\nWe' },
        { kind: 'added' as const, text: 'yes.\nThey' },
      ],
    }
    expect(drawn(reworded, stretch).map(([, name]) => name)).not.toContain('suggested-join')
  })

  test('says of words that are not what they were only that something is suggested about them', () => {
    expect(drawn({ original: ['an honest yes'], pieces: [...replaced.pieces] }, placeOf('an honest no'))).toEqual([
      ['an honest no', 'suggested-about', null, null],
    ])
  })

  test('tells what a paragraph would become, and a new one at the end of the section', () => {
    const stretch = { from: placeOf('It').from, to: placeOf('We').to }
    const same = {
      kind: 'blocks' as const,
      original: ['It was an honest no.', 'We'],
      pieces: [{ kind: 'same' as const, text: 'It was an honest no.\nWe' }],
    }
    expect(drawn(same, stretch)).toEqual([['W', 'suggested-form', 'a heading', 'a heading']])
    expect(drawn({ anchor: null, place: 'end', blocks: [{ text: 'And more.' }] }, stretch)).toEqual([
      ['.', 'suggested-come', 'And more.', 'added And more.'],
    ])
  })
})
