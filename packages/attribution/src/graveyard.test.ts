import type { VoiceId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { Graveyard, graveyardLifetimeMs, shortestReturn } from './graveyard.ts'
import { phraseLength } from './phrase.ts'
import { Random } from './testing/random.ts'
import type { DeletedRun } from './voice.ts'

const run = (text: string, deletedAt = 0, voice = 'amina'): DeletedRun => ({
  text,
  voices: [{ length: text.length, voice: voice as VoiceId }],
  deletedAt,
})
const sentence = 'Nobody told us why the damp came back.'

const within = (text: string) => (offset: number) => offset >= 0 && offset < text.length
const found = (graveyard: Graveyard, text: string, at: number, now = 1) => {
  const longest = graveyard.longest(text, at, within(text), now)
  return longest === undefined ? undefined : text.slice(longest.from, longest.to)
}

describe('the graveyard', () => {
  test('[AT7] keeps nothing shorter than what may return', () => {
    const graveyard = new Graveyard([run('x'.repeat(shortestReturn - 1))])
    expect(graveyard.isEmpty).toBe(true)
  })

  test('[AT7] forgets after thirty days', () => {
    const graveyard = new Graveyard([run(sentence)])
    expect(found(graveyard, sentence, 4, graveyardLifetimeMs - 1)).toBe(undefined)
    expect(found(graveyard, sentence, 5, graveyardLifetimeMs - 1)).toBe(sentence)
    expect(found(graveyard, sentence, 5, graveyardLifetimeMs)).toBe(undefined)
    graveyard.bury(run('Something else entirely.', graveyardLifetimeMs))
    expect([...graveyard].map(({ text }) => text)).toEqual(['Something else entirely.'])
  })

  test('[AT7] drops the oldest beyond its size', () => {
    const texts = ['The first sentence.', 'The second sentence.', 'The third sentence.']
    const graveyard = new Graveyard(
      texts.map((text) => run(text)),
      40,
    )
    expect([...graveyard].map(({ text }) => text)).toEqual(texts.slice(1))
    expect(graveyard.characters).toBe(39)
  })

  test('[AT7] gives words deleted twice to their latest voice, and as the latest', () => {
    const graveyard = new Graveyard([run(sentence, 1), run('Between the two.', 2), run(sentence, 3, 'bo')])
    expect([...graveyard].map(({ deletedAt }) => deletedAt)).toEqual([2, 3])
    expect(graveyard.longest(sentence, 0, within(sentence), 4)?.run.voices[0]?.voice).toBe('bo')
  })

  test('[AT7] prefers the latest of equally long likenesses', () => {
    const graveyard = new Graveyard([run(`${sentence} A.`, 1), run(`${sentence} B.`, 2, 'bo')])
    expect(graveyard.longest(sentence, 0, within(sentence), 3)?.run.voices[0]?.voice).toBe('bo')
  })

  test.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    '[AT7] finds the longest stretch that a search of every place finds: seed %i',
    (seed) => {
      const random = new Random(seed)
      const graveyard = new Graveyard([], 2000)
      const runs: DeletedRun[] = []
      for (let index = 0; index < 40; index++) {
        const buried = run(letters(random, 12 + random.below(60)), index)
        runs.push(buried)
        graveyard.bury(buried)
        if (random.below(3) === 0) graveyard.longest(buried.text, 0, within(buried.text), 100)
      }
      const kept = [...graveyard]
      const source = random.pick(runs).text
      const text = letters(random, 10) + source.slice(random.below(6)) + letters(random, 10)
      const expected = longestCommon(text, kept)
      let longest = 0
      for (let at = 0; at + phraseLength <= text.length; at++) longest = Math.max(longest, found(graveyard, text, at, 100)?.length ?? 0)
      const enough = (length: number) => (length >= shortestReturn ? length : 'too short')
      expect(enough(longest)).toBe(enough(expected))
    },
  )
})

function letters(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick(['a', 'b', 'c', ' '])).join('')
}

function longestCommon(text: string, runs: readonly DeletedRun[]): number {
  let longest = 0
  for (const buried of runs) {
    for (let from = 0; from < text.length; from++) {
      let to = from + longest + 1
      while (to <= text.length && buried.text.includes(text.slice(from, to))) longest = to++ - from
    }
  }
  return longest
}
