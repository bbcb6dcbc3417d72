import type { SourceNote, SourceRange } from '@samskriv/protocol/frames'
import { limits } from '@samskriv/protocol/frames'
import { describe, expect, test } from 'vitest'

import { Pastes, type Sitting } from './pastes.ts'

const here: SourceRange = [42, 0, 200]
const there: SourceRange = [7, 3, 200]

function pastes(sitting: Sitting = { answer: null }, isForSomebody = false): { pastes: Pastes; notes: SourceNote[] } {
  const notes: SourceNote[] = []
  return {
    notes,
    pastes: new Pastes({ place: 'study/1', note: (note) => notes.push(note), sitting, isForSomebody: () => isForSomebody }),
  }
}

describe('what is pasted', () => {
  test('is asked about beyond fifteen words', () => {
    const { pastes: few, notes } = pastes()
    few.add({ ranges: [here], words: 15, from: null })
    expect(few.question.get()).toBeNull()
    few.add({ ranges: [here], words: 16, from: null })
    expect(few.question.get()).toEqual({ words: 16, ranges: [here] })
    expect(notes.map(({ kind }) => kind)).toEqual(['outside', 'outside'])
  })

  test('is not asked about when it was copied here', () => {
    const { pastes: copied, notes } = pastes()
    copied.add({ ranges: [here], words: 100, from: [there] })
    expect(copied.question.get()).toBeNull()
    expect(notes).toEqual([{ kind: 'study', ranges: [here], from: [there] }])
  })

  test('is told as it was answered, and the next big one is asked about again', () => {
    const { pastes: asked, notes } = pastes()
    asked.add({ ranges: [here], words: 100, from: null })
    asked.answer('document', false)
    expect(asked.question.get()).toBeNull()
    asked.add({ ranges: [there], words: 100, from: null })
    expect(asked.question.get()?.ranges).toEqual([there])
    expect(notes.map(({ kind, ranges }) => [kind, ranges[0]])).toEqual([
      ['outside', here],
      ['document', here],
      ['outside', there],
    ])
  })

  test('is told as it was answered for the sitting, in the next copy too, but for a few words', () => {
    const sitting: Sitting = { answer: null }
    const { pastes: first } = pastes(sitting)
    first.add({ ranges: [here], words: 100, from: null })
    first.answer('mine', true)
    const { pastes: next, notes } = pastes(sitting)
    next.add({ ranges: [here], words: 100, from: null })
    next.add({ ranges: [there], words: 3, from: null })
    expect(next.question.get()).toBeNull()
    expect(notes.map(({ kind }) => kind)).toEqual(['mine', 'outside'])
  })

  test('stays pasted when the question is put away', () => {
    const { pastes: away, notes } = pastes()
    away.add({ ranges: [here], words: 100, from: null })
    away.dismiss()
    expect(away.question.get()).toBeNull()
    expect(notes).toHaveLength(1)
  })

  test('while one writes for somebody is what they say, and not asked about', () => {
    const { pastes: theirs, notes } = pastes({ answer: null }, true)
    theirs.add({ ranges: [here], words: 100, from: null })
    expect(theirs.question.get()).toBeNull()
    expect(notes).toEqual([])
  })

  test('in more pieces than one message may name is told in several', () => {
    const { pastes: many, notes } = pastes()
    const ranges = Array.from({ length: limits.maxSourceRanges + 1 }, (_, index): SourceRange => [42, 10 * index, 5])
    many.add({ ranges, words: 1, from: null })
    expect(notes.map((note) => note.ranges.length)).toEqual([limits.maxSourceRanges, 1])
  })
})
