// @vitest-environment jsdom
import { limits, type SourceRange } from '@samskriv/protocol/frames'
import { describe, expect, test } from 'vitest'

import { copiedFrom, markCopy } from './copied-from.ts'

const place = '0199-study/3'
const ids: readonly SourceRange[] = [
  [4_294_967_295, 12, 5],
  [7, 0, 1],
]

function marked(html: string, ranges = ids): string {
  const copy = document.createElement('div')
  copy.innerHTML = html
  markCopy(copy, place, ranges)
  return copy.innerHTML
}

describe('a copy', () => {
  test('says where it was made, and of what', () => {
    expect(copiedFrom(marked('<p>Some words</p><p>and more</p>'), place)).toEqual(ids)
  })

  test('shows nothing of it', () => {
    const copy = document.createElement('div')
    copy.innerHTML = marked('<p>Some words</p>')
    expect(copy.textContent).toBe('Some words')
  })

  test('from another study or epoch comes from outside', () => {
    expect(copiedFrom(marked('<p>Some words</p>'), '0199-study/4')).toBeNull()
    expect(copiedFrom('<p>Some words</p>', place)).toBeNull()
  })

  test.each(['1.2', '1.2.3.4', '-1.0.1', '1.0.0', '1e9.0.1', '99999999999999999999.0.1', ''])(
    'that says “%s” comes from outside',
    (from) => {
      expect(copiedFrom(`<p data-samskriv-from="${place} ${from}">Some words</p>`, place)).toBeNull()
    },
  )

  test('of more pieces than one message may name says the first of them', () => {
    const many = Array.from({ length: 300 }, (_, index): SourceRange => [7, 2 * index, 1])
    expect(copiedFrom(marked('<p>Some words</p>', many), place)).toEqual(many.slice(0, limits.maxSourceRanges))
  })

  test('of no words says only where it was made, and one without an element is left as it is', () => {
    const picture = marked('<div data-node="image"></div>', [])
    expect(picture).toBe(`<div data-node="image" data-samskriv-from="${place}"></div>`)
    expect(copiedFrom(picture, place)).toBeNull()
    expect(marked('Some words')).toBe('Some words')
  })
})
