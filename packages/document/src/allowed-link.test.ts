import { describe, expect, test } from 'vitest'

import { isAllowedLink } from './allowed-link.ts'

describe('an address in a link', () => {
  test.each(['https://example.org', 'HTTP://example.org/a?b#c', 'mailto:amina@example.org', 'tel:+4712345678', 'https://例え.jp/å'])(
    'may be %s',
    (href) => {
      expect(isAllowedLink(href)).toBe(true)
    },
  )

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' https://example.org',
    'https://exa\nmple.org',
    'java\tscript:alert(1)',
    'https://example.org/\u202Egpj.exe',
    'data:text/html,<script>',
    'vbscript:x',
    'ftp://example.org',
    '//example.org',
    '/studies/1',
    'https://',
    '',
    `https://example.org/${'a'.repeat(2100)}`,
    null,
    undefined,
    42,
    { href: 'https://example.org' },
  ])('may not be %j', (href) => {
    expect(isAllowedLink(href)).toBe(false)
  })
})
