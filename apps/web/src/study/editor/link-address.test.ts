import { describe, expect, test } from 'vitest'

import { linkAddress } from './link-address.ts'

describe('an address as people type it', () => {
  test.each([
    ['https://example.org/a b', 'https://example.org/a b'],
    [' example.org/path ', 'https://example.org/path'],
    ['amina@example.org', 'mailto:amina@example.org'],
    ['+47 22 00 00 00', 'tel:+4722000000'],
    ['mailto:amina@example.org', 'mailto:amina@example.org'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['just words', 'just words'],
  ])('“%s” becomes “%s”', (typed, address) => {
    expect(linkAddress(typed)).toBe(address)
  })
})
