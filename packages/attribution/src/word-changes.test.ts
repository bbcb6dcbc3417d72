import type { VoiceId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { wordChanges, type Handled } from './word-changes.ts'

const ingrid = 'ingrid' as VoiceId
const bo = 'bo' as VoiceId
const siri = 'siri' as VoiceId

type Counts = Readonly<Record<string, number>>
const counts = (of: Counts): Map<VoiceId, number> => new Map(Object.entries(of).map(([voice, words]) => [voice as VoiceId, words]))

/** @param moved - hand, whose, characters */
const handled = (wrote: readonly VoiceId[], moved: readonly [VoiceId, VoiceId, number][] = []): Handled => {
  const byHand = new Map<VoiceId, Map<VoiceId, number>>()
  for (const [hand, of, characters] of moved) byHand.set(hand, (byHand.get(hand) ?? new Map()).set(of, characters))
  return { wrote: new Set(wrote), moved: byHand }
}

describe('who changed how many words of whom', () => {
  test('[AT14] words that somebody typed are theirs', () => {
    expect(wordChanges(counts({}), counts({ ingrid: 42 }), handled([ingrid]))).toEqual([{ hand: ingrid, of: ingrid, words: 42 }])
  })

  test('[AT14] words that another hand took out are counted to the word', () => {
    const changes = wordChanges(counts({ ingrid: 30, bo: 5 }), counts({ ingrid: 18, bo: 7 }), handled([bo], [[bo, ingrid, -71]]))
    expect(changes).toEqual([
      { hand: bo, of: ingrid, words: -12 },
      { hand: bo, of: bo, words: 2 },
    ])
  })

  test('[AT14] words that were moved within the section are nobody’s doing', () => {
    expect(wordChanges(counts({ ingrid: 27 }), counts({ ingrid: 27 }), handled([bo], [[bo, ingrid, 0]]))).toEqual([])
    expect(wordChanges(counts({ ingrid: 27 }), counts({ ingrid: 26, bo: 1 }), handled([bo], [[bo, ingrid, 0]]))).toEqual([
      { hand: bo, of: bo, words: 1 },
    ])
  })

  test('[AT14] words that another hand brings back are not written anew', () => {
    expect(wordChanges(counts({}), counts({ ingrid: 9 }), handled([], [[bo, ingrid, 50]]))).toEqual([{ hand: bo, of: ingrid, words: 9 }])
  })

  test('[AT14] two who take out share what went, by how much each took', () => {
    const both = handled(
      [],
      [
        [bo, ingrid, -20],
        [siri, ingrid, -60],
      ],
    )
    expect(wordChanges(counts({ ingrid: 30 }), counts({ ingrid: 20 }), both)).toEqual([
      { hand: siri, of: ingrid, words: -7 },
      { hand: bo, of: ingrid, words: -3 },
    ])
  })

  test('[AT14] what an author writes while another takes out is still theirs, and together it is the difference', () => {
    expect(wordChanges(counts({ ingrid: 30 }), counts({ ingrid: 40 }), handled([ingrid], [[bo, ingrid, -30]]))).toEqual([
      { hand: bo, of: ingrid, words: -5 },
      { hand: ingrid, of: ingrid, words: 15 },
    ])
  })

  test('[AT14] an author’s own deletions are their own', () => {
    expect(wordChanges(counts({ ingrid: 30 }), counts({ ingrid: 25 }), handled([], [[ingrid, ingrid, -28]]))).toEqual([
      { hand: ingrid, of: ingrid, words: -5 },
    ])
  })

  test('[AT14] a difference that no hand explains is nobody’s', () => {
    expect(wordChanges(counts({ ingrid: 30, bo: 2 }), counts({ ingrid: 29, bo: 2 }), handled([bo]))).toEqual([])
  })
})
