import { describe, expect, test } from 'vitest'
import { chooseLanguage } from './language.ts'

describe('the language of a page', () => {
  test('is the one asked for, then the person’s, then the browser’s, then English', () => {
    expect(chooseLanguage('sv', 'nb', 'en')).toBe('sv')
    expect(chooseLanguage('xx', 'nb', 'sv')).toBe('nb')
    expect(chooseLanguage(undefined, undefined, 'de, sv;q=0.5, en;q=0.4')).toBe('sv')
    expect(chooseLanguage(undefined, undefined, undefined)).toBe('en')
  })

  test.each([
    ['nn-NO,nn;q=0.9', 'nb'],
    ['no', 'nb'],
    ['da', 'nb'],
    ['sv-FI', 'sv'],
    ['sv;q=0, en', 'en'],
    [',,;;=,', 'en'],
  ])('reads %j as %s', (header, language) => {
    expect(chooseLanguage(undefined, undefined, header)).toBe(language)
  })
})
