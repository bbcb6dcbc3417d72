import { describe, expect, test } from 'vitest'

import type { CommentTarget } from '../threads/desk.ts'
import { paragraphsOf, placedChange } from './asked-change.ts'

const anchor = { section: 'summary', epoch: 1, start: { client: 1, clock: 0 }, end: { client: 1, clock: 9 }, quote: 'We met\nin May.' }
const chosen: CommentTarget = { section: 'summary', anchor, paragraphs: ['We met\nin May.'] }

describe('the paragraphs of what was written', () => {
  test('are its lines, but for lines that stood in one paragraph', () => {
    expect(paragraphsOf('We met\nin June.', ['We met\nin May.'])).toEqual(['We met\nin June.'])
    expect(paragraphsOf('One.\nTwo.', ['One.', 'Two.'])).toEqual(['One.', 'Two.'])
    expect(paragraphsOf('We met\nin May.\nAnd in June.', ['We met\nin May.'])).toEqual(['We met\nin May.', 'And in June.'])
    expect(paragraphsOf('First.\nWe met\nin May.', ['We met\nin May.'])).toEqual(['First.', 'We met\nin May.'])
  })

  test('are none of empty lines', () => {
    expect(paragraphsOf('One.\n\n  \nTwo.', ['One.'])).toEqual(['One.', 'Two.'])
  })
})

describe('a change that is suggested', () => {
  const change = { words: '', form: 'bullet' } as const

  test('is nothing when the words are the same, or there are none', () => {
    expect(placedChange(chosen, { place: 'instead' }, { ...change, kind: 'instead', words: ' We met\nin May. ' })).toBeNull()
    expect(placedChange(chosen, { place: 'instead' }, { ...change, kind: 'below', words: ' ' })).toBeNull()
  })

  test('takes words out, or makes another kind of paragraph of them', () => {
    expect(placedChange(chosen, { place: 'instead' }, { ...change, kind: 'delete' })).toEqual({ place: 'instead', blocks: [] })
    expect(placedChange(chosen, { place: 'instead' }, { ...change, kind: 'form' })).toEqual({
      place: 'instead',
      blocks: [{ text: 'We met\nin May.', form: 'bullet' }],
    })
  })

  test('stands apart from the words beside it, and not from what ends a sentence', () => {
    const here = (before: string, after: string, words: string) =>
      placedChange(chosen, { place: 'after', beside: { before, after } }, { ...change, kind: 'here', words })?.blocks[0]?.text
    expect(here('t', ' ', 'again')).toBe(' again')
    expect(here('t', 'u', 'again')).toBe(' again ')
    expect(here('t', '.', ', again')).toBe(', again')
    expect(here('', 'W', 'Again')).toBe('Again ')
  })
})
