import { describe, expect, test } from 'vitest'

import { narrow } from './narrow.ts'

const before = 'We met in May. It was an honest no.\nWe heard it.'

describe('what changes between two texts', () => {
  test.each<[string, string, string, string]>([
    ['a letter in a word', 'We met in May. It was an honestly no.\nWe heard it.', 'It was an honest no.', 'It was an honestly no.'],
    ['a word less', 'We met in May. It was an no.\nWe heard it.', 'It was an honest no.', 'It was an no.'],
    ['a sentence less', 'It was an honest no.\nWe heard it.', 'We met in May. It was an honest no.', 'It was an honest no.'],
    ['a line less', 'We met in May. It was an honest no.', 'It was an honest no.\nWe heard it.', 'It was an honest no.'],
    [
      'two lines made one',
      'We met in May. It was an honest no. We heard it.',
      'It was an honest no.\nWe heard it.',
      'It was an honest no. We heard it.',
    ],
    ['new words at the beginning', `Yes, ${before}`, 'We met in May.', 'Yes, We met in May.'],
    [
      'a new sentence between two',
      'We met in May. Yes. It was an honest no.\nWe heard it.',
      'It was an honest no.',
      'Yes. It was an honest no.',
    ],
    ['new words at the end', `${before} We did.`, 'We heard it.', 'We heard it. We did.'],
    ['a new line', `${before}\nWe did.`, 'We heard it.', 'We heard it.\nWe did.'],
    ['everything', 'No', before, 'No'],
    ['nothing left', '', before, ''],
  ])('is said of whole sentences: %s', (_, after, quote, words) => {
    const found = narrow(before, after)
    expect(found && { quote: before.slice(found.from, found.to), words: found.words }).toEqual({ quote, words })
    expect(found && before.slice(0, found.from) + found.words + before.slice(found.to)).toBe(after)
  })

  test('is nothing when they are the same, or when there is no sentence it could be said of', () => {
    expect(narrow(before, before)).toBeNull()
    expect(narrow('', 'New.')).toBeNull()
    expect(narrow('  ', '   ')).toBeNull()
  })
})
