import type { ParticipantId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { tidiedAuthors } from './tidied-authors.ts'
import { wordDiff } from './word-diff.ts'

const [nora, ola] = ['nora', 'ola'] as ParticipantId[]

/** Nora's words, and then Ola's. @returns the names of those whose spelling alone is put right */
function tidied(noras: string, olas: string, after: string): string[] {
  const text = noras + olas
  const pieces = wordDiff(text, after)
  const passage = { text } as Parameters<typeof tidiedAuthors>[0]['passage']
  return [...tidiedAuthors({ passage, pieces }, (letter) => (letter < noras.length ? nora : ola))].toSorted()
}

describe('the authors of whose words only the spelling is put right', () => {
  test.each([
    [
      'one of two, whatever happens to the words of the other',
      'It is brokken. ',
      'Nobody came to help us.',
      'It is broken. Somebody helped.',
      ['nora'],
    ],
    ['both', 'It is brokken. ', 'Noboddy came.', 'It is broken. Nobody came.', ['nora', 'ola']],
    ['nobody whose words are reworded', 'It is brokken and old. ', 'Noboddy came.', 'It is broken and new. Nobody came.', ['ola']],
    ['nobody whose words are left out', 'It is very old. ', 'Noboddy came.', 'It is old. Nobody came.', ['ola']],
    ['nobody whose word is one with that of another', 'It is bro', 'kken now.', 'It is broken now.', []],
    ['nobody whose words are left alone', 'It is old. ', 'Noboddy came.', 'It is old. Nobody came.', ['ola']],
    ['nobody between whose words new ones come', 'It is old ', 'they said.', 'It is old and damp they said.', []],
    ['nobody whose paragraph is parted', 'It is brokken. Now. ', 'Noboddy came.', 'It is broken.\u2029Now. Nobody came.', ['ola']],
    ['nobody with a figure that is another', 'It took 3 hours. ', 'Noboddy came.', 'It took 30 hours. Nobody came.', ['ola']],
  ])('are %s', (_, noras, olas, after, expected) => {
    expect(tidied(noras, olas, after)).toEqual(expected)
  })
})
