import { describe, expect, test } from 'vitest'

import { askedFor } from './asked-for.ts'

describe('what the address of the home page asks for', () => {
  test('is the same question in whatever order it is written', () => {
    const asked = askedFor(new URLSearchParams('place=Rigs&q=tuesday door'))
    expect(asked).toBe('q=tuesday+door&place=Rigs')
    expect(askedFor(new URLSearchParams('q=tuesday%20door&place=Rigs'))).toBe(asked)
  })

  test('leaves out what asks for nothing: empty fields, the first page, and names nobody knows', () => {
    expect(askedFor(new URLSearchParams('q=&status=+&page=1&utm_source=mail'))).toBe('')
    expect(askedFor(new URLSearchParams('page=2'))).toBe('page=2')
  })
})
