import { describe, expect, test } from 'vitest'

import { addressesIn, wholeAddress } from './address-in-text.ts'

describe('an address in a text', () => {
  test.each([
    ['https://example.org', ['https://example.org']],
    ['See https://example.org/a?b=1#c.', ['https://example.org/a?b=1#c']],
    ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
    ['[https://example.org], and HTTP://example.org/å!', ['https://example.org', 'HTTP://example.org/å']],
    ['«https://example.org» “mailto:amina@example.org”', ['https://example.org', 'mailto:amina@example.org']],
    ['Ring tel:+4712345678, ask for Amina', ['tel:+4712345678']],
  ])('is found in %j', (text, addresses) => {
    expect(addressesIn(text).map(({ address }) => address)).toEqual(addresses)
    for (const { address, index } of addressesIn(text)) expect(text.slice(index).startsWith(address)).toBe(true)
  })

  test.each(['https://', 'https://.', 'example.org', 'amina@example.org', 'hotel:12', 'javascript:alert(1)', 'ftp://example.org', 'a: b'])(
    'is none in %j',
    (text) => {
      expect(addressesIn(text)).toEqual([])
    },
  )

  test.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['www.example.org/a', 'https://www.example.org/a'],
    ['amina@example.org', 'mailto:amina@example.org'],
    ['tel:+4712345678', 'tel:+4712345678'],
    ['minutes.docx', null],
    ['www.', null],
    ['a word', null],
    ['https://example.org and more', null],
    ['javascript:alert(1)', null],
    ['', null],
  ])('is the whole of %j, or not: %j', (text, address) => {
    expect(wholeAddress(text)).toBe(address)
  })
})
