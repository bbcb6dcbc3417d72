import { describe, expect, test } from 'vitest'
import { withoutQuotesOf } from './without-quotes.ts'

describe('a text without what it quotes', () => {
  const texts = ['I was afraid of going to the community hall alone in the evening. It was dark there. Nobody asked', 'the community hall']
  const unquoted = withoutQuotesOf(texts, '[gone]')

  test('loses whole sentences, and stretches of many letters', () => {
    expect(unquoted('She says “It was dark there.” and means it.')).toBe('She says “[gone]” and means it.')
    expect(unquoted('Why afraid of going to the community hall alone, at all?')).toBe('Why [gone], at all?')
  })

  test('keeps phrases that anybody uses, also where somebody said nothing else', () => {
    for (const text of ['', 'People came to the community hall on Mondays.', 'the community hall', 'It was dark', 'Nobody asked'])
      expect(unquoted(text)).toBe(text)
  })

  test('is nothing where all of it stands in what is quoted, when that is asked', () => {
    expect(unquoted('going to the community hall', 'as a whole')).toBe('[gone]')
    expect(unquoted('Nobody', 'as a whole')).toBe('Nobody')
  })
})
