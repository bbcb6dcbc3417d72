import { isCommunityVoice, type ParticipantId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { softeningOf, type PieceBefore, type StandingWords } from './softening.ts'

const amina = 'amina' as ParticipantId
const bo = 'bo' as ParticipantId

/** `-gone- kept` of Amina; `[of others]`; `{of Bo}` and `{-gone of Bo-}`. */
function pieces(marked: string): PieceBefore[] {
  return [...marked.matchAll(/\[([^\]]*)\]|\{-([^}]*)-\}|\{([^}]*)\}|-([^-]*)-|([^[{-]+)/gu)].map(
    ([, others, bosGone, bos, gone, kept]) => ({
      text: others ?? bosGone ?? bos ?? gone ?? kept ?? '',
      author: others !== undefined ? null : bosGone !== undefined || bos !== undefined ? bo : amina,
      isGone: bosGone !== undefined || gone !== undefined,
    }),
  )
}

const nothing: StandingWords = { nearby: [], everywhere: [] }
const standing = (nearby: string, ...everywhere: readonly string[]) => ({
  nearby: nearby === '' ? [] : nearby.split(' '),
  everywhere: everywhere.map((text) => text.split(' ')),
})

/** How many words of how many, or null. */
function told(marked: string, stands: StandingWords = nothing): [number, number] | null {
  const softening = softeningOf(pieces(marked), () => stands)
  return softening && [[...softening.lost.values()].reduce((sum, count) => sum + count, 0), softening.words]
}

describe('the words of a community paragraph', () => {
  test.each([
    ['[AT15] more than 30 % of them are told of', '-one two three four- five six seven eight nine ten', nothing, [4, 10]],
    ['[AT15] 30 % are not', '-one two three- four five six seven eight nine ten', nothing, null],
    ['[AT15] all of them are', '-Yes.-', nothing, [1, 1]],
    ['[AT15] many small ones add up', '-one- two three -four- five six -seven- eight -nine- ten', nothing, [4, 10]],
    ['[AT15] a rewriting word by word counts', '-one- [1] -two- [2] three -four- [4] five', nothing, [3, 5]],
    ['[AT15] a spelling put right does not', 'rec-ie-ve th-ie-r pa-ln-ts', nothing, null],
    ['[AT15] what others had there does not', '[this and that and more and] one two three four', nothing, null],
    ['[AT15] in a paragraph of others one or two do not', '[this and that and more] -one two-', nothing, null],
    ['[AT15] in a paragraph of others three do', '[this and that and more] -one two three-', nothing, [3, 3]],
    ['[AT15] the others’ do not make them fewer', '[this and that and more and more] -one two- three four five', nothing, [2, 5]],
    ['[AT16] words that stand elsewhere are not lost', '-one two three four five-', standing('', 'and one two three four five too'), null],
    ['[AT16] what of them does not stand there is', '-one two three four five six-', standing('', 'one two three'), [3, 6]],
    ['[AT16] an accent or a full stop more is the same', '-“One two, three.-', standing('', 'One two three'), null],
    ['[AT16] common words elsewhere are no proof', '-we- had -the- hall and -the- key', standing('', 'we and the and the'), [3, 7]],
    ['[AT16] words put back in the paragraph are not lost', '-we- had -the- hall', standing('we had the hall'), null],
    ['[AT16] what was never taken out puts nothing back', '-the- hall and the -the- key', standing('hall and the key'), [2, 6]],
  ] as const)('%s', (_, marked, stands, expected) => {
    expect(told(marked, stands)).toEqual(expected)
  })

  test('[AT15] are counted together, and each author is told of their own', () => {
    const softening = softeningOf(pieces('one two -three- {-four five-}'), () => nothing)
    expect(softening).toEqual({
      words: 5,
      lost: new Map([
        [amina, 1],
        [bo, 2],
      ]),
      gone: [
        [8, 5],
        [14, 4],
        [19, 4],
      ],
    })
  })

  test('[AT16] are not looked for when too few are gone', () => {
    const asked: ParticipantId[] = []
    const look = (author: ParticipantId): StandingWords => {
      asked.push(author)
      return nothing
    }
    softeningOf(pieces('-one- two three four five'), look)
    expect(asked).toEqual([])
  })

  test('[AT17] are those its people stand behind, and those that are written down and wait for it', () => {
    expect(isCommunityVoice({ sector: 'community', mode: 'typed_by_self' })).toBe(true)
    expect(isCommunityVoice({ sector: 'community', mode: 'scribed_unconfirmed' })).toBe(true)
    expect(isCommunityVoice({ sector: 'community', mode: 'imported' })).toBe(false)
    expect(isCommunityVoice({ sector: 'third', mode: 'typed_by_self' })).toBe(false)
  })
})
